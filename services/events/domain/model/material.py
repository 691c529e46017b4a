"""What is handed out with a notice or an invitation: a title and a web address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from services.events.domain.errors import InvalidLink


@dataclass(frozen=True)
class Material:
    """A release, a document, a map; raises InvalidLink unless the link is a web address."""

    title: str
    link: str

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.link)
        except ValueError as error:
            raise InvalidLink(field="link") from error
        if parts.scheme not in ("https", "http") or not parts.hostname or any(map(_is_blank, self.link)):
            raise InvalidLink(field="link")


def _is_blank(letter: str) -> bool:
    return letter.isspace() or not letter.isprintable()
