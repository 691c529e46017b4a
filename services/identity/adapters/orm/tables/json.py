"""Values of the domain as JSON or text arrays in one column."""

from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import ARRAY, JSONB


class Valued(TypeDecorator[Any]):
    """A frozen dataclass as JSON; read back strictly."""

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: type) -> None:
        self.kind = kind
        super().__init__(none_as_null=True)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """What the driver takes."""
        return None if value is None else msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """What the domain works with."""
        return None if value is None else msgspec.convert(value, self.kind)


class Words(TypeDecorator[Any]):
    """A set of words of the domain as a sorted array of text."""

    impl = ARRAY(Text)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        self.kind = kind
        super().__init__()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """What the driver takes."""
        return sorted(str(word) for word in value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """What the domain works with."""
        return frozenset(self.kind(word) for word in value or ())
