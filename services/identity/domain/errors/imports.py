"""What is wrong with a row of an imported file; one row's fault never stops another row."""

from services.identity.domain.errors.base import DomainError


class FieldMissing(DomainError):
    """Name, type and kind are needed."""

    code = "field-missing"
    status_hint = "invalid"
    title = "A field is missing"
    detail = "The field is empty or missing."


class FieldTooLong(DomainError):
    """As long as the same field may be when somebody types it."""

    code = "field-too-long"
    status_hint = "invalid"
    title = "A field is too long"
    detail = "At most {most} characters."


class UnknownWord(DomainError):
    """A word that stands for no type or kind of press, in Vietnamese or English."""

    code = "unknown-word"
    status_hint = "invalid"
    title = "A word is not known"
    detail = "“{word}” is not known here. Known are: {known}."


class NotADate(DomainError):
    """A date is yyyy-mm-dd or dd/mm/yyyy."""

    code = "not-a-date"
    status_hint = "invalid"
    title = "Not a date"
    detail = "“{text}” is not a date such as 31/12/2030 or 2030-12-31."


class WrongFieldCount(DomainError):
    """A row has more fields than the header, or a value is of another form."""

    code = "wrong-row"
    status_hint = "invalid"
    title = "The row does not fit the header"
    detail = "The row does not have the form that the header announces."


class RowsConflict(DomainError):
    """Two rows with one name say different things, and nobody can tell which is right."""

    code = "rows-conflict"
    status_hint = "invalid"
    title = "Two rows contradict each other"
    detail = "Row {row} has the same name and says something else."
