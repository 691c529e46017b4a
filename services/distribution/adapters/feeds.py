"""JSON Feed 1.1 and Atom (RFC 4287, withdrawals by RFC 6721) from the same releases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as Xml

import msgspec

from services.distribution.adapters.queries.log import FeedRelease
from services.distribution.application.documents import EditionDocument, MediumDocument
from services.distribution.domain.model.workflow import Publication
from shared.i18n import N_, Language, translator

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_TITLE = N_("Press releases of the state agencies")
_WITHDRAWN = N_("Withdrawn: {reason}")

Xml.register_namespace("", ATOM)
Xml.register_namespace("at", TOMBSTONES)


class FeedAddress(msgspec.Struct, frozen=True):
    """Where the service is found; `next_before` leads to the page of older releases."""

    base: str
    language: Language
    next_before: int | None = None

    def page(self, format_: str) -> str:
        """The address of this feed."""
        return f"{self.base}/feed.{format_}"

    def older(self, format_: str) -> str | None:
        """The address of the next page, if there is one."""
        return None if self.next_before is None else f"{self.page(format_)}?before={self.next_before}"

    def release(self, code: str) -> str:
        """The page where people read and verify a release."""
        return f"{self.base}/verify/{code}"

    def medium(self, medium: MediumDocument) -> str:
        """The stable address of a medium."""
        return f"{self.base}/media/{medium.id}"


def json_feed(address: FeedAddress, releases: Sequence[FeedRelease]) -> dict[str, Any]:
    """A JSON Feed; a withdrawn release is an item whose content is the notice."""
    say = translator(address.language)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": say(_TITLE),
        "home_page_url": f"{address.base}/verify",
        "feed_url": address.page("json"),
        "language": address.language,
        "items": [_item(address, each) for each in releases],
    }
    older = address.older("json")
    return feed if older is None else {**feed, "next_url": older}


def _item(address: FeedAddress, release: FeedRelease) -> dict[str, Any]:
    document = release.edition.document
    return {
        "id": _urn(document),
        "url": address.release(document.code),
        "title": document.headline,
        "summary": document.summary,
        "content_html": document.body or f"<p>{_escaped(_notice(address, document))}</p>",
        "date_published": _time(release.published_at),
        "date_modified": _time(document.published_at),
        "authors": [{"name": document.agency.name}],
        "tags": [document.urgency],
        "attachments": [
            {
                "url": address.medium(each),
                "mime_type": each.type,
                "title": each.name,
                "size_in_bytes": each.bytes,
            }
            for each in document.media
        ],
        "_caunoi": {
            "about": f"{address.base}/jwks.json",
            "seq": release.seq,
            "code": document.code,
            "edition": document.edition,
            "publication": release.publication,
            "reason": document.reason,
            "agency_id": document.agency.id,
            "spokesperson": document.spokesperson,
            "contact": document.contact,
            "content_hash": release.edition.content_hash,
            "signature": release.edition.signature,
        },
    }


def atom_feed(address: FeedAddress, releases: Sequence[FeedRelease], updated: datetime) -> bytes:
    """An Atom feed; a withdrawn release is a deleted entry (RFC 6721)."""
    say = translator(address.language)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": address.language})
    _text(feed, "id", address.page("atom"))
    _text(feed, "title", say(_TITLE))
    _text(feed, "updated", _time(updated))
    _link(feed, "self", address.page("atom"), "application/atom+xml")
    _link(feed, "alternate", f"{address.base}/verify", "text/html")
    older = address.older("atom")
    if older is not None:
        _link(feed, "next", older, "application/atom+xml")
    for each in releases:
        if each.publication is Publication.WITHDRAWN:
            _deleted(feed, address, each.edition.document)
        else:
            _entry(feed, address, each)
    encoded: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return encoded


def _entry(feed: Xml.Element, address: FeedAddress, release: FeedRelease) -> None:
    document = release.edition.document
    entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
    _text(entry, "id", _urn(document))
    _text(entry, "title", document.headline)
    _text(entry, "published", _time(release.published_at))
    _text(entry, "updated", _time(document.published_at))
    author = Xml.SubElement(entry, f"{{{ATOM}}}author")
    _text(author, "name", document.agency.name)
    _link(entry, "alternate", address.release(document.code), "text/html")
    for each in document.media:
        _link(entry, "enclosure", address.medium(each), each.type, length=str(each.bytes), title=each.name)
    Xml.SubElement(entry, f"{{{ATOM}}}category", {"term": document.urgency})
    if document.summary:
        _text(entry, "summary", document.summary)
    _text(entry, "content", document.body, type="html")


def _deleted(feed: Xml.Element, address: FeedAddress, document: EditionDocument) -> None:
    attributes = {"ref": _urn(document), "when": _time(document.published_at)}
    entry = Xml.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", attributes)
    comment = Xml.SubElement(entry, f"{{{TOMBSTONES}}}comment")
    comment.text = f"{document.headline}. {_notice(address, document)}"


def _notice(address: FeedAddress, document: EditionDocument) -> str:
    return translator(address.language)(_WITHDRAWN).format(reason=document.reason or "")


def _urn(document: EditionDocument) -> str:
    return f"urn:uuid:{document.release_id}"


def _time(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = text


def _link(parent: Xml.Element, rel: str, href: str, kind: str, **others: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": kind, **others})
