"""What the questions service reads from its environment."""

from services.questions.application.ports import Addressing
from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """ADDRESSED_QUESTIONS: `straight` to the agency named, with IOC watching, or IOC must `confirm` first."""

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
