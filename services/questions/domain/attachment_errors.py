"""The ways a rule of attachments can be broken."""

from services.questions.domain.errors import DomainError


class AttachmentNotFound(DomainError):
    """No such attachment, or the reader may not learn that there is one."""

    code = "attachment-not-found"
    status_hint = "not_found"
    title = "Attachment not found"
    detail = "There is no attachment with this identifier that you may see."


class NotYourSide(DomainError):
    """The asker attaches to the question, people of the lead agency to the answer, nobody else to either."""

    code = "not-your-side"
    status_hint = "forbidden"
    title = "Not yours to attach to"
    detail = "Only the asker and people of the lead agency attach files, each on their own side."


class AttachmentsLocked(DomainError):
    """What the press was given with an answer does not change afterwards."""

    code = "attachments-locked"
    status_hint = "conflict"
    title = "Attachments are locked"
    detail = "The question is answered; its attachments do not change any more."


class AttachmentNotReplaceable(DomainError):
    """Only what is in use is replaced, and once."""

    code = "attachment-not-replaceable"
    status_hint = "conflict"
    title = "Not replaceable"
    detail = "Only a checked attachment that has not been replaced or erased can be replaced."


class TooManyAttachments(DomainError):
    """A limit for each side of a question."""

    code = "too-many-attachments"
    status_hint = "conflict"
    title = "Too many attachments"
    detail = "A question has at most {limit} attachments on each side, unfinished uploads included."


class AttachmentNotReady(DomainError):
    """Nobody gets bytes before they were checked, not even whoever sent them."""

    code = "attachment-not-ready"
    status_hint = "conflict"
    title = "Not checked yet"
    detail = "The attachment cannot be downloaded while its state is: {state}"


class AttachmentErased(DomainError):
    """The bytes are gone for good; who erased them and why stays on record."""

    code = "attachment-erased"
    status_hint = "gone"
    title = "Attachment erased"
    detail = "The bytes of this attachment were erased."


class StaleAttachment(DomainError):
    """Somebody else changed the attachment since the caller read it (RFC 9110 section 13.1.1)."""

    code = "stale-version"
    status_hint = "stale"
    title = "The attachment has changed"
    detail = "The attachment has changed since you read it; read it again."


class MayNotErase(DomainError):
    """What was given to the press is erased by IOC or the department only."""

    code = "may-not-erase"
    status_hint = "forbidden"
    title = "Not yours to erase"
    detail = "Before the answer its own side erases an attachment, afterwards only IOC or the department."


class RangeNotSatisfiable(DomainError):
    """RFC 9110 section 15.5.17."""

    code = "range-unsatisfiable"
    status_hint = "unsatisfiable"
    title = "No such range"
    detail = "No byte lies in that range; there are {length} bytes."


class AttachmentsOff(DomainError):
    """The installation has no place for files."""

    code = "attachments-off"
    status_hint = "conflict"
    title = "Attachments are off"
    detail = "This installation takes no attachments."
