"""Passes, and the ways in which a door says no; each refusal at a door has a typed reason."""

from typing import ClassVar

from services.events.domain.errors.base import DomainError


class PassNotFound(DomainError):
    """No such pass, or the reader may not learn that there is one."""

    code = "pass-not-found"
    status_hint = "not_found"
    title = "Pass not found"
    detail = "There is no press pass with this identifier that you may see."


class PassAlreadyRevoked(DomainError):
    """A pass is revoked once."""

    code = "pass-already-revoked"
    status_hint = "conflict"
    title = "Pass already revoked"
    detail = "The press pass has been revoked already."


class NotYourDoor(DomainError):
    """A door officer of one agency does not check at another's press event."""

    code = "not-your-door"
    status_hint = "forbidden"
    title = "Not your door"
    detail = "You check passes for another agency than the one that holds this press event."


class ScanFromTheFuture(DomainError):
    """A scan cannot have happened later than now; the device's clock is wrong."""

    code = "scan-from-the-future"
    status_hint = "unprocessable"
    title = "The scan lies in the future"
    detail = "The time of the scan lies in the future; set the clock of the device."


class Denial(DomainError):
    """A door says no; `reason` is the word for programs."""

    reason: ClassVar[str]


class InvalidSignature(Denial):
    """Not a token of ours, or one that somebody has changed."""

    code = "pass-invalid-signature"
    reason = "invalid_signature"
    status_hint = "unprocessable"
    title = "Forged or unreadable pass"
    detail = "This code is not a press pass of this network."


class UnknownPass(Denial):
    """Signed by us, and not among the passes: the register was restored, or the key was stolen."""

    code = "pass-unknown"
    reason = "unknown"
    status_hint = "unprocessable"
    title = "Unknown pass"
    detail = "The code is signed correctly, but there is no such press pass."


class Expired(Denial):
    """After the last instant of the press event."""

    code = "pass-expired"
    reason = "expired"
    status_hint = "gone"
    title = "Pass expired"
    detail = "The time of this code is over; a moved press event has a new code on the pass page."


class NotYetValid(Denial):
    """Before the doors open."""

    code = "pass-not-yet-valid"
    reason = "not_yet_valid"
    status_hint = "conflict"
    title = "Pass not valid yet"
    detail = "The doors are not open yet for this press pass."


class Revoked(Denial):
    """The organiser has taken the pass back."""

    code = "pass-revoked"
    reason = "revoked"
    status_hint = "forbidden"
    title = "Pass revoked"
    detail = "The organiser has taken this press pass back."


class Suspended(Denial):
    """The holder may not work as a reporter at this moment."""

    code = "pass-suspended"
    reason = "suspended"
    status_hint = "forbidden"
    title = "Holder suspended"
    detail = "The holder of this press pass is suspended as a reporter."


class Cancelled(Denial):
    """The press event does not take place."""

    code = "pass-cancelled"
    reason = "cancelled"
    status_hint = "gone"
    title = "Press event cancelled"
    detail = "The press event of this press pass is cancelled."


class WrongEvent(Denial):
    """A good pass at the wrong door."""

    code = "pass-wrong-event"
    reason = "wrong_event"
    status_hint = "conflict"
    title = "Pass for another press event"
    detail = "This press pass is for another press event."


class AlreadyUsed(Denial):
    """Somebody has entered with it; the first time and gate never change."""

    code = "pass-already-used"
    reason = "already_used"
    status_hint = "conflict"
    title = "Pass already used"
    detail = "Somebody entered with this press pass at {time}, gate {gate}."


class NonceReused(Denial):
    """The device's number for this scan belongs to another scan; nothing is recorded."""

    code = "nonce-reused"
    reason = "nonce_reused"
    status_hint = "unprocessable"
    title = "Number of the scan used before"
    detail = "This nonce belongs to the scan of another press pass; send a new one."


DENIALS: tuple[type[Denial], ...] = (
    InvalidSignature, UnknownPass, Expired, NotYetValid, Revoked,
    Suspended, Cancelled, WrongEvent, AlreadyUsed, NonceReused,
)  # fmt: skip
