"""What can be wrong with a medium."""

from services.distribution.domain.errors.base import DomainError


class MediaUnknown(DomainError):
    """An attachment names a medium that the agency has not uploaded."""

    code = "media-unknown"
    status_hint = "unprocessable"
    title = "Medium unknown"
    detail = "Your agency has no medium with the identifier {media_id}."


class MediaNotFound(DomainError):
    """No such medium, or no public release shows it, or it has no such variant."""

    code = "media-not-found"
    status_hint = "not_found"
    title = "Medium not found"
    detail = "There is no medium with this identifier that you may see."


class MediaTypeRefused(DomainError):
    """The content decides on the type, not the name and not the sender."""

    code = "media-type-refused"
    status_hint = "unprocessable"
    title = "This kind of file is not accepted"
    detail = "Send a JPEG, PNG or WebP picture or a PDF document; the content of this file is: {found}"


class MediaTypeMismatch(DomainError):
    """A file whose name says something else than its content."""

    code = "media-type-mismatch"
    status_hint = "unprocessable"
    title = "The name does not fit the content"
    detail = "The name ends as another kind of file does; its content is: {found}"


class ImageTooLarge(DomainError):
    """Measured before it is decoded, so that a small file cannot fill the memory."""

    code = "image-too-large"
    status_hint = "unprocessable"
    title = "The picture is too large"
    detail = "A picture has at most {limit} pixels; this one has {width} x {height}."


class ImageBroken(DomainError):
    """It begins as a picture and cannot be read to its end."""

    code = "image-broken"
    status_hint = "unprocessable"
    title = "The picture cannot be read"
    detail = "The picture is damaged or incomplete."


class MediaTooLarge(DomainError):
    """Larger than what this installation accepts."""

    code = "media-too-large"
    status_hint = "unprocessable"
    title = "The file is too large"
    detail = "A file has at most {limit} bytes."


class AddressInvalid(DomainError):
    """An expiring address that has expired, was changed, or was made for another medium."""

    code = "media-address-invalid"
    status_hint = "forbidden"
    title = "The address is not valid any more"
    detail = "This address has expired or was changed; ask for the medium again."


class RangeUnsatisfiable(DomainError):
    """RFC 9110 section 15.5.17."""

    code = "range-unsatisfiable"
    status_hint = "unsatisfiable"
    title = "No such range"
    detail = "No byte lies in that range; there are {length} bytes."
