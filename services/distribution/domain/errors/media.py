"""What can be wrong with a medium."""

from services.distribution.domain.errors.base import DomainError


class MediaUnknown(DomainError):
    """An attachment names a medium that the agency has not uploaded."""

    code = "media-unknown"
    status_hint = "unprocessable"
    title = "Medium unknown"
    detail = "Your agency has no medium with the identifier {media_id}."
