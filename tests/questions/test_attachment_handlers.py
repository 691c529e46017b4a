"""Use cases of attachments on fakes: what is refused leaves nothing behind, what is done is told."""

from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
import pytest

from services.questions.application.attachments.commands import (
    AppendParts,
    EndUpload,
    EraseAttachment,
    StartUpload,
)
from services.questions.application.attachments.handlers import (
    append_parts,
    end_upload,
    erase_attachment,
    start_upload,
)
from services.questions.application.attachments.ports import ScannerAway, UploadRules
from services.questions.application.attachments.receiving import Checksum, Receiver
from services.questions.application.attachments.upkeep import check_attachments, forget_uploads, remove_bytes
from services.questions.domain.attachment_errors import (
    AttachmentErased,
    AttachmentNotFound,
    AttachmentNotReplaceable,
    AttachmentsLocked,
    MayNotErase,
    NotYourSide,
    StaleAttachment,
    TooManyAttachments,
)
from services.questions.domain.attachments import MOST_ON_A_SIDE, AttachmentState, Part, Upload
from services.questions.domain.errors import DomainError, EmptyText, QuestionNotFound
from services.questions.domain.model import Question, Status
from services.questions.domain.upload_errors import (
    ChecksumMismatch,
    EmptyUpload,
    FileTypeMismatch,
    OffsetConflict,
    UploadExpired,
    UploadNotFound,
    UploadTooLarge,
    UploadTooLong,
)
from services.questions.domain.visibility import Reader
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fake_files import FakeFilesUnit, FakeObjects, FakeScanner, Files
from tests.questions.fakes import store_with
from tests.questions.rules import hue
from tests.questions.test_model import LEAD, asked

NOW, ACCOUNT, REPORTER_ID = hue("2026-09-21 10:00"), uuid7(), uuid7()
ASKER = Reader(roles=frozenset({"reporter"}), reporter_id=REPORTER_ID)
OTHER = Reader(roles=frozenset({"reporter"}), reporter_id=uuid7())
OFFICER = Reader(roles=frozenset({"focal_officer"}), agency_id=LEAD)
IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
RULES = UploadRules(max_bytes=100, kept=timedelta(hours=1))
PDF = "application/pdf"


class Cabinet:
    """A question that its agency works on, and the files of a test."""

    def __init__(self) -> None:
        self.clock, self.objects = FixedClock(NOW), FakeObjects()
        self.store, self.files, self.question = store_with(), Files(), asked()
        self.question.reporter_id, self.question.lead_agency_id = REPORTER_ID, LEAD
        self.question.status = Status.ACCEPTED
        self.store.questions[self.question.id] = self.question

    def unit(self) -> FakeFilesUnit:
        return FakeFilesUnit(self.store, self.files, self.clock)

    @property
    def told(self) -> list[str]:
        return [type(event).__name__ for event in self.store.events]

    def starting(self, **changes: object) -> StartUpload:
        known = StartUpload(
            upload_id=uuid7(),
            question_id=self.question.id,
            actor=ASKER,
            account_id=ACCOUNT,
            name="don.pdf",
            length=10,
        )
        return msgspec.structs.replace(known, **changes)

    async def started(self, **changes: object) -> Upload:
        return await start_upload(self.starting(**changes), self.unit(), RULES)

    def receiver(self, kind: str = PDF, account_id: UUID = ACCOUNT) -> Receiver:
        return Receiver(self.unit, self.objects, lambda _head: kind, account_id)

    async def received(self, content: bytes = b"0123456789", **changes: object) -> UUID:
        upload = await self.started(length=len(content), **changes)
        await self.receiver().receive(upload, 0, pieces(content), None)
        return upload.id

    async def ready(self, **changes: object) -> UUID:
        found = await self.received(**changes)  # type: ignore[arg-type]  # of a command
        await check_attachments(self.unit, self.objects, FakeScanner())
        return found


async def pieces(*content: bytes) -> AsyncIterator[bytes]:
    for each in content:
        yield each


