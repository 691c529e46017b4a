"""What can go wrong with an e-mail address of a newsroom."""

from services.distribution.domain.errors.base import DomainError


class EmailsNotConfigured(DomainError):
    """The operator has named no mail server or no key."""

    code = "emails-not-configured"
    status_hint = "conflict"
    title = "E-mail is not configured"
    detail = "This installation sends no e-mail."


class InvalidEmailAddress(DomainError):
    """Not an address that mail could be sent to."""

    code = "invalid-email-address"
    status_hint = "unprocessable"
    title = "Invalid e-mail address"
    detail = "An e-mail address looks like tin@toasoan.vn."


class ConfirmationUnknown(DomainError):
    """The link was used already, is too old, or was never sent; which of these, nobody is told."""

    code = "confirmation-unknown"
    status_hint = "gone"
    title = "The link is no longer valid"
    detail = (
        "The link has been used, or is too old; the newsroom's administrator can enter the address again."
    )
