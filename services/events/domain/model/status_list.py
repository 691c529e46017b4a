"""The status list of a press event: two bits a pass (IETF Token Status List section 4)."""

import base64
import zlib
from collections.abc import Mapping

from services.events.domain.model.press_pass import PassStatus

BITS = 2
_IN_A_BYTE = 8 // BITS


def packed(statuses: Mapping[int, PassStatus], length: int) -> str:
    """`length` places, valid unless said otherwise; compressed, base64url without padding.

    Raises IndexError for a place outside the list.
    """
    found = bytearray(-(-length // _IN_A_BYTE))
    for index, status in statuses.items():
        if not 0 <= index < length:
            raise IndexError(index)
        found[index // _IN_A_BYTE] |= status << (index % _IN_A_BYTE * BITS)
    return base64.urlsafe_b64encode(zlib.compress(bytes(found), 9)).rstrip(b"=").decode()


def status_at(packed_list: str, index: int) -> PassStatus:
    """What the list says of one place; raises IndexError outside it."""
    if index < 0:
        raise IndexError(index)
    padding = "=" * (-len(packed_list) % 4)
    found = zlib.decompress(base64.urlsafe_b64decode(packed_list + padding))
    return PassStatus(found[index // _IN_A_BYTE] >> (index % _IN_A_BYTE * BITS) & (2**BITS - 1))
