"""Reads of accreditations."""

from uuid import UUID

import msgspec

from services.identity.adapters.queries.base import Reads, view
from services.identity.application.commands import Actor
from services.identity.application.views import IdentityCheckView, ReporterActView, ReporterView
from services.identity.domain.model import Role

SEES_ALL_REPORTERS = frozenset({Role.DEPARTMENT_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR})
READS_REPORTERS = "reporters:read"

_REPORTER = """
SELECT r.id, r.account_id, a.full_name, r.press_agency_id, json_build_object('type', credential_type,
    'number', credential_number, 'expires_on', credential_expires_on, 'issued_on', credential_issued_on,
    'valid_from', credential_valid_from, 'issuer', credential_issuer, 'scope', credential_scope)::text
    AS credential, r.status, r.registered_at, r.verified_at, r.suspended_at, r.version, r.category,
    r.home_organisation, r.verified_at IS NOT NULL AS verified, r.verified_how,
    r.approved_at IS NOT NULL AS approved, r.approved_at, r.disabled_for, r.vouched_until, r.probation_until,
    r.disabled_for = '{}' AND r.status <> 'suspended' AS enabled,
    coalesce(r.renewal::text, 'null') AS renewal, r.appealed_at
FROM reporter AS r JOIN account AS a ON a.id = r.account_id
"""
_REPORTERS_SEEN = "($1 OR r.press_agency_id = $2 OR r.account_id = $3)"

_ACTS = f"""
SELECT h.act, h.reason, h.actor_id, h.acted_at
FROM reporter_act AS h JOIN reporter AS r ON r.id = h.reporter_id
WHERE {_REPORTERS_SEEN} AND r.id = $4 ORDER BY h.id LIMIT 500
"""  # noqa: S608 - constants only
_CHECKS = """
SELECT id, officer_code, requested_by, requested_at, outcome, answered_at, attempts
FROM identity_check WHERE reporter_id = $1 ORDER BY requested_at DESC, id DESC LIMIT 100
"""


class Scope(msgspec.Struct, frozen=True):
    """Which reporters a reader may know of."""

    everyone: bool
    press_agency_id: UUID | None
    account_id: UUID | None

    @classmethod
    def of(cls, actor: Actor, machine_scopes: frozenset[str]) -> "Scope":
        """Officers see all, a newsroom's administrator its own, everybody themselves."""
        everyone = bool(SEES_ALL_REPORTERS & actor.roles) or READS_REPORTERS in machine_scopes
        manages = Role.NEWSROOM_ADMIN in actor.roles
        return cls(everyone, actor.press_agency_id if manages else None, actor.account_id)


class ReporterReads(Reads):
    """Accreditations."""

    async def reporters(
        self, scope: Scope, status: str | None, newsroom: UUID | None, after: UUID | None, limit: int
    ) -> list[ReporterView]:
        """Those in the reader's scope, oldest first."""
        where = f""" WHERE {_REPORTERS_SEEN} AND ($4::text IS NULL OR r.status = $4)
            AND ($5::uuid IS NULL OR r.press_agency_id = $5) AND ($6::uuid IS NULL OR r.id > $6)
            ORDER BY r.id LIMIT $7"""
        seen = msgspec.structs.astuple(scope)
        rows = await self.database.fetch(_REPORTER + where, *seen, status, newsroom, after, limit)
        return [view(row, ReporterView) for row in rows]

    async def reporter(self, scope: Scope, reporter_id: UUID) -> ReporterView | None:
        """One reporter, if in the reader's scope."""
        where = f" WHERE {_REPORTERS_SEEN} AND r.id = $4"
        return await self.one(ReporterView, _REPORTER + where, *msgspec.structs.astuple(scope), reporter_id)

    async def reporter_acts(self, scope: Scope, reporter_id: UUID) -> list[ReporterActView]:
        """What was done about a reporter in the reader's scope, oldest first."""
        rows = await self.database.fetch(_ACTS, *msgspec.structs.astuple(scope), reporter_id)
        return [view(row, ReporterActView) for row in rows]

    async def identity_checks(self, reporter_id: UUID) -> list[IdentityCheckView]:
        """Look-ups about a reporter, newest first."""
        return [view(row, IdentityCheckView) for row in await self.database.fetch(_CHECKS, reporter_id)]
