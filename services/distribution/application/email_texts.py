"""What the mails to newsrooms say, in the language that the newsroom chose."""

from typing import NamedTuple

from services.distribution.application.ports.deliveries import Message
from services.distribution.domain.model.emails import CONFIRMATION
from services.distribution.domain.model.endpoints import Topic
from shared.clock import PROVINCE_ZONE
from shared.i18n import N_, Language, translator


class Mail(NamedTuple):
    """Plain text; addresses and headers are the sender's."""

    subject: str
    text: str


_TEXTS: dict[str, tuple[str, str]] = {
    CONFIRMATION: (
        N_("Do you want mail from the spokesperson network?"),
        N_(
            "A newsroom has entered this address for notices of press releases. If you want them, open this "
            "page within 48 hours and press the button:\n\n{link}\n\nOtherwise do nothing: you will get no "
            "other mail from us."
        ),
    ),
    Topic.RELEASE_PUBLISHED: (
        N_("Press release: {headline}"),
        N_("Published at {time}: {headline}\n\n{link}"),
    ),
    Topic.RELEASE_CORRECTED: (
        N_("Corrected: {headline}"),
        N_(
            "A press release was corrected at {time}: {headline}\n\nIf you have used it, please read the new "
            "edition:\n\n{link}"
        ),
    ),
    Topic.RELEASE_WITHDRAWN: (
        N_("Withdrawn: {headline}"),
        N_(
            "A press release was withdrawn at {time}: {headline}\n\nPlease do not use it any more. "
            "The reason is here:\n\n{link}"
        ),
    ),
}


def mail_of(message: Message, language: Language, link: str) -> Mail:
    """The notice; `link` is where to read on, or to confirm."""
    say = translator(language)
    subject, text = _TEXTS[message.topic]
    time = message.occurred_at.astimezone(PROVINCE_ZONE).strftime("%H:%M %d/%m/%Y")
    filled = {"headline": message.headline or "", "time": time, "link": link}
    return Mail(_fill(say(subject), filled), _fill(say(text), filled) + "\n")


def _fill(text: str, values: dict[str, str]) -> str:
    """One pass, so that braces within a headline stay what they are."""
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(values[name] + rest if brace and name in values else "{" + part)
    return "".join(filled)
