"""Values of the domain in JSON columns."""

from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")


class Kept(TypeDecorator[T], Generic[T]):
    """A frozen dataclass as JSON; what was stored is read strictly as the same class."""

    impl = JSONB
    cache_ok = True

    def __init__(self, kind: type[T]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:
        """Plain JSON values."""
        return None if value is None else msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        """The dataclass."""
        return None if value is None else msgspec.convert(value, self.kind)
