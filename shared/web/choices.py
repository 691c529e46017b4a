"""The values that a field may have, for whoever sent another one."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

_STEP = re.compile(r"\.([^.\[]+)|\[[^\]]*\]")
_LISTS = (inspect.ListType, inspect.SetType, inspect.FrozenSetType, inspect.VarTupleType)


def choices(kind: Any, path: str = "") -> tuple[str, ...]:
    """The values of the enumeration at msgspec's `path` in the type `kind`; nothing where there is none.

    Never remembered: whoever sends nonsense chooses the path, and could fill the memory with them.
    """
    reached = list(_plain(inspect.type_info(kind)))
    for step in _STEP.finditer(path.removeprefix("$")):
        reached = [each for kind in reached for inner in _inside(kind, step[1]) for each in _plain(inner)]
    return tuple(dict.fromkeys(str(value) for kind in reached for value in _values(kind)))


def _plain(kind: inspect.Type) -> Iterator[inspect.Type]:
    """What a union is made of, and what a note is about."""
    if isinstance(kind, inspect.UnionType):
        for each in kind.types:
            yield from _plain(each)
    elif isinstance(kind, inspect.Metadata):
        yield from _plain(kind.type)
    else:
        yield kind


def _inside(kind: inspect.Type, name: str | None) -> Iterator[inspect.Type]:
    """A field by its name; without one what a list or a mapping holds."""
    if isinstance(kind, inspect.StructType):
        yield from (field.type for field in kind.fields if field.encode_name == name)
    elif isinstance(kind, _LISTS) and name is None:
        yield kind.item_type
    elif isinstance(kind, inspect.DictType) and name is None:
        yield kind.value_type


def _values(kind: inspect.Type) -> Iterator[object]:
    if isinstance(kind, inspect.EnumType):
        yield from (member.value for member in kind.cls)
    elif isinstance(kind, inspect.LiteralType):
        yield from kind.values
