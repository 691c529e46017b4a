"""The Range header (RFC 9110 section 14): one range of bytes, or none."""

import re

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Unsatisfiable(Exception):
    """No byte of the object lies in the range that was asked for."""


def wanted(header: str | None, length: int) -> tuple[int, int] | None:
    """(start, end) with `end` exclusive; None when the whole is to be sent; raises Unsatisfiable.

    Several ranges, other units and what cannot be read are ignored, as the standard permits.
    """
    match = None if header is None else _RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(length - int(last), 0), length
    else:
        start, end = int(first), min(int(last) + 1, length) if last else length
        if last and int(last) < start:
            return None
    if start >= length or start >= end:
        raise Unsatisfiable
    return start, end
