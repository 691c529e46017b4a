"""What can be wrong with a text that people typed."""

from services.distribution.domain.errors.base import DomainError


class InvalidText(DomainError):
    """Text with control characters or lone surrogates."""

    code = "invalid-text"
    status_hint = "invalid"
    title = "Invalid text"
    detail = "This text contains a character that cannot be shown."


class EmptyText(DomainError):
    """Nothing is left of the text after space and markup are gone."""

    code = "empty-text"
    status_hint = "invalid"
    title = "Empty text"
    detail = "This text is empty."


class ActiveContent(DomainError):
    """HTML that does something; it is refused rather than changed behind its author's back."""

    code = "active-content"
    status_hint = "unprocessable"
    title = "The text contains a program"
    detail = "A release contains text only; remove this: {what}"


class ContactIncomplete(DomainError):
    """A contact point that cannot be reached is none."""

    code = "contact-incomplete"
    status_hint = "unprocessable"
    title = "The contact point is incomplete"
    detail = "Give a telephone number or an e-mail address of the contact point."
