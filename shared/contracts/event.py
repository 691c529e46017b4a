"""What every event has: a tag that names it everywhere, its aggregate, and that aggregate's version."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

UtcTime = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant with an offset (RFC 3339); a naive time is refused."""

Count = Annotated[int, msgspec.Meta(ge=0)]
"""A number of things or minutes, never negative."""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """A fact that one service tells the others; its tag is the NATS subject and the CloudEvents type."""

    __aggregate__: ClassVar[str] = ""
    """The field that holds the aggregate's id."""

    aggregate_version: Annotated[int, msgspec.Meta(ge=1)]
    """1, 2, 3 ... without gaps over all events of one aggregate, whatever their types."""

    @classmethod
    def type_name(cls) -> str:
        """`<service>.<aggregate>.<what_happened>.v<n>`."""
        return str(cls.__struct_config__.tag)

    @classmethod
    def publisher(cls) -> str:
        """The only service that may construct it; also the name of its stream."""
        return cls.type_name().partition(".")[0]

    @property
    def aggregate_id(self) -> UUID:
        """The id of the aggregate whose version this event carries."""
        found: UUID = getattr(self, self.__aggregate__)
        return found
