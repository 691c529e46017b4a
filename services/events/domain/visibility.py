"""Who may see and do what with an invitation, a pass, a door."""

from dataclasses import dataclass
from uuid import UUID

from services.events.domain.errors import NotYourDoor, NotYoursToAnswer
from services.events.domain.model import Door, Invitation, PressEvent

ORGANISERS = frozenset({"focal_officer", "spokesperson", "agency_head"})
OVERSEERS = frozenset({"ioc_dispatcher", "department_officer", "leader", "auditor"})
NEWSROOM = frozenset({"reporter", "newsroom_admin"})
DOOR_SCOPE = "door:scan"
"""What a door device's client may do: lists, status lists and check-ins, if bound so of one press event."""


@dataclass(frozen=True)
class Reader:
    """The caller in the words of these rules; without a token, nobody."""

    account_id: UUID | None = None
    client_id: str | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    reporter_id: UUID | None = None
    press_event_id: UUID | None = None
    """The one press event that a door device is bound to."""

    @property
    def organises(self) -> UUID | None:
        """The agency that he may hold press events for."""
        return self.agency_id if self.roles & ORGANISERS else None

    @property
    def oversees(self) -> bool:
        """Whether he may read everything."""
        return bool(self.roles & OVERSEERS)

    @property
    def newsroom(self) -> UUID | None:
        """The press agency whose invitations he may read."""
        return self.press_agency_id if self.roles & NEWSROOM else None

    @property
    def name(self) -> str:
        """Who scanned, for the record: an account or a machine."""
        return str(self.account_id or self.client_id or "")

    def sees_all_of(self, agency_id: UUID) -> bool:
        """Whether every invitation and entry of that agency's press events is his to read."""
        return self.oversees or self.organises == agency_id

    def sees_of(self, agency_id: UUID, press_agency_id: UUID) -> bool:
        """Whether an invitation or a pass, of that organiser for that newsroom, is his to read."""
        return self.sees_all_of(agency_id) or self.newsroom == press_agency_id

    def require_door(self, press_event: PressEvent | Door) -> None:
        """Raises NotYourDoor for officers of another agency; one of no agency serves the whole province.

        A device that is bound to one press event serves no other.
        """
        device = DOOR_SCOPE in self.scopes and self.press_event_id in (None, press_event.id)
        serves = device or "door_officer" in self.roles
        if not serves or self.agency_id not in (None, press_event.agency_id):
            raise NotYourDoor

    def require_answer(self, invitation: Invitation, reporter_id: UUID | None) -> None:
        """Raises NotYoursToAnswer when a reporter answers for a colleague."""
        if "newsroom_admin" in self.roles:
            return
        concerned = {invitation.named_reporter_id, invitation.reporter_id, reporter_id} - {None}
        if self.reporter_id is None or concerned - {self.reporter_id}:
            raise NotYoursToAnswer
