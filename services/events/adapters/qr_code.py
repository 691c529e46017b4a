"""The QR code of a pass: error correction M, so that a scratched screen or a fold does not matter."""

from io import BytesIO
from typing import Literal

import segno

_QUIET_ZONE = 4
_DOTS = 8


def qr_code(token: str, kind: Literal["svg", "png"]) -> bytes:
    """SVG without a size of its own, or a PNG of some 500 dots a side."""
    made = segno.make_qr(token, error="m", boost_error=False)
    found = BytesIO()
    if kind == "svg":
        made.save(found, kind="svg", border=_QUIET_ZONE, omitsize=True, light="#fff", xmldecl=False)
    else:
        made.save(found, kind="png", border=_QUIET_ZONE, scale=_DOTS)
    return found.getvalue()
