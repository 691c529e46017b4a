"""`python -m services.identity import-press-agencies FILE [--dry-run]`; and what HTTP shares with it."""

import asyncio
import sys
from collections.abc import Callable, Sequence, Sized
from datetime import datetime
from pathlib import Path

from services.identity.adapters.press_files import read_rows
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.application.commands import Actor, ImportPressAgencies
from services.identity.application.handlers import import_press_agencies
from services.identity.application.handlers.press_agencies import day_of
from services.identity.application.handlers.press_import import Imported
from services.identity.application.views import (
    DuplicateRowView,
    ImportView,
    InvalidRowView,
    MergedRowView,
)
from services.identity.domain.errors import DomainError
from services.identity.domain.model.press_cleaning import Cleaned, clean_rows
from services.identity.settings import Settings
from shared.clock import clock_from
from shared.i18n import translator
from shared.persistence import Database

Translate = Callable[[str], str]


async def cleaned(raw: bytes, at: datetime) -> Cleaned:
    """In another thread, as 50,000 rows take seconds of computing; raises UnreadableImport."""
    return await asyncio.to_thread(lambda: clean_rows(read_rows(raw), day_of(at)))


def command_of(rows: Cleaned, actor: Actor, *, dry_run: bool) -> ImportPressAgencies:
    """What is good in the file."""
    return ImportPressAgencies(profiles=tuple(rows.profiles.items()), actor=actor, dry_run=dry_run)


def report(rows: Cleaned, done: Imported, translate: Translate, *, dry_run: bool) -> ImportView:
    """What became, or in a dry run would become, of each row."""
    return ImportView(
        dry_run=dry_run,
        entered=done.entered,
        changed=done.changed,
        unchanged=done.unchanged,
        duplicates=[DuplicateRowView(row=row, of=of) for row, of in rows.duplicates],
        merged=[MergedRowView(row=m.row, into=m.into, fields=list(m.fields)) for m in rows.merged],
        invalid=[
            InvalidRowView(
                row=row,
                field=error.field or "row",
                code=error.code,
                message=translate(error.detail).format(**error.params),
            )
            for row, error in rows.invalid
        ],
    )


def lines_of(view: ImportView) -> list[str]:
    """The report for a terminal."""
    told = [f"{each.row}: {each.field}: {each.message}" for each in view.invalid]
    told += [f"{each.row}: = {each.of}" for each in view.duplicates]
    told += [f"{each.row}: + {each.into} ({', '.join(each.fields)})" for each in view.merged]
    counts: dict[str, Sized] = {
        "entered": view.entered,
        "changed": view.changed,
        "unchanged": view.unchanged,
        "duplicates": view.duplicates,
        "merged": view.merged,
        "invalid": view.invalid,
    }
    return [*told, " ".join(f"{name}={len(rows)}" for name, rows in counts.items())]


async def import_file(settings: Settings, arguments: Sequence[str]) -> int:
    """The command: 0 when every row is in, 1 when some were left out, 2 when the file cannot be read."""
    names = [argument for argument in arguments if argument != "--dry-run"]
    dry_run = len(names) < len(arguments)
    if len(names) != 1:
        sys.stderr.write("identity: import-press-agencies FILE [--dry-run]\n")
        return 2
    translate = translator("vi")
    clock, database = clock_from(settings.clock), Database(settings.database_url)
    try:
        rows = await cleaned(await asyncio.to_thread(Path(names[0]).read_bytes), clock.now())
        command = command_of(rows, Actor(), dry_run=dry_run)
        done = await import_press_agencies(
            command, IdentityUnitOfWork(database, clock, settings.province_code)
        )
    except OSError as error:
        sys.stderr.write(f"identity: {error}\n")
        return 2
    except DomainError as error:
        told = translate(error.detail).format(**error.params)
        sys.stderr.write(f"identity: {names[0]}: {told}\n")
        return 2
    finally:
        await database.close()
    view = report(rows, done, translate, dry_run=dry_run)
    sys.stdout.write("\n".join(lines_of(view)) + "\n")
    return 1 if view.invalid else 0
