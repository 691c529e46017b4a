"""What a file is, by its first bytes."""

import puremagic


def type_of(head: bytes) -> str:
    """The media type, or nothing when the content is of no kind that has a name."""
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    return found[0].mime_type if found else ""
