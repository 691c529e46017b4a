"""Verifies what is stored, each time somebody asks: hash and signature over the bytes of the edition."""

from collections.abc import Sequence
from typing import Any

import msgspec

from services.distribution.adapters.keys import ReleaseKeys
from services.distribution.adapters.seals import BadSignature, digest, verify
from services.distribution.application.documents import EditionDocument
from services.distribution.application.views.verification import VerificationView
from services.distribution.domain.errors.releases import EditionNotFound, ReleaseNotFound
from services.distribution.domain.model.workflow import Publication
from shared.persistence import Database

_EDITIONS = """
SELECT r.id, r.code, r.publication, r.edition AS latest, e.number, e.content, e.content_hash, e.signature
FROM releases r JOIN editions e ON e.release_id = r.id WHERE r.code = $1 ORDER BY e.number
"""


class Verifier:
    """Answers from one statement by index."""

    def __init__(self, database: Database, keys: ReleaseKeys) -> None:
        self._database, self._keys = database, keys

    async def check(self, code: str, edition: int | None, given_hash: str | None) -> VerificationView:
        """The newest edition unless another is named; raises ReleaseNotFound or EditionNotFound."""
        rows = await self._database.fetch(_EDITIONS, code.strip().upper())
        if not rows:
            raise ReleaseNotFound
        number = edition or rows[-1]["number"]
        row = next((each for each in rows if each["number"] == number), None)
        if row is None:
            raise EditionNotFound(edition=number)
        given = given_hash.strip().lower() if given_hash else None
        return self._view(row, given, rows)

    def _view(self, row: Any, given: str | None, rows: Sequence[Any]) -> VerificationView:
        content, key_id = bytes(row["content"]), None
        try:
            key_id = verify(content, row["signature"], self._keys.public())
        except BadSignature:
            valid = False
        else:
            valid = digest(content) == row["content_hash"]
        return VerificationView(
            release_id=row["id"],
            code=row["code"],
            publication=Publication(row["publication"]),
            valid=valid,
            edition=row["number"],
            latest_edition=row["latest"],
            content_hash=row["content_hash"],
            signature=row["signature"],
            key_id=key_id,
            given_hash=given,
            given_is_edition=next((each["number"] for each in rows if each["content_hash"] == given), None),
            document=_readable(content),
        )


def _readable(content: bytes) -> EditionDocument | None:
    try:
        return msgspec.json.decode(content, type=EditionDocument)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
