"""HTML of a release: sanitised by an allow-list; what would run or load something is refused by name."""

from html.parser import HTMLParser

import nh3

from services.distribution.domain.errors.texts import ActiveContent, EmptyText

_TAGS = {
    "p", "br", "strong", "em", "b", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "h2", "h3", "h4",
    "blockquote", "a", "table", "thead", "tbody", "tr", "th", "td", "caption", "hr",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_REFUSED = {
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "svg",
    "math", "img", "video", "audio", "base", "template", "noscript",
}  # fmt: skip
_DROPPED = {"style", "title", "script"}


class HtmlCleaner:
    """Formatting that editors and word processors leave behind goes silently; programs are refused."""

    def __init__(self) -> None:
        self._cleaner = nh3.Cleaner(
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            clean_content_tags=_DROPPED,
            link_rel="noopener noreferrer nofollow",
        )

    def clean(self, html: str) -> str:
        """Sanitised HTML; raises ActiveContent, or EmptyText when there is nothing to read in it."""
        inspector = _Inspector()
        inspector.feed(html)
        inspector.close()
        if inspector.found is not None:
            raise ActiveContent(field="body", what=inspector.found)
        cleaned = self._cleaner.clean(html).strip()
        if not plain(cleaned):
            raise EmptyText(field="body")
        return cleaned


class _Inspector(HTMLParser):
    """Names what an author must take out; the sanitiser would remove it all the same."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _REFUSED:
            self._report(f"<{tag}>")
        for name, value in attrs:
            scheme = "".join((value or "").split()).partition(":")[0].casefold()
            if name.startswith("on"):
                self._report(name)
            elif name in ("href", "src", "action") and scheme in ("javascript", "data", "vbscript"):
                self._report(f"{scheme}:")

    def _report(self, what: str) -> None:
        self.found = self.found or what


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" ")


def plain(html: str) -> str:
    """The words of sanitised HTML, without markup."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())
