"""Looks at what a file is, and saves pictures anew: upright, without places, names and other metadata."""

import asyncio
import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import puremagic
from PIL import Image, ImageOps

from services.distribution.application.ports.media import Developed
from services.distribution.domain.errors.media import (
    ImageBroken,
    ImageTooLarge,
    MediaTooLarge,
    MediaTypeMismatch,
    MediaTypeRefused,
)

PDF = "application/pdf"
_FORMATS: Mapping[str, str] = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    PDF: ("pdf",),
}
_SAVED: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
}
_THUMBNAIL = (480, 480)
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError)


class PillowDarkroom:
    """One picture at a time: each may take hundreds of megabytes while it is decoded."""

    def __init__(self, *, max_bytes: int, max_pixels: int) -> None:
        self._max_bytes, self._max_pixels = max_bytes, max_pixels
        self._one = asyncio.Semaphore(1)

    async def develop(self, name: str, content: bytes) -> Developed:
        """The file as it will be stored; raises what is wrong with it."""
        if len(content) > self._max_bytes:
            raise MediaTooLarge(limit=self._max_bytes)
        kind = type_of(content)
        if name.rpartition(".")[2].casefold() not in _ENDINGS[kind]:
            raise MediaTypeMismatch(field="name", found=kind)
        if kind == PDF:
            return Developed(type=kind, content=content)
        async with self._one:
            return await asyncio.to_thread(self._picture, kind, content)

    def _picture(self, kind: str, content: bytes) -> Developed:
        with _opened(content, _FORMATS[kind]) as image:
            width, height = image.size
            if width * height > self._max_pixels:
                raise ImageTooLarge(limit=self._max_pixels, width=width, height=height)
            try:
                upright = ImageOps.exif_transpose(image)
                width, height = upright.size
                saved = _saved(upright, _FORMATS[kind], **_SAVED[_FORMATS[kind]])
                upright.thumbnail(_THUMBNAIL)
                thumbnail = _saved(upright, "WEBP", quality=80)
            except _UNREADABLE as error:
                raise ImageBroken from error
        return Developed(type=kind, content=saved, width=width, height=height, thumbnail=thumbnail)


def type_of(content: bytes) -> str:
    """The type that the content has; raises MediaTypeRefused for every one that is not accepted."""
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError) as error:
        raise MediaTypeRefused(found="?") from error
    kind = found[0].mime_type if found else ""
    if kind not in _ENDINGS:
        raise MediaTypeRefused(found=kind or "?")
    return kind


@contextmanager
def _opened(content: bytes, format_: str) -> Iterator[Image.Image]:
    """The picture with its header read and nothing decoded; raises ImageBroken or ImageTooLarge."""
    try:
        with warnings.catch_warnings():
            # Sizes are checked against our own limit; Pillow's warning would come first.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[format_])
    except Image.DecompressionBombError as error:
        raise ImageTooLarge(limit=Image.MAX_IMAGE_PIXELS, width="?", height="?") from error
    except _UNREADABLE as error:
        raise ImageBroken from error
    with image:
        yield image


def _saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    """The picture encoded; of its metadata only the colour profile is kept."""
    profile = image.info.get("icc_profile")
    image.info.clear()
    image.getexif().clear()
    out = io.BytesIO()
    image.save(out, format_, icc_profile=profile, **options)
    if profile is not None:
        image.info["icc_profile"] = profile
    return out.getvalue()
