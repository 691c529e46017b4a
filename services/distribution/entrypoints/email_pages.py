"""The two small pages of a confirmation link."""

import secrets
from html import escape

from litestar import MediaType, Response

from shared.i18n import N_, Language, translator

_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{title}</title></head>
<body><main><h1>{title}</h1>{body}</main></body>
</html>
"""


def new_token() -> str:
    """256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def confirmation(language: Language) -> Response[str]:
    """A question and a button."""
    say = translator(language)
    text, button = say(N_("Notices of press releases will be sent to you.")), say(N_("Yes, send me notices"))
    body = f'<p>{escape(text)}</p><form method="post"><button type="submit">{escape(button)}</button></form>'
    return _page(language, say(N_("Notices by e-mail")), body)


def confirmed(language: Language, address: str) -> Response[str]:
    """Thanks."""
    say = translator(language)
    text = say(N_("From now on notices of press releases go to {address}.")).replace("{address}", address)
    return _page(language, say(N_("Notices by e-mail")), f"<p>{escape(text)}</p>")


def _page(language: Language, title: str, body: str) -> Response[str]:
    html = _PAGE.format(language=language, title=escape(title), body=body)
    headers = {"content-language": language, "vary": "Accept-Language", "referrer-policy": "no-referrer"}
    return Response(html, media_type=MediaType.HTML, headers=headers)
