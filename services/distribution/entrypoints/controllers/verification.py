"""Is this text official? For people a page without scripts, for machines the same as JSON."""

from typing import Annotated, Any
from urllib.parse import urlencode

from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from services.distribution.adapters.queries.verification import Verifier
from services.distribution.application.views.verification import VerificationView
from services.distribution.domain.errors import releases
from services.distribution.entrypoints import pages
from shared.i18n import Language, negotiate
from shared.web.auth import public

Verifying = NamedDependency[SkipValidation[Verifier]]
Edition = Annotated[int | None, QueryParameter(ge=1, le=100_000, description="The newest one by default.")]
Hash = Annotated[
    str | None, QueryParameter(max_length=64, description="SHA-256 of your copy in hex, to be compared.")
]
OfLanguage = Annotated[Language | None, QueryParameter(description="Instead of Accept-Language.")]
Code = Annotated[str | None, QueryParameter(max_length=40, description="As TC-2026-000123.")]

_REFUSALS = {
    releases.ReleaseNotFound: "There is no public release with this code.",
    releases.EditionNotFound: "The release has no such edition.",
}


class VerificationController(Controller):
    """Public, and computed from the stored bytes each time."""

    tags = ("verification",)
    guards = [public]  # noqa: RUF012 - Litestar reads it from the class

    @get(
        "/verification/{code:str}",
        operation_id="VerifyRelease",
        summary="Verify an edition by the code of its release",
        opt={"errors": (releases.ReleaseNotFound, releases.EditionNotFound)},
    )
    async def verify(
        self, code: FromPath[str], verifier: Verifying, edition: Edition = None, sha256: Hash = None
    ) -> VerificationView:
        """Whether hash and signature fit, whether it stands, and which edition a copy's hash belongs to."""
        return await verifier.check(code, edition, sha256)

    @get("/verify", operation_id="ShowVerification", include_in_schema=False)
    async def form(
        self,
        request: Request[Any, Any, Any],
        verifier: Verifying,
        code: Code = None,
        sha256: Hash = None,
        lang: OfLanguage = None,
    ) -> Response[str]:
        """The page where a code is entered."""
        return await _page(request, verifier, _Asked(code or "", None, sha256, lang))

    @get("/verify/{code:str}", operation_id="ShowVerifiedRelease", include_in_schema=False)
    async def page(
        self,
        request: Request[Any, Any, Any],
        verifier: Verifying,
        code: FromPath[str],
        edition: Edition = None,
        lang: OfLanguage = None,
    ) -> Response[str]:
        """The page of one release, to which feeds and QR codes lead."""
        return await _page(request, verifier, _Asked(code, edition, None, lang))

    @get("/pages.css", operation_id="ReadPageStyle", include_in_schema=False, sync_to_thread=False)
    def style(self) -> Response[bytes]:
        """How the pages look."""
        headers = {"cache-control": "public, max-age=3600"}
        return Response(pages.style(), media_type="text/css", headers=headers)


class _Asked:
    """What somebody entered."""

    def __init__(self, code: str, edition: int | None, given: str | None, lang: Language | None) -> None:
        self.code, self.edition, self.given, self.lang = code, edition, given, lang


async def _page(request: Request[Any, Any, Any], verifier: Verifier, asked: _Asked) -> Response[str]:
    found, refusal = None, None
    if asked.code.strip():
        try:
            found = await verifier.check(asked.code, asked.edition, asked.given)
        except (releases.ReleaseNotFound, releases.EditionNotFound) as error:
            refusal = _REFUSALS[type(error)]
    language = asked.lang or negotiate(request.headers.get("accept-language"))
    body = pages.render(
        "verify.html",
        language,
        found=found,
        refusal=refusal,
        code=asked.code,
        given=asked.given or "",
        other="?" + urlencode({**request.query_params, "lang": "en" if language == "vi" else "vi"}),
        pictures=_shown(found),
    )
    headers = {"content-language": language, "vary": "Accept-Language"}
    return Response(body, status_code=404 if refusal else 200, media_type="text/html", headers=headers)


def _shown(found: VerificationView | None) -> list[Any]:
    """The media of the newest edition; those of older ones are not served any more."""
    if found is None or found.document is None or found.edition != found.latest_edition:
        return []
    return list(found.document.media)
