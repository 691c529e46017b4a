"""Answers that know whether the caller has them already (RFC 9110 13.1.2)."""

from hashlib import sha256
from typing import TypeVar

import msgspec
from litestar import Response
from litestar.openapi.datastructures import ResponseSpec

T = TypeVar("T")

NOT_MODIFIED = {304: ResponseSpec(None, generate_examples=False, description="Nothing else than was read")}


def fresh(content: T, essence: object, known: str | None) -> Response[T]:
    """`content` with an ETag of its `essence`, or 304 without a body when the tag is among the `known`."""
    tag = f'"{sha256(msgspec.json.encode(essence)).hexdigest()[:32]}"'
    # Weak: the instant at which the figures were asked for may differ.
    headers = {"etag": f"W/{tag}"}
    if known is not None and _among(tag, known):
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]  # 304 has no body
    return Response(content, headers=headers)


def _among(tag: str, known: str) -> bool:
    tags = {each.strip().removeprefix("W/") for each in known.split(",")}
    return tag in tags or "*" in tags
