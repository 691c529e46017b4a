"""Headers of the tus protocol 1.0 (core, creation, expiration, checksum, termination)."""

import base64
import binascii
import logging
from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Annotated, Any

from litestar import Request, Response
from litestar.params import HeaderParameter

from services.questions.application.attachments.ports import StoreAway
from services.questions.application.attachments.receiving import ALGORITHMS, Checksum, SenderGone
from services.questions.domain.upload_errors import (
    ChecksumUnsupported,
    MetadataInvalid,
    TusVersionUnsupported,
    UploadTypeUnsupported,
)
from shared.i18n import N_
from shared.web import errors
from shared.web.kinds import BAD_REQUEST, INVALID_PARAMETER, UNAVAILABLE
from shared.web.problems import Problem, Violation

logger = logging.getLogger(__name__)

VERSION = "1.0.0"
CONTENT_TYPE = "application/offset+octet-stream"
_SPOKEN = {"Tus-Resumable": VERSION, "Tus-Version": VERSION}

Resumable = Annotated[
    str | None, HeaderParameter(name="Tus-Resumable", description="The version of the protocol: `1.0.0`.")
]
Length = Annotated[
    int | None, HeaderParameter(name="Upload-Length", description="How many bytes the file has; required.")
]
Offset = Annotated[
    int | None,
    HeaderParameter(name="Upload-Offset", description="Where these bytes begin in the file; required."),
]
Metadata = Annotated[
    str | None,
    HeaderParameter(
        name="Upload-Metadata",
        max_length=2000,
        description="`filename` and the name in base64, as in `filename YW5oLmpwZw==`.",
    ),
]
Sum = Annotated[
    str | None,
    HeaderParameter(
        name="Upload-Checksum", max_length=200, description="An algorithm and its checksum in base64."
    ),
]


def number(value: int | None, header: str) -> int:
    """The value of a header that must be there and is not negative; raises Problem 400."""
    if value is None:
        raise Problem(INVALID_PARAMETER, violations=[Violation(header, N_("required field missing"))])
    if value < 0:
        below = Violation(header, N_("must be {bound}"), {"bound": ">= 0"})
        raise Problem(INVALID_PARAMETER, violations=[below])
    return value


def check_version(resumable: str | None) -> None:
    """Raises TusVersionUnsupported."""
    if resumable != VERSION:
        raise TusVersionUnsupported


def check_type(request: Request[Any, Any, Any]) -> None:
    """Raises UploadTypeUnsupported."""
    if request.headers.get("content-type", "").strip().casefold() != CONTENT_TYPE:
        raise UploadTypeUnsupported


def filename(metadata: str | None) -> str:
    """The name in Upload-Metadata; raises MetadataInvalid."""
    for pair in (metadata or "").split(","):
        key, _, value = pair.strip().partition(" ")
        if key in ("filename", "name"):
            try:
                return base64.b64decode(value, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError) as error:
                raise MetadataInvalid(field="Upload-Metadata") from error
    raise MetadataInvalid(field="Upload-Metadata")


def checksum(header: str | None) -> Checksum | None:
    """What Upload-Checksum says; raises ChecksumUnsupported."""
    if header is None:
        return None
    algorithm, _, value = header.strip().partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ChecksumUnsupported(algorithms=", ".join(ALGORITHMS)) from error
    if algorithm not in ALGORITHMS or len(digest) != ALGORITHMS[algorithm]().digest_size:
        raise ChecksumUnsupported(algorithms=", ".join(ALGORITHMS))
    return Checksum(algorithm, digest)


def expires(at: datetime) -> str:
    """Upload-Expires, in the date format of HTTP."""
    return format_datetime(at, usegmt=True)


def offered(max_bytes: int) -> Mapping[str, str]:
    """What OPTIONS answers."""
    return {
        **_SPOKEN,
        "Tus-Extension": "creation,expiration,checksum,termination",
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        "Tus-Max-Size": str(max_bytes),
    }


def spoken() -> dict[str, str]:
    """What every answer of the protocol carries."""
    return {"Tus-Resumable": VERSION}


def respond(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A problem document with the headers of the protocol."""
    if isinstance(error, StoreAway):
        logger.error("the attachments' store: %s", error)
        error = Problem(UNAVAILABLE, headers={"retry-after": "5"})
    elif isinstance(error, SenderGone):
        error = Problem(BAD_REQUEST)  # there is nobody left to read it
    response = errors.respond(request, error)
    response.headers.update(_SPOKEN)
    return response
