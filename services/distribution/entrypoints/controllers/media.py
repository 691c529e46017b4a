"""Media: uploaded by agencies, served while a public release shows them."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, QueryParameter, SkipValidation
from litestar.response import Redirect, Stream

from services.distribution.application.commands.media import UploadMedium
from services.distribution.application.handlers.media import upload_medium
from services.distribution.application.views.media import MediumView, medium_view
from services.distribution.domain.errors import media, releases, texts
from services.distribution.domain.model.media import Medium, Variant
from services.distribution.domain.visibility import is_insider
from services.distribution.entrypoints.controllers.callers import reader_of
from services.distribution.entrypoints.controllers.dependencies import AGENCY, Caller, Now, Uow, Visitor
from services.distribution.entrypoints.media_parts import UPLOAD_BYTES, MediaDoor, UploadOperation
from shared.ids import uuid7
from shared.web.auth import public, requires
from shared.web.idempotency import perform
from shared.web.problems import Problem, kind_of
from shared.web.ranges import Unsatisfiable, wanted

Door = NamedDependency[SkipValidation[MediaDoor]]
Name = Annotated[
    str, QueryParameter(min_length=1, max_length=200, description="The file's name, with its ending.")
]
Token = Annotated[str, QueryParameter(max_length=1000, description="From the address that was given.")]
OfVariant = Annotated[Variant, QueryParameter(description="The medium itself, or a small picture of it.")]


class MediaController(Controller):
    """Pictures and documents of releases."""

    path = "/media"
    tags = ("media",)

    @post(
        operation_id="UploadMedium",
        summary="Upload a picture or a document",
        guards=[requires(*AGENCY)],
        request_max_body_size=UPLOAD_BYTES,
        operation_class=UploadOperation,
        opt={
            "errors": (
                releases.NotYourRelease,
                texts.InvalidText,
                texts.EmptyText,
                media.MediaTypeRefused,
                media.MediaTypeMismatch,
                media.MediaTooLarge,
                media.ImageTooLarge,
                media.ImageBroken,
            )
        },
    )
    async def upload(
        self, request: Request[Any, Any, Any], principal: Caller, uow: Uow, name: Name
    ) -> Response[MediumView]:
        """The bytes are the body; the content decides on the type, and pictures lose their metadata."""
        command = UploadMedium(
            media_id=uuid7(), actor=reader_of(principal), name=name, content=await request.body()
        )
        return await perform(request, uow, upload_medium, command, medium_view, headers=_location)

    @get(
        "/{media_id:uuid}",
        operation_id="ReadMedium",
        summary="Where the bytes are now",
        guards=[public],
        status_code=307,
        opt={"errors": (media.MediaNotFound,)},
    )
    async def one(
        self,
        media_id: FromPath[UUID],
        visitor: Visitor,
        door: Door,
        now: Now,
        variant: OfVariant = Variant.ORIGINAL,
    ) -> Redirect:
        """An address that is signed and expires; for everybody while a public release shows the medium."""
        found = await door.find(media_id)
        inside = found is not None and is_insider(reader_of(visitor), found[0].agency_id)
        medium = _allowed(found, inside)
        _object_of(medium, variant)
        token = door.addresses.sign(media_id, variant, inside=inside, now=now)
        return Redirect(f"/distribution/v1/media/{media_id}/bytes?token={token}", status_code=307)

    @get(
        "/{media_id:uuid}/bytes",
        operation_id="ReadMediumBytes",
        summary="The bytes of a medium, or a range of them",
        guards=[public],
        responses={
            200: ResponseSpec(bytes, media_type="application/octet-stream", description="All of it."),
            206: ResponseSpec(bytes, description="The range that was asked for."),
            304: ResponseSpec(None, description="Unchanged since the ETag in If-None-Match."),
        },
        opt={"errors": (media.MediaNotFound, media.AddressInvalid, media.RangeUnsatisfiable)},
    )
    async def content(
        self, request: Request[Any, Any, Any], media_id: FromPath[UUID], door: Door, now: Now, token: Token
    ) -> Response[Any]:
        """Whether it may be seen is asked again: a withdrawal wins over an address given before."""
        grant = door.addresses.read(token, media_id, now)
        medium = _allowed(await door.find(media_id), grant.inside)
        name = _object_of(medium, grant.variant)
        length = medium.bytes if grant.variant is Variant.ORIGINAL else await door.objects.length(name)
        headers = _headers(medium, name, grant.variant)
        if request.headers.get("if-none-match") == headers["etag"]:
            headers.pop("content-type")
            return Response(b"", status_code=304, headers=headers)
        return _answer(request, door, name, length, headers)


def _answer(
    request: Request[Any, Any, Any], door: MediaDoor, name: str, length: int, headers: dict[str, str]
) -> Response[Any]:
    asked = request.headers.get("range")
    if request.headers.get("if-range", headers["etag"]) != headers["etag"]:
        asked = None
    try:
        span = wanted(asked, length)
    except Unsatisfiable as error:
        length_is = {"content-range": f"bytes */{length}"}
        raise Problem(kind_of(media.RangeUnsatisfiable), headers=length_is, length=length) from error
    start, end = span or (0, length)
    if span is not None:
        headers["content-range"] = f"bytes {start}-{end - 1}/{length}"
    headers["content-length"] = str(end - start)
    kind = headers.pop("content-type")
    return Stream(
        door.objects.read(name, start, end),
        status_code=200 if span is None else 206,
        headers=headers,
        media_type=kind,
    )


def _allowed(found: tuple[Medium, bool] | None, inside: bool) -> Medium:
    if found is None or not (found[1] or inside):
        raise media.MediaNotFound
    return found[0]


def _object_of(medium: Medium, variant: Variant) -> str:
    name = medium.sha256 if variant is Variant.ORIGINAL else medium.thumbnail_sha256
    if name is None:
        raise media.MediaNotFound
    return name


def _headers(medium: Medium, name: str, variant: Variant) -> dict[str, str]:
    kind = medium.type if variant is Variant.ORIGINAL else "image/webp"
    return {
        "accept-ranges": "bytes",
        "etag": f'"{name}"',
        "content-type": kind,
        "content-disposition": f"inline; filename*=UTF-8''{quote(medium.name, safe='')}",
    }


def _location(view: MediumView) -> Mapping[str, str]:
    return {"location": f"/distribution/v1/media/{view.id}"}
