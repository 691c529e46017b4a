"""The release log as it is served and followed."""

from typing import Annotated

import msgspec


class LogItem(msgspec.Struct, frozen=True, kw_only=True):
    """An entry and its edition as text of their canonical forms: in UTF-8 these are the signed bytes."""

    entry: str
    hash: str
    signature: str
    edition: str
    edition_signature: str


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries after the one asked for, oldest first; `last_seq` is the newest there is, 0 for none."""

    entries: list[LogItem]
    last_seq: Annotated[int, msgspec.Meta(ge=0)]
