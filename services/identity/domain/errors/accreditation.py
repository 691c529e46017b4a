"""Refusals about a reporter's evidence and standing."""

from services.identity.domain.errors.base import DomainError


class CardTermTooLong(DomainError):
    """A press card counts for five years from the day it was granted (Luật Báo chí 126/2025 art. 28.4)."""

    code = "card-term-too-long"
    status_hint = "unprocessable"
    title = "No press card is valid for so long"
    detail = "A press card is valid for five years at most: until {latest} here."


class LetterIncomplete(DomainError):
    """A letter names its issuer, its scope and its dates (Luật Báo chí 126/2025 art. 27.4)."""

    code = "letter-incomplete"
    status_hint = "unprocessable"
    title = "The letter of introduction is incomplete"
    detail = "A letter of introduction names its issuer, its scope, and from when until when it counts."


class AssignmentNeeded(DomainError):
    """Freelancers and visiting press come with an assigning newsroom's letter."""

    code = "assignment-letter-needed"
    status_hint = "unprocessable"
    title = "A letter of the assigning newsroom is needed"
    detail = "Freelancers and visiting press present a letter of introduction with dates, not a card."


class IdentityNotConfirmed(DomainError):
    """The population database did not confirm the person: an officer who did otherwise says how."""

    code = "identity-not-confirmed"
    status_hint = "unprocessable"
    title = "The person is not confirmed"
    detail = (
        "The national population database says “{outcome}”: state a reason to verify the person yourself."
    )


class IdentityCheckPending(DomainError):
    """The look-up has not been answered yet."""

    code = "identity-check-pending"
    status_hint = "conflict"
    title = "The look-up is still under way"
    detail = "The national population database has not answered yet; state a reason to decide without it."


class NoPopulationDatabase(DomainError):
    """The province has no connection to the national population database."""

    code = "no-population-database"
    status_hint = "conflict"
    title = "There is no connection"
    detail = "This installation is not connected to the national population database."


class InvalidBirthDate(DomainError):
    """The population database knows a date of birth in full, or only its year."""

    code = "invalid-birth-date"
    status_hint = "invalid"
    title = "Not a date of birth"
    detail = "A date of birth is yyyy-mm-dd, or only its year."


class NoAppealPossible(DomainError):
    """An appeal is against a refusal or a suspension, one at a time."""

    code = "no-appeal-possible"
    status_hint = "conflict"
    title = "There is nothing to appeal against"
    detail = "An appeal is against a refusal or a suspension, and one at a time."


class NoAppeal(DomainError):
    """Nobody has appealed, so there is nothing to decide."""

    code = "no-appeal"
    status_hint = "conflict"
    title = "There is no appeal"
    detail = "No appeal of this reporter waits for a decision."


class SameOfficer(DomainError):
    """Who decided does not decide the appeal against it."""

    code = "same-officer"
    status_hint = "forbidden"
    title = "Another officer decides"
    detail = "An appeal is decided by somebody else than who took the decision."


class SameNewsroom(DomainError):
    """A move goes to another newsroom."""

    code = "same-newsroom"
    status_hint = "conflict"
    title = "The reporter works there already"
    detail = "A move goes to another press agency; new evidence is handed in apart."


class NoRenewal(DomainError):
    """No new evidence waits for the department."""

    code = "no-renewal"
    status_hint = "conflict"
    title = "No new evidence waits"
    detail = "No new press card or letter of this reporter waits for a decision."


class NotOfThisNewsroom(DomainError):
    """Only the newsroom's own reporters can be vouched for or left out."""

    code = "not-of-this-newsroom"
    status_hint = "unprocessable"
    title = "Not of this newsroom"
    detail = "Somebody named here is no reporter of this press agency."
