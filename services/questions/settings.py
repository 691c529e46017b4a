"""What the questions service reads from its environment."""

from services.questions.application.ports import Addressing
from shared.settings import ServiceSettings


class Settings(ServiceSettings, frozen=True, kw_only=True):
    """ADDRESSED_QUESTIONS: `straight` to the agency named, with IOC watching, or IOC must `confirm` first."""

    addressed_questions: Addressing = "straight"
