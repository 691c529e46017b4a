"""Attachments that were received: the check, who gets them when, the lock, replacing and erasing."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from deploy.local.simulators.clamd import EICAR, Clamd, Mode
from services.questions.adapters.attachments.objects import PartStore
from services.questions.adapters.attachments.scanners import ClamAv
from services.questions.application.attachments.ports import ScannerAway
from services.questions.application.attachments.upkeep import LEASE
from services.questions.entrypoints.attachment_parts import file_upkeep
from services.questions.settings import Settings
from shared.contracts.questions.attachments import (
    AttachmentAccepted,
    AttachmentErased,
    AttachmentReceived,
    AttachmentRejected,
    AttachmentReplaced,
)
from shared.ids import uuid7
from tests.questions.filing import PDF, TUS, Filing, named, pdf
from tests.questions.house import House, MakeHouse, problem
from tests.questions.rules import hue

OTHER = pdf(5000)


@pytest.fixture
async def filing(make_house: MakeHouse, tmp_path: Path) -> AsyncIterator[Filing]:
    url = (tmp_path / "files").as_uri()
    house = make_house(ATTACHMENTS_URL=url)
    await house.furnish()
    async with house.http:
        yield Filing(house, PartStore(url))


async def told(house: House) -> list[str]:
    kinds = (
        AttachmentReceived,
        AttachmentAccepted,
        AttachmentRejected,
        AttachmentReplaced,
        AttachmentErased,
    )
    return [type(event).__name__ for event in await house.told() if isinstance(event, kinds)]


async def files_of(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


async def test_nobody_gets_a_file_before_it_was_checked(filing: Filing) -> None:
    house = filing.house
    question, asker = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    file = await filing.received(question, asker)
    problem(await filing.download(file, asker), 409, "attachment-not-ready")
    problem(await filing.download(file, house.officer()), 404, "attachment-not-found")
    async with Clamd().running() as clamd:
        assert await filing.check(ClamAv(clamd.address, 10)) == 1
        assert clamd.scanned == [len(PDF)]
    assert (await filing.download(file, house.officer())).content == PDF
    assert (await filing.read(file, asker)).json()["scanned"] is True
    assert await told(house) == ["AttachmentReceived", "AttachmentAccepted"]


async def test_malware_is_rejected_and_its_bytes_go(filing: Filing, tmp_path: Path) -> None:
    house = filing.house
    question, asker = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    file = await filing.received(question, asker, PDF + EICAR)
    async with Clamd().running() as clamd:
        await filing.check(ClamAv(clamd.address, 10))
    view = (await filing.read(file, asker)).json()
    assert (view["state"], view["found"], view["content"]) == ("rejected", "Eicar-Test-Signature", None)
    problem(await filing.download(file, asker), 409, "attachment-not-ready")
    problem(await filing.read(file, house.officer()), 404, "attachment-not-found")
    await filing.tidy()
    assert await files_of(tmp_path) == []
    assert await told(house) == ["AttachmentReceived", "AttachmentRejected"]


@pytest.mark.parametrize("mode", ["fail", "drop", "slow"])
async def test_a_scanner_that_cannot_leaves_the_file_in_quarantine_to_be_tried_again(
    filing: Filing, mode: Mode
) -> None:
    house = filing.house
    question, asker = await house.ask(), house.reporter()
    file = await filing.received(question, asker)
    async with Clamd(mode).running() as clamd:
        scanner = ClamAv(clamd.address, 0.3 if mode == "slow" else 10)
        assert await filing.check(scanner) == 0
        assert await filing.state(file, asker) == "quarantined"
        clamd.mode = "honest"
        assert await filing.check(scanner) == 0, "not before its time"
        house.clock.set(hue("2026-09-21 09:01"))
        assert await filing.check(scanner) == 1
    assert (await filing.download(file, asker)).content == PDF


async def test_a_scanner_that_is_away_is_said_to_be(filing: Filing) -> None:
    async def nothing() -> AsyncIterator[bytes]:
        yield b""

    with pytest.raises(ScannerAway):
        await ClamAv("127.0.0.1:1", 5).scan(nothing())
    with pytest.raises(ScannerAway):
        await ClamAv("unix:/nowhere/clamd.sock", 5).scan(nothing())


async def test_three_workers_check_each_file_once_and_a_killed_one_is_taken_over(filing: Filing) -> None:
    house = filing.house
    question, asker = await house.ask(), house.reporter()
    files = [await filing.received(question, asker) for _ in range(5)]
    async with house.office.unit() as uow:
        # A worker that claims one and is killed.
        (lost,) = await uow.attachments.claim_unchecked(uow.now(), LEASE, 1)
    assert sum(await asyncio.gather(*(filing.check() for _ in range(3)))) == 4
    assert await filing.state(str(lost), asker) == "quarantined"
    house.clock.set(hue("2026-09-21 09:11"))
    assert await filing.check() == 1
    assert {await filing.state(file, asker) for file in files} == {"ready"}
    assert (await told(house)).count("AttachmentAccepted") == 5


async def test_another_newsroom_sees_nothing_before_the_publication_and_then_the_answers_files(
    filing: Filing,
) -> None:
    house = filing.house
    question, asker = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    askers = await filing.attached(question, asker)
    question = await house.done(question, "acceptance", house.officer())
    file = await filing.attached(question, house.officer())
    rival, nobody = house.reporter(uuid7(), uuid7()), dict[str, str]()
    for stranger in (rival, nobody, house.officer(house.other_agency)):
        problem(await filing.read(file, stranger), 404, "attachment-not-found")
        problem(await filing.download(file, stranger), 404, "attachment-not-found")
        problem(await filing.read(askers, stranger), 404, "attachment-not-found")
        answer = await house.http.get(f"/questions/{question['id']}/attachments", headers=stranger)
        problem(answer, 404, "question-not-found")
    answered = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    problem(await filing.download(file, rival), 404, "attachment-not-found")
    await house.done(answered, "publication", house.officer())
    assert (await filing.download(file, nobody)).content == PDF
    problem(await filing.download(askers, rival), 404, "attachment-not-found")


async def test_an_agencys_files_are_drafts_until_its_answer_and_locked_after_it(filing: Filing) -> None:
    house = filing.house
    question, asker = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    officer = house.officer()
    question = await house.done(question, "acceptance", officer)
    first, draft = [await filing.attached(question, officer) for _ in range(2)]
    headers = {**officer, **TUS, **named("b.pdf"), "Upload-Length": str(len(OTHER))}
    begun = await house.http.post(f"/attachments/{first}/replacement", headers=headers)
    newer = begun.json()["id"]
    late = await filing.begun(question, officer, len(PDF))
    assert (await filing.send(newer, officer, OTHER)).status_code == 204
    await filing.check()
    problem(await filing.read(draft, asker), 404, "attachment-not-found")
    await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    shown = await house.http.get(f"/questions/{question['id']}/attachments", headers=asker)
    assert {one["id"] for one in shown.json()["items"]} == {draft, newer}
    older = (await filing.read(first, officer)).json()
    assert (older["replaced_by_id"], older["locked"], len(older["sha256"])) == (newer, True, 64)
    assert (await filing.download(first, officer)).content == PDF
    problem(await filing.send(late, officer, PDF), 409, "attachments-locked")
    problem(await filing.begin(question, officer, 10), 409, "attachments-locked")
    again = await house.http.post(f"/attachments/{newer}/replacement", headers=headers)
    problem(again, 409, "attachments-locked")
    problem(await filing.erase(draft, officer, 2, "nhầm tệp"), 403, "may-not-erase")
    assert (await filing.erase(draft, house.dispatcher(), 2, "lộ thông tin cá nhân")).status_code == 200


async def test_who_erases_says_why_the_bytes_go_and_the_row_stays(filing: Filing, tmp_path: Path) -> None:
    house = filing.house
    question, asker = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    file = await filing.attached(question, asker)
    problem(await filing.erase(file, house.officer(), 2, "x"), 403, "may-not-erase")
    problem(await filing.erase(file, asker, 1, "x"), 412, "stale-version")
    problem(await filing.erase(file, asker, 2, " "), 400, "empty-text")
    editor = house.dispatcher()
    assert (await filing.erase(file, editor, 2, "Có ảnh trẻ em")).status_code == 200
    problem(await filing.download(file, asker), 410, "attachment-erased")
    problem(await filing.erase(file, editor, 3, "x"), 410, "attachment-erased")
    await filing.tidy()
    assert await files_of(tmp_path) == []
    view = (await filing.read(file, editor)).json()
    assert (view["state"], view["erase_reason"], len(view["sha256"])) == ("erased", "Có ảnh trẻ em", 64)
    assert view["erased_by"] is not None
    problem(await filing.read(file, house.officer()), 404, "attachment-not-found")
    assert (await told(house))[-1] == "AttachmentErased"


async def test_a_download_is_saved_not_shown_and_comes_in_ranges(filing: Filing) -> None:
    house = filing.house
    question, asker = await house.ask(), house.reporter()
    file = await filing.attached(question, asker, OTHER, "đơn kiến nghị.pdf")
    whole = await filing.download(file, asker)
    assert whole.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%C4%91")
    assert (whole.headers["x-content-type-options"], whole.headers["content-type"]) == (
        "nosniff",
        "application/pdf",
    )
    part = await filing.download(file, asker, Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, OTHER[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(OTHER)}"
    problem(await filing.download(file, asker, Range="bytes=9000-"), 416, "range-unsatisfiable")
    tag = whole.headers["etag"]
    assert (await filing.download(file, asker, **{"If-None-Match": tag})).status_code == 304


async def test_where_there_is_no_place_for_files_nothing_is_attached(
    make_house: MakeHouse, tmp_path: Path
) -> None:
    house = make_house(ATTACHMENTS_URL="")
    await house.furnish()
    async with house.http:
        filing = Filing(house, PartStore(tmp_path.as_uri()))
        problem(await filing.begin(await house.ask(), house.reporter(), 10), 409, "attachments-off")


def test_the_worker_does_the_upkeep_only_where_files_are(filing: Filing) -> None:
    office = filing.house.office
    off = Settings(database_url="", nats_url="", public_url="", jwks_url="")
    on = msgspec.structs.replace(off, attachments_url="file:///x")
    names = [one.name for one in file_upkeep(on, office)]
    assert names == ["attachment-check", "attachment-bytes", "upload-expiry"]
    assert file_upkeep(off, office) == []
