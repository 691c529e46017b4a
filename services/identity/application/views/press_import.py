"""What became of each row of an imported file."""

import msgspec


class InvalidRowView(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was left out, and why."""

    row: int
    field: str
    code: str
    message: str


class DuplicateRowView(msgspec.Struct, frozen=True, kw_only=True):
    """A row that says nothing that row `of` does not."""

    row: int
    of: int


class MergedRowView(msgspec.Struct, frozen=True, kw_only=True):
    """A row whose `fields` were added to row `into`."""

    row: int
    into: int
    fields: list[str]


class ImportView(msgspec.Struct, frozen=True, kw_only=True):
    """Each row is in one of the lists; in a dry run nothing was changed."""

    dry_run: bool
    entered: list[int]
    changed: list[int]
    unchanged: list[int]
    duplicates: list[DuplicateRowView]
    merged: list[MergedRowView]
    invalid: list[InvalidRowView]
