"""What can be wrong with an upload, or with a file that it brings."""

from services.questions.domain.errors import DomainError


class UploadNotFound(DomainError):
    """No such upload of the caller's: never begun, ended, or somebody else's."""

    code = "upload-not-found"
    status_hint = "not_found"
    title = "Upload not found"
    detail = "You have no upload with this identifier; begin a new one."


class UploadExpired(DomainError):
    """Nobody went on with it in time; what had been received is removed."""

    code = "upload-expired"
    status_hint = "gone"
    title = "Upload expired"
    detail = "The upload was not finished in time; begin a new one."


class UploadTooLarge(DomainError):
    """Announced in Upload-Length, so that nobody sends gigabytes to learn it."""

    code = "upload-too-large"
    status_hint = "too_large"
    title = "The file is too large"
    detail = "An attachment has at most {limit} bytes."


class UploadTooLong(DomainError):
    """More bytes come than Upload-Length has announced."""

    code = "upload-too-long"
    status_hint = "too_large"
    title = "More than was announced"
    detail = "The upload announced {length} bytes; what goes beyond them is not taken."


class EmptyUpload(DomainError):
    """A file without a byte is no attachment."""

    code = "upload-empty"
    status_hint = "invalid"
    title = "The file is empty"
    detail = "The length of a file is at least one byte."


class OffsetConflict(DomainError):
    """The sender and we differ about what has been received (tus 1.0, PATCH)."""

    code = "upload-offset-conflict"
    status_hint = "conflict"
    title = "Not where the upload is"
    detail = "{received} bytes have been received; go on from there."


class ChecksumMismatch(DomainError):
    """The bytes were damaged on their way (tus 1.0, checksum extension); none of them is kept."""

    code = "upload-checksum-mismatch"
    status_hint = "mismatch"
    title = "The checksum does not fit"
    detail = "The bytes are not those that the checksum was made of; send them again."


class ChecksumUnsupported(DomainError):
    """An algorithm that Tus-Checksum-Algorithm does not name, or a value that is no base64."""

    code = "upload-checksum-unsupported"
    status_hint = "invalid"
    title = "The checksum cannot be read"
    detail = "Upload-Checksum is one of {algorithms}, a space and the checksum in base64."


class UploadTypeUnsupported(DomainError):
    """A PATCH is of one content type (tus 1.0)."""

    code = "upload-type-unsupported"
    status_hint = "unsupported"
    title = "Not a part of an upload"
    detail = "Send the bytes with Content-Type: application/offset+octet-stream."


class TusVersionUnsupported(DomainError):
    """Tus-Resumable is missing or another (tus 1.0); Tus-Version names what we speak."""

    code = "tus-version-unsupported"
    status_hint = "stale"
    title = "Another version of the protocol"
    detail = "Send the header Tus-Resumable: 1.0.0."


class MetadataInvalid(DomainError):
    """Upload-Metadata is pairs of a key and base64, separated by commas (tus 1.0), with a filename."""

    code = "upload-metadata-invalid"
    status_hint = "invalid"
    title = "The metadata cannot be read"
    detail = "Upload-Metadata is 'filename' and the name in base64, in UTF-8."


class FileTypeRefused(DomainError):
    """The content decides on the type, not the name and not the sender."""

    code = "file-type-refused"
    status_hint = "unprocessable"
    title = "This kind of file is not attached"
    detail = "Attach a JPEG, PNG or WebP picture or a PDF document; the content of this file is: {found}"


class FileTypeMismatch(DomainError):
    """A file whose name says something else than its content."""

    code = "file-type-mismatch"
    status_hint = "unprocessable"
    title = "The name does not fit what is in it"
    detail = "The name ends as another kind of file does; what is in the file is: {found}"
