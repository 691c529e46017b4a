"""A small API for the tests of the edge: notes that reporters write, change, list and lose."""

import asyncio
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, MediaType, Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter, SkipValidation
from sqlalchemy import text

from shared.ids import uuid7
from shared.persistence import SqlUnitOfWork
from shared.web import conditional
from shared.web.auth import Principal, Role, public, requires
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of
from tests.shared.chassis import accepted, note

Year = Annotated[int, QueryParameter(ge=1, description="Needed.")]
OfNote = Annotated[UUID | None, QueryParameter(name="note", description="By identifier.")]
Old = Annotated[bool | None, QueryParameter(description="By age.")]
Since = Annotated[datetime | None, QueryParameter(description="By time.")]
OfWords = Annotated[str | None, QueryParameter(description="By words.")]
Tags = Annotated[list[str] | None, QueryParameter(name="tag", description="Any number.")]
Uow = NamedDependency[SkipValidation[SqlUnitOfWork]]


class WriteNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The body of a note."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    seen_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    weight: int = 1


class NoteView(msgspec.Struct, frozen=True):
    """What a reader gets."""

    id: UUID
    title: str
    version: int = 1


class NoteIsGone(Exception):
    """A rule of the domain, broken."""

    code = "note-is-gone"
    status_hint = "gone"
    title = "Not found"
    detail = "at most {bound} long"

    def __init__(self, bound: int) -> None:
        super().__init__(self.code)
        self.params = {"bound": bound}


async def write_note(command: WriteNote, uow: SqlUnitOfWork) -> UUID:
    """Writes the note and its event; "gone" breaks a rule, "slow" takes its time,
    "guessed" has assumed something that is not so.
    """
    async with uow:
        if command.title == "gone":
            raise NoteIsGone(7)
        if command.title == "slow":
            await asyncio.sleep(0.1)
        note_id = uuid7()
        if command.title == "guessed" and uow.may_assume:
            uow.assume("SELECT WHERE false")
        uow.insert(note, id=note_id, title=command.title, seen_at=command.seen_at)
        uow.outbox.add(accepted(question_id=note_id))
    return note_id


class NoteController(Controller):
    """Notes."""

    path = "/notes"

    @post(
        operation_id="WriteNote",
        summary="Write a note",
        guards=[requires(Role.reporter)],
        errors=(NoteIsGone(7),),
    )
    async def write(
        self, request: Request[Any, Any, Any], data: JSONBody[WriteNote], uow: Uow
    ) -> Response[NoteView]:
        return await perform(
            request,
            uow,
            write_note,
            data,
            lambda note_id: NoteView(note_id, data.title),
            headers=lambda view: {"location": f"/notes/v1/notes/{view.id}"},
        )

    @get(operation_id="ListNotes", summary="List notes", guards=[requires(scope="notes:read")])
    async def find(self, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> Page[NoteView]:
        after = decode(cursor, UUID)
        every = [UUID(int=number) for number in range(1, 31)]
        rows = [NoteView(one, "a") for one in every if after is None or one > after[0]]
        return page_of(rows[: limit + 1], limit, lambda view: (view.id,))

    @get("/{note_id:uuid}", operation_id="ReadNote", summary="Read a note", guards=[public])
    async def read(
        self, note_id: FromPath[UUID], visitor: NamedDependency[SkipValidation[Principal | None]]
    ) -> Response[NoteView]:
        title = "anonymous" if visitor is None else str(visitor.account_id)
        return Response(NoteView(note_id, title, 3), headers={"etag": conditional.etag(3)})

    @put("/{note_id:uuid}", operation_id="ChangeNote", summary="Change a note", guards=[requires()])
    async def change(
        self,
        note_id: FromPath[UUID],
        data: JSONBody[WriteNote],
        expected_version: NamedDependency[int],
        principal: NamedDependency[Principal],
    ) -> NoteView:
        conditional.check(expected_version, 3)
        return NoteView(note_id, f"{data.title} {principal.client_id}", 4)


class FailingController(Controller):
    """Operations that go wrong, each in its own way."""

    path = "/failing"
    guards = (public,)

    @get("/bug", operation_id="Bug")
    async def bug(self) -> None:
        raise RuntimeError("secret detail")

    @get("/value", operation_id="Value")
    async def value(self, uow: Uow) -> None:
        async with uow:
            await uow.session.execute(text("SELECT CAST(:given AS text)"), {"given": "a\x00b"})

    @get("/number", operation_id="Number")
    async def number(self, uow: Uow) -> None:
        async with uow:
            await uow.session.execute(text("SELECT CAST(:given AS integer)"), {"given": 2**40})

    @get("/twice", operation_id="Twice")
    async def twice(self, uow: Uow) -> None:
        async with uow:
            uow.insert(note, id=UUID(int=1), title="a")
            uow.insert(note, id=UUID(int=1), title="b")

    @get("/refused", operation_id="Refused")
    async def refused(self, uow: Uow) -> None:
        await uow.database.fetch("SELECT $1::integer", "secret")

    @get("/deadlock", operation_id="Deadlock")
    async def deadlock(self, uow: Uow) -> None:
        async with uow:
            await uow.session.execute(text("DO $$BEGIN RAISE 'secret' USING ERRCODE = '40P01'; END$$"))

    @get("/serialization", operation_id="Serialization")
    async def serialization(self, uow: Uow) -> None:
        await uow.database.fetch("DO $$BEGIN RAISE 'secret' USING ERRCODE = '40001'; END$$")

    @get("/away", operation_id="Away")
    async def away(self) -> None:
        raise ConnectionRefusedError("127.0.0.1:5432")

    @get("/filter", operation_id="Filter")
    async def filter(
        self,
        year: Year,
        note_id: OfNote = None,
        old: Old = None,
        since: Since = None,
        words: OfWords = None,
        tags: Tags = None,
    ) -> list[str | None]:
        return [str(year), str(note_id), str(old), str(since), words, *(tags or ())]

    @get("/page", operation_id="Page", media_type=MediaType.HTML)
    async def page(self) -> str:
        return "<!doctype html><p>page"
