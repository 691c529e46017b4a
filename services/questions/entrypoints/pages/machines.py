"""For machines: Atom (RFC 4287, withdrawals by RFC 6721) and a sitemap, of the same public records."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

import msgspec

from services.questions.adapters.public_queries import Change
from services.questions.application.public_record import PublicRecord, PublicVersion
from services.questions.entrypoints.pages.texts import PAGES
from shared.i18n import N_, Language, translator

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_WITHDRAWN = N_("Withdrawn: {reason}")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

Xml.register_namespace("", ATOM)
Xml.register_namespace("at", TOMBSTONES)


class FeedAddress(msgspec.Struct, frozen=True):
    """Where the site is found; `before` leads to the page of older changes."""

    site: str
    language: Language
    before: int | None = None

    @property
    def feed(self) -> str:
        """The address of the feed itself."""
        return f"{self.site}/feed.atom"


def atom(address: FeedAddress, changes: Sequence[Change]) -> bytes:
    """The feed; what was corrected has a later `updated`, what was withdrawn is a deleted entry."""
    say = translator(address.language)
    feed = Xml.Element(f"{{{ATOM}}}feed", {_LANGUAGE: address.language})
    _text(feed, "id", address.feed)
    _text(feed, "title", say(PAGES["answers"]))
    latest = max((each.record.changed_at for each in changes), default=datetime.fromtimestamp(0, UTC))
    _text(feed, "updated", _time(latest))
    _link(feed, "self", address.feed, "application/atom+xml")
    _link(feed, "alternate", address.site, "text/html")
    if address.before is not None:
        _link(feed, "next", f"{address.feed}?before={address.before}", "application/atom+xml")
    for each in changes:
        if each.record.withdrawn_at is None:
            _entry(feed, address, each.record)
        else:
            _deleted(feed, address, each.record)
    encoded: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return encoded


def _entry(feed: Xml.Element, address: FeedAddress, record: PublicRecord) -> None:
    entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, "id", _urn(record))
    _text(entry, "title", record.title)
    _text(entry, "published", _time(record.published_at))
    _text(entry, "updated", _time(record.changed_at))
    author = Xml.SubElement(entry, f"{{{ATOM}}}author")
    _text(author, "name", f"{record.newest.spokesperson_name}, {record.agency_name}")
    _link(entry, "alternate", f"{address.site}/{record.code}", "text/html")
    Xml.SubElement(entry, f"{{{ATOM}}}category", {"term": record.result.value})
    content = Xml.SubElement(entry, f"{{{ATOM}}}content", {"type": "text", _LANGUAGE: "vi"})
    content.text = f"{record.body}\n\n{_said(record.newest)}"


def _said(version: PublicVersion) -> str:
    points = [f"{point.number}. {point.asked}\n{point.said}" for point in version.points]
    return "\n\n".join([version.body, *points] if version.body else points)


def _deleted(feed: Xml.Element, address: FeedAddress, record: PublicRecord) -> None:
    attributes = {"ref": _urn(record), "when": _time(record.withdrawn_at or record.changed_at)}
    entry = Xml.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", attributes)
    notice = translator(address.language)(_WITHDRAWN).format(reason=record.withdrawn_reason or "")
    Xml.SubElement(entry, f"{{{TOMBSTONES}}}comment").text = f"{record.code}. {notice}".rstrip(": ")


def sitemap(site: str, addresses: Sequence[tuple[str, datetime]]) -> bytes:
    """The list and each answer with the time of its latest change (sitemaps.org 0.9)."""
    found = Xml.Element("urlset", {"xmlns": SITEMAP})
    Xml.SubElement(Xml.SubElement(found, "url"), "loc").text = site
    for code, changed_at in addresses:
        url = Xml.SubElement(found, "url")
        Xml.SubElement(url, "loc").text = f"{site}/{code}"
        Xml.SubElement(url, "lastmod").text = _time(changed_at)
    encoded: bytes = Xml.tostring(found, encoding="utf-8", xml_declaration=True)
    return encoded


def _urn(record: PublicRecord) -> str:
    return f"urn:uuid:{record.question_id}"


def _time(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: Xml.Element, rel: str, href: str, kind: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": kind})
