"""Who is asking: what a verified access token says, and the names of the roles."""

from typing import Final
from uuid import UUID

import msgspec


class Role:
    """The roles a person can have; machine clients have scopes only."""

    reporter: Final = "reporter"
    newsroom_admin: Final = "newsroom_admin"
    ioc_dispatcher: Final = "ioc_dispatcher"
    focal_officer: Final = "focal_officer"
    spokesperson: Final = "spokesperson"
    agency_head: Final = "agency_head"
    department_officer: Final = "department_officer"
    leader: Final = "leader"
    door_officer: Final = "door_officer"
    auditor: Final = "auditor"
    administrator: Final = "administrator"


ROLES: Final[tuple[str, ...]] = tuple(
    value for name, value in vars(Role).items() if not name.startswith("_") and isinstance(value, str)
)


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A person (`account_id`), a machine (`client_id` alone), or a person through a machine (both)."""

    account_id: UUID | None = None
    client_id: str | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    reporter_id: UUID | None = None
    token_id: str = ""
    issued_at: float = 0.0
    """Unix time; a token issued before its account's access was revoked is refused."""
    requests_per_minute: int | None = None
    """The caller's own limit, in place of the service's."""
    press_event_id: UUID | None = None
    """The one press event that a door device may act for."""
