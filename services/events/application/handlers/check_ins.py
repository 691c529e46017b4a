"""A scan at a door: judged, recorded, and told once if somebody entered."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from services.events.application import happened
from services.events.application.commands import CheckIn
from services.events.application.ports import Known, PassAct, Seal, UnitOfWork
from services.events.application.views import CheckedIn
from services.events.domain.errors import NonceReused, PressEventNotFound, ScanFromTheFuture
from services.events.domain.model import Entry, Outcome, PassClaims, PassState, Scan, judge

CLOCK_SKEW = timedelta(minutes=2)
"""By how much a device's clock may be ahead of ours."""


async def check_in(command: CheckIn, uow: UnitOfWork, seal: Seal) -> CheckedIn:
    """One reading and one writing statement; the commit fails when another door was first.

    Raises NonceReused when the device has used this number for another pass; nothing is recorded then.
    """
    claims = _claims(seal, command.token)
    pass_id = claims.pass_id if claims else None
    async with uow:
        known = await uow.scans.look_up(command.nonce, command.press_event_id, pass_id)
        _require_door(command, known)
        digest = hashlib.sha256(command.token.encode()).digest()
        if known.scan is not None:
            return _again(known.scan, command.press_event_id, digest, known.state)
        scan = _judged(command, digest, claims, known, uow.now())
        uow.scans.add(scan)
        if scan.outcome is Outcome.ADMITTED and known.state is not None:
            _enter(scan, known.state, uow)
    return CheckedIn(scan, known.state)


def _claims(seal: Seal, token: str) -> PassClaims | None:
    payload = seal.opened(token)
    if payload is None:
        return None
    try:
        return PassClaims.unpacked(payload)
    except ValueError:
        return None


def _require_door(command: CheckIn, known: Known) -> None:
    if known.press_event is None:
        raise PressEventNotFound(field="press_event_id")
    command.actor.require_door(known.press_event)


def _again(scan: Scan, press_event_id: UUID, digest: bytes, state: PassState | None) -> CheckedIn:
    if not scan.is_of(press_event_id, digest):
        raise NonceReused(field="nonce")
    return CheckedIn(scan, state)


def _judged(command: CheckIn, digest: bytes, claims: PassClaims | None, known: Known, now: datetime) -> Scan:
    if command.scanned_at > now + CLOCK_SKEW:
        raise ScanFromTheFuture(field="scanned_at")
    scanned_at = min(command.scanned_at, now)
    state = known.state
    denial = judge(claims, state, command.press_event_id, scanned_at if command.offline else now)
    scan = Scan(
        nonce=command.nonce,
        press_event_id=command.press_event_id,
        pass_id=state.press_pass.id if state else None,
        token_digest=digest,
        gate=command.gate,
        scanned_at=scanned_at,
        received_at=now,
        offline=command.offline,
        scanned_by=command.actor.name,
        outcome=Outcome.ADMITTED,
    )
    if denial is None:
        return scan
    outcome = Outcome.CONFLICT if command.offline else Outcome.DENIED
    first = state.entry if state and denial.reason == "already_used" else None
    return replace(scan, outcome=outcome, reason=denial.reason, first=first)


def _enter(scan: Scan, state: PassState, uow: UnitOfWork) -> None:
    version, press_pass = state.version + 1, state.press_pass
    uow.passes.act(
        PassAct(
            pass_id=press_pass.id,
            version=version,
            kind="entered",
            at=scan.scanned_at,
            gate=scan.gate,
            by=scan.scanned_by,
        )
    )
    uow.outbox.add(happened.checked_in(press_pass, version, Entry(scan.scanned_at, scan.gate)))
