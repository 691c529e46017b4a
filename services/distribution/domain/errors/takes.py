"""What can go wrong when a newsroom takes a release."""

from services.distribution.domain.errors.base import DomainError


class NoNewsroom(DomainError):
    """The token names no newsroom; takes and items are a newsroom's, through one of its people."""

    code = "no-newsroom"
    status_hint = "forbidden"
    title = "No newsroom"
    detail = "Only a person who works for a newsroom may do this."


class TakenAfterWithdrawal(DomainError):
    """What was taken back may be looked at; it is not there to be used."""

    code = "taken-after-withdrawal"
    status_hint = "gone"
    title = "The release was withdrawn"
    detail = "A withdrawn release can be opened, not downloaded or copied."