@pytest.fixture
def cabinet() -> Cabinet:
    return Cabinet()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"length": 0}, EmptyUpload),
        ({"length": 101}, UploadTooLarge),
        ({"name": " "}, EmptyText),
        ({"question_id": uuid7()}, QuestionNotFound),
        ({"actor": OTHER}, QuestionNotFound),
        ({"actor": IOC}, NotYourSide),
        ({"question_id": None, "replaces_id": uuid7()}, AttachmentNotFound),
    ],
)
async def test_an_upload_that_cannot_be_is_not_begun(
    cabinet: Cabinet, change: dict[str, object], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await cabinet.started(**change)
    assert cabinet.files.uploads == {}


async def test_a_closed_question_takes_no_files_not_even_the_last_part(cabinet: Cabinet) -> None:
    upload = await cabinet.started()
    closed: Question = cabinet.store.questions[cabinet.question.id]
    closed.status = Status.CLOSED
    with pytest.raises(AttachmentsLocked):
        await cabinet.started()
    with pytest.raises(AttachmentsLocked):
        await cabinet.receiver().receive(upload, 0, pieces(b"0123456789"), None)
    assert (cabinet.files.attachments, cabinet.told) == ({}, [])
    assert cabinet.files.uploads[upload.id].received == 0


async def test_a_side_has_so_many_files_and_the_other_side_its_own(cabinet: Cabinet) -> None:
    for _ in range(MOST_ON_A_SIDE):
        await cabinet.started()
    with pytest.raises(TooManyAttachments):
        await cabinet.started()
    await cabinet.started(actor=OFFICER)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"upload_id": uuid7()}, UploadNotFound),
        ({"account_id": uuid7()}, UploadNotFound),
        ({"parts": (Part(3, 2, "a"),)}, OffsetConflict),
        ({"parts": (Part(0, 4, "a"), Part(4, 7, "b"))}, UploadTooLong),
    ],
)
async def test_parts_that_do_not_fit_are_all_forgotten(
    cabinet: Cabinet, change: dict[str, object], refusal: type[DomainError]
) -> None:
    upload = await cabinet.started()
    command = AppendParts(upload_id=upload.id, account_id=ACCOUNT, parts=(Part(0, 4, "a"),))
    with pytest.raises(refusal):
        await append_parts(msgspec.structs.replace(command, **change), cabinet.unit())
    assert cabinet.files.uploads[upload.id].received == 0
    assert cabinet.files.parts == {}


async def test_time_ends_an_unfinished_upload_and_so_does_who_began_it(cabinet: Cabinet) -> None:
    late, given_up = await cabinet.started(), await cabinet.started()
    stranger = EndUpload(upload_id=given_up.id, account_id=uuid7())
    with pytest.raises(UploadNotFound):
        await end_upload(stranger, cabinet.unit())
    await end_upload(msgspec.structs.replace(stranger, account_id=ACCOUNT), cabinet.unit())
    cabinet.clock.set(NOW + RULES.kept)
    for upload in (late, given_up):
        with pytest.raises(UploadExpired):
            await cabinet.receiver().receive(upload, 0, pieces(b"0123"), None)
    await forget_uploads(cabinet.unit, cabinet.objects)
    assert (cabinet.files.uploads, cabinet.objects.stored) == ({}, {})


async def test_a_wrong_checksum_or_type_leaves_nothing_to_check(cabinet: Cabinet) -> None:
    upload = await cabinet.started()
    with pytest.raises(ChecksumMismatch):
        await cabinet.receiver().receive(upload, 0, pieces(b"0123456789"), Checksum("sha256", b""))
    assert cabinet.files.uploads[upload.id].received == 0
    with pytest.raises(FileTypeMismatch):
        await cabinet.receiver("image/png").receive(upload, 0, pieces(b"0123456789"), None)
    assert cabinet.files.uploads[upload.id].expires_at == NOW
    assert (cabinet.files.attachments, cabinet.told) == ({}, [])


