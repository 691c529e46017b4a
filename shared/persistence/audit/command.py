"""`python -m services.<name> verify-audit [--head SEQ:HASH]`: whether the audit log is as it was written."""

import argparse
import sys
from collections.abc import Sequence

from shared.persistence.audit.chain import Verdict, hash_at, verify
from shared.persistence.engine import Database
from shared.settings import ServiceSettings


def _head(text: str) -> tuple[int, bytes]:
    seq, _, digest = text.partition(":")
    return int(seq), bytes.fromhex(digest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verify-audit", description=__doc__)
    parser.add_argument(
        "--head",
        type=_head,
        metavar="SEQ:HASH",
        help="what an earlier run printed; whoever rewrote the whole chain since cannot have kept it",
    )
    return parser


async def verify_audit(settings: ServiceSettings, arguments: Sequence[str]) -> int:
    """0 when the chain holds, 1 with the first broken link named; says how many rows are not linked yet."""
    expected: tuple[int, bytes] | None = _parser().parse_args(arguments).head
    database = Database(settings.database_url)
    try:
        verdict = await verify(database)
        kept = expected is None or await hash_at(database, expected[0]) == expected[1]
    finally:
        await database.close()
    sys.stdout.write(_said(verdict) + "\n")
    if expected is not None and not kept:
        sys.stdout.write(f"row {expected[0]} has not the hash that was given: the chain was rewritten\n")
    return 0 if verdict.broken is None and kept else 1


def _said(verdict: Verdict) -> str:
    tail = f"{verdict.unlinked} not linked yet"
    if verdict.broken is not None:
        where = f"broken at row {verdict.broken.seq}: {verdict.broken.reason}"
        return f"{where}; {verdict.linked} before it hold; {tail}"
    return f"{verdict.linked} rows hold; {tail}; head {verdict.linked}:{verdict.head.hex()}"
