"""Verifies a release log entry by entry: what a follower may believe, and what is wrong otherwise."""

from collections.abc import Mapping
from typing import Any

import msgspec
import rfc8785

from services.distribution.adapters.seals import EMPTY_HASH, BadSignature, digest, verify
from services.distribution.application.documents import ACTION_OF, EditionDocument, LogEntry
from services.distribution.application.views.log import LogItem


class LogBroken(Exception):
    """The log is not what it should be; `kind` is gap, rewritten, changed, forged, malformed or truncated."""

    def __init__(self, seq: int, kind: str, what: str) -> None:
        self.seq, self.kind = seq, kind
        super().__init__(f"entry {seq}: {kind}: {what}")


class Head(msgspec.Struct, frozen=True):
    """The last entry that is believed."""

    seq: int = 0
    hash: str = EMPTY_HASH


def advance(head: Head, item: LogItem, keys: Mapping[str, Any]) -> Head:
    """The head after a verified entry; raises LogBroken. `keys` is the log's public JWK set."""
    seq = head.seq + 1
    content = item.entry.encode()
    entry = _decoded(seq, content, LogEntry)
    if entry.seq != seq:
        raise LogBroken(seq, "gap", f"the log goes on with {entry.seq}")
    if entry.prev_hash != head.hash:
        raise LogBroken(seq, "rewritten", "it does not continue the entry before it")
    if digest(content) != item.hash:
        raise LogBroken(seq, "changed", "its hash is another")
    _signed(seq, "entry", content, item.signature, keys)
    _check_edition(seq, entry, item, keys)
    return Head(seq, item.hash)


def _check_edition(seq: int, entry: LogEntry, item: LogItem, keys: Mapping[str, Any]) -> None:
    content = item.edition.encode()
    if digest(content) != entry.content_hash:
        raise LogBroken(seq, "changed", "the hash of its edition is another")
    _signed(seq, "edition", content, item.edition_signature, keys)
    edition = _decoded(seq, content, EditionDocument)
    told = (entry.release_id, entry.edition, entry.code, entry.agency_id, entry.action)
    kind = ACTION_OF[edition.kind]
    if told != (edition.release_id, edition.edition, edition.code, edition.agency.id, kind):
        raise LogBroken(seq, "forged", "it tells of another edition than it carries")


def _signed(seq: int, what: str, content: bytes, signature: str, keys: Mapping[str, Any]) -> None:
    try:
        verify(content, signature, keys)
    except BadSignature as error:
        raise LogBroken(seq, "forged", f"the signature of the {what} does not fit: {error}") from error


def _decoded(seq: int, content: bytes, kind: Any) -> Any:
    try:
        plain = msgspec.json.decode(content)
        if rfc8785.dumps(plain) != content:
            raise LogBroken(seq, "changed", "not in canonical form")
        return msgspec.convert(plain, kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, rfc8785.CanonicalizationError) as error:
        raise LogBroken(seq, "malformed", str(error)) from error
