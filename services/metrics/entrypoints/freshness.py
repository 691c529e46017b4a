"""Answers that know whether the caller has them already (RFC 9110 13.1.2)."""

from hashlib import sha256
from typing import TypeVar

import msgspec
from litestar import Response
from litestar.openapi.datastructures import ResponseSpec

T = TypeVar("T")

NOT_MODIFIED = {304: ResponseSpec(None, description="Nothing else than was read")}


def fresh(content: T, essence: object, known: str | None) -> Response[T]:
    """`content` with an ETag of its `essence`, or 304 without a body when the tag is among the `known`."""
    tag = tag_of(essence)
    headers = {"etag": tag}
    if known is not None and among(tag, known):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]  # 304 has no body
    return Response(content, headers=headers)


def tag_of(essence: object) -> str:
    """A weak ETag: the instant at which the figures were asked for may differ."""
    return f'W/"{sha256(msgspec.json.encode(essence)).hexdigest()[:32]}"'


def among(tag: str, known: str) -> bool:
    """Whether an If-None-Match names the tag, compared weakly."""
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return tag.removeprefix("W/") in tags or "*" in tags
