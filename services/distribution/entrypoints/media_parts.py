"""What the operations of media are given by name, and how an upload is documented."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.di import Provide
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import SkipValidation

from services.distribution.adapters.keys import address_key
from services.distribution.adapters.media_addresses import MediaAddresses
from services.distribution.adapters.objects import ObjectStore
from services.distribution.adapters.queries.media import SqlMediaQueries
from services.distribution.adapters.unit_of_work import Office
from services.distribution.domain.model.media import Medium
from services.distribution.settings import Settings

UPLOAD_PATH = "/distribution/v1/media"
UPLOAD_BYTES = 100_000_000
"""The most that any installation may allow; MEDIA_MAX_BYTES says what this one does."""


class MediaDoor(msgspec.Struct, frozen=True):
    """Rows, bytes and addresses of media."""

    find: Callable[[UUID], Awaitable[tuple[Medium, bool] | None]]
    objects: ObjectStore
    addresses: MediaAddresses


def media_dependencies(settings: Settings, office: Office) -> dict[str, Provide]:
    """Made once for each process; raises InvalidSettings when the key file is unusable."""
    addresses = MediaAddresses(address_key(settings.media_key_file), settings.media_address_seconds)
    known = MediaDoor(SqlMediaQueries(office.database).find, office.objects, addresses)

    async def door() -> Annotated[MediaDoor, SkipValidation]:
        return known

    return {"door": Provide(door)}


_BINARY = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))


@dataclass
class UploadOperation(Operation):
    """The body is the file itself, of any content type."""

    request_body: RequestBody | None = field(
        default_factory=lambda: RequestBody(content={"application/octet-stream": _BINARY}, required=True)
    )
