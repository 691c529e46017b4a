"""The page at the root: which service is where, whether it is ready, its documentation, how to stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from shared.clock import PROVINCE_ZONE
from shared.i18n import N_, Language, translator

DUTIES: Mapping[str, str] = {
    "identity": N_("Agencies, newsrooms, people, roles and tokens"),
    "questions": N_("Questions of the press, their terms and their answers"),
    "distribution": N_("Releases, embargoes, notifications and webhooks"),
    "events": N_("Press events, invitations, passes and check-in"),
    "metrics": N_("Who answered on time: figures from the bus alone"),
}
PAGES: Mapping[str, tuple[str, str]] = {
    "identity": ("/identity/v1/directory", N_("Directory of spokespersons")),
    "questions": ("/questions/answers", N_("Answers to the press")),
    "distribution": ("/distribution/v1/verify", N_("Verify a press release")),
    "metrics": ("/metrics/v1/scoreboard", N_("Scoreboard of the spokesperson network")),
}
"""What a person reads; the pages of `events` each belong to one press event."""
TEXTS = {
    "title": N_("Cầu Nối runs on this machine"),
    "purpose": N_("The spokesperson network between the press and the state agencies of a province."),
    "services": N_("Services"),
    "service": N_("Service"),
    "duty": N_("What it does"),
    "state": N_("State"),
    "documentation": N_("API documentation"),
    "ready": N_("ready"),
    "not_ready": N_("not ready"),
    "what_else": N_("What else runs"),
    "clock": N_("The suite's clock"),
    "data": N_("Data, secrets and logs"),
    "vneid": N_("VNeID simulator"),
    "status": N_("State for scripts"),
    "stop": N_("How to stop"),
    "stop_how": N_(
        "Press Ctrl-C where it was started, or run 'make stop'. The data stays until 'make clean'."
    ),
}


@dataclass(frozen=True)
class Facts:
    """What does not change while the suite runs."""

    url: str
    data: Path
    postgres: str
    nats: str
    vneid: str


def render(language: Language, facts: Facts, ready: Mapping[str, bool], now: datetime) -> str:
    """The page in one language; `now` is the suite's clock."""
    say = translator(language)
    return _template().render(
        language=language,
        text={name: say(message) for name, message in TEXTS.items()},
        services=[(name, say(DUTIES[name]), _page(name, say), ready[name]) for name in ready],
        facts=facts,
        now=now.astimezone(PROVINCE_ZONE),
    )


def _page(service: str, say: Callable[[str], str]) -> tuple[str, str] | None:
    address, name = PAGES.get(service, ("", ""))
    return (address, say(name)) if address else None


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    return pages.get_template("start_page.html")