async def test_what_is_clean_leaves_quarantine_with_its_hash(cabinet: Cabinet) -> None:
    found = await cabinet.ready(content=b"0123456789")
    file = cabinet.files.attachments[found]
    assert (file.state, file.sha256) == (AttachmentState.READY, sha256(b"0123456789").hexdigest())
    assert cabinet.told == ["AttachmentReceived", "AttachmentAccepted"]
    assert await check_attachments(cabinet.unit, cabinet.objects, FakeScanner()) == 0


async def test_a_scanner_that_is_away_is_asked_again_and_what_it_finds_goes(cabinet: Cabinet) -> None:
    found = await cabinet.received()
    away = FakeScanner(error=ScannerAway("no answer"))
    assert await check_attachments(cabinet.unit, cabinet.objects, away) == 0
    assert await check_attachments(cabinet.unit, cabinet.objects, FakeScanner("Eicar")) == 0
    cabinet.clock.set(NOW + timedelta(seconds=30))
    assert await check_attachments(cabinet.unit, cabinet.objects, FakeScanner("Eicar")) == 1
    assert cabinet.files.attachments[found].state is AttachmentState.REJECTED
    assert cabinet.told[-1] == "AttachmentRejected"
    await remove_bytes(cabinet.unit, cabinet.objects)
    assert (cabinet.objects.stored, cabinet.files.parts) == ({}, {})


async def test_of_two_replacements_at_once_the_first_that_is_clean_counts(cabinet: Cabinet) -> None:
    older = await cabinet.ready()
    with pytest.raises(NotYourSide):
        await cabinet.started(question_id=None, replaces_id=older, actor=OFFICER)
    first = await cabinet.received(question_id=None, replaces_id=older)
    second = await cabinet.received(question_id=None, replaces_id=older)
    await check_attachments(cabinet.unit, cabinet.objects, FakeScanner())
    assert cabinet.files.attachments[older].replaced_by_id == first
    assert cabinet.files.attachments[second].state is AttachmentState.READY
    assert cabinet.told.count("AttachmentReplaced") == 1
    with pytest.raises(AttachmentNotReplaceable):
        await cabinet.started(question_id=None, replaces_id=older)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"attachment_id": uuid7()}, AttachmentNotFound),
        ({"actor": OTHER}, AttachmentNotFound),
        ({"actor": OFFICER}, MayNotErase),
        ({"expected_version": 9}, StaleAttachment),
        ({"reason": " "}, EmptyText),
    ],
)
async def test_an_erasure_that_cannot_be_keeps_the_bytes(
    cabinet: Cabinet, change: dict[str, object], refusal: type[DomainError]
) -> None:
    found = await cabinet.ready()
    command = EraseAttachment(
        attachment_id=found, actor=ASKER, account_id=ACCOUNT, reason="Có tên trẻ em", expected_version=2
    )
    with pytest.raises(refusal):
        await erase_attachment(msgspec.structs.replace(command, **change), cabinet.unit())
    await remove_bytes(cabinet.unit, cabinet.objects)
    assert cabinet.files.attachments[found].state is AttachmentState.READY
    assert cabinet.objects.stored


async def test_an_erased_file_keeps_its_row_with_editor_and_reason(cabinet: Cabinet) -> None:
    found = await cabinet.ready()
    command = EraseAttachment(
        attachment_id=found, actor=IOC, account_id=ACCOUNT, reason="Có tên trẻ em", expected_version=2
    )
    file = await erase_attachment(command, cabinet.unit())
    assert (file.erased_by, file.erase_reason, file.version) == (ACCOUNT, "Có tên trẻ em", 3)
    assert cabinet.told[-1] == "AttachmentErased"
    with pytest.raises(AttachmentErased):
        await erase_attachment(msgspec.structs.replace(command, expected_version=3), cabinet.unit())
    await remove_bytes(cabinet.unit, cabinet.objects)
    assert cabinet.objects.stored == {}
