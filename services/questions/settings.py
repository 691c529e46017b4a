"""What the questions service reads from its environment."""

from typing import Annotated
from uuid import UUID

import msgspec

from services.questions.application.office import Practice
from services.questions.application.ports import Addressing
from shared.settings import InvalidSettings, ServiceSettings

STEPS = ("focal_officer", "agency_head", "office")


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """ADDRESSED_QUESTIONS: `straight` to the agency named, with IOC watching, or IOC must `confirm` first.

    CLEARANCE_STEPS, comma separated, come before the spokesperson; the people of the agency CLEARANCE_OFFICE
    clear the step `office`. For EXCLUSIVE_HOURS after the answer only the asker's newsroom sees it.
    """

    addressed_questions: Addressing = "straight"
    attachments_url: str | None = None
    """Where attachments are stored: a folder as `file:///...`, or `s3://bucket/prefix` with AWS_* variables.

    Without it nothing can be attached.
    """
    attachment_max_bytes: int = 100_000_000
    upload_kept_seconds: int = 86_400
    """How long an unfinished upload waits for its sender."""
    clamav_address: str | None = None
    """clamd as `host:port` or `unix:/path`; without it attachments are not scanned."""
    clamav_seconds: float = 120.0
    """The most that one scan may take."""
    clearance_steps: str = ""
    clearance_office: UUID | None = None
    exclusive_hours: Annotated[int, msgspec.Meta(ge=0, le=24 * 30)] = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        steps = self.practice.clearance
        if unknown := [step for step in steps if step not in STEPS]:
            raise InvalidSettings([], {"CLEARANCE_STEPS": f"unknown: {', '.join(unknown)}"})
        if "office" in steps and self.clearance_office is None:
            raise InvalidSettings(["CLEARANCE_OFFICE"], {})

    @property
    def practice(self) -> Practice:
        """How the network works here."""
        steps = tuple(step.strip() for step in self.clearance_steps.split(",") if step.strip())
        return Practice(steps, self.clearance_office, self.exclusive_hours)
