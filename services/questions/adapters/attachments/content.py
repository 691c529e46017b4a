"""What a file is, by its first bytes."""

import puremagic

_ZIP = "application/zip"


def type_of(head: bytes) -> str:
    """The media type, or nothing when the content is of no kind that has a name."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    types = [each.mime_type for each in found]
    # Every office document is a zip, and the first guess for a plain one is a document.
    return _ZIP if _ZIP in types else next(iter(types), "")
