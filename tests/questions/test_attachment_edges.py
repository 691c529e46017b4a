"""Files at the edges: refused bytes, another agency's places, a lock meanwhile, a store away."""

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.questions.adapters.attachments.objects import PartStore
from services.questions.domain.attachments import MOST_ON_A_SIDE
from tests.questions.filing import PDF, TUS, Filing, named, pdf
from tests.questions.house import Headers, MakeHouse, problem
from tests.questions.rules import hue

ANSWER = {"form": "RELEASE_OR_WRITTEN_REPLY", "body": "Có."}
WRONG = base64.b64encode(hashlib.sha256(b"other").digest()).decode()


@pytest.fixture
async def filing(make_house: MakeHouse, tmp_path: Path) -> AsyncIterator[Filing]:
    url = (tmp_path / "files").as_uri()
    house = make_house(ATTACHMENTS_URL=url, ATTACHMENT_MAX_BYTES="20000000")
    await house.furnish()
    async with house.http:
        yield Filing(house, PartStore(url))


def stored(tmp_path: Path) -> int:
    return sum(path.stat().st_size for path in (tmp_path / "files").rglob("*") if path.is_file())


async def replacing(filing: Filing, attachment: str, who: Headers) -> str:
    headers = {**who, **TUS, **named("don.pdf"), "Upload-Length": str(len(PDF))}
    answer = await filing.house.http.post(f"/attachments/{attachment}/replacement", headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_bytes_that_are_refused_take_no_room(filing: Filing, tmp_path: Path) -> None:
    question, who = await filing.house.ask(), filing.house.reporter()
    upload = await filing.begun(question, who, 5_000_000)
    for _ in range(2):
        bad = await filing.send(upload, who, pdf(5_000_000), changes={"Upload-Checksum": f"sha256 {WRONG}"})
        problem(bad, 460, "upload-checksum-mismatch")
    assert stored(tmp_path) == 0


async def test_bytes_on_their_way_to_an_upload_that_was_given_up_are_not_left_behind(
    filing: Filing, tmp_path: Path
) -> None:
    question, who = await filing.house.ask(), filing.house.reporter()
    upload = await filing.begun(question, who, 9_000_000)
    half, go_on = asyncio.Event(), asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield pdf(3_000_000)
        half.set()
        await go_on.wait()
        yield pdf(3_000_000)

    sending = asyncio.create_task(filing.send(upload, who, body()))
    await half.wait()
    ended = await filing.house.http.delete(f"/uploads/{upload}", headers={**who, **TUS})
    assert ended.status_code == 204
    await filing.tidy()
    go_on.set()
    problem(await sending, 404, "upload-not-found")
    assert stored(tmp_path) == 0


async def test_files_of_an_agency_that_had_the_question_before_take_no_place(filing: Filing) -> None:
    house = filing.house
    question, first = await house.ask(addressed_agency_id=str(house.agency)), house.officer()
    for _ in range(MOST_ON_A_SIDE):
        await filing.received(question, first)
    problem(await filing.begin(question, first, 10), 409, "too-many-attachments")
    question = await house.done(question, "routing", house.dispatcher(), agency_id=str(house.other_agency))
    assert (await filing.begin(question, house.officer(house.other_agency), 10)).status_code == 201


@pytest.mark.parametrize("sent_before", [True, False])
async def test_what_an_answer_was_released_with_keeps_its_place(filing: Filing, sent_before: bool) -> None:
    house = filing.house
    question, who = await house.ask(addressed_agency_id=str(house.agency)), house.officer()
    question = await house.done(question, "acceptance", who)
    given = await filing.attached(question, who)
    other = await replacing(filing, given, who)
    if sent_before:
        assert (await filing.send(other, who, PDF)).status_code == 204
    house.clock.set(hue("2026-09-21 10:00"))
    question = await house.done(question, "answer", house.speaker(), **ANSWER)
    question = await house.done(question, "publication", who)
    if not sent_before:
        await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
        house.clock.set(hue("2026-09-21 11:00"))
        assert (await filing.send(other, who, PDF)).status_code == 204
    await filing.check()
    assert (await filing.download(given, {})).content == PDF
    assert (await filing.download(other, {})).status_code == (200 if sent_before else 404)


@pytest.mark.parametrize("name", ["hop-dong\u202efdp.pdf", "a\u2066.pdf", "a\u200f.pdf"])
async def test_a_name_that_turns_the_writing_round_is_refused(filing: Filing, name: str) -> None:
    question, who = await filing.house.ask(), filing.house.reporter()
    problem(await filing.begin(question, who, 10, name), 400, "invalid-text", "filename")


async def test_one_key_begins_one_upload_and_no_other_file(filing: Filing) -> None:
    question, who = await filing.house.ask(), {**filing.house.reporter(), "Idempotency-Key": "k"}
    first = await filing.begin(question, who, 10, "a.pdf")
    assert (await filing.begin(question, who, 10, "a.pdf")).json() == first.json()
    problem(await filing.begin(question, who, 11, "a.pdf"), 422, "idempotency-key-reused")
    problem(await filing.begin(question, who, 10, "b.pdf"), 422, "idempotency-key-reused")


async def test_while_the_store_is_away_a_file_waits_and_a_download_is_told(
    filing: Filing, tmp_path: Path
) -> None:
    question, who = await filing.house.ask(), filing.house.reporter()
    ready, waits = await filing.attached(question, who), await filing.received(question, who)
    (tmp_path / "files").rename(tmp_path / "away")
    problem(await filing.download(ready, who), 503, "temporarily-unavailable")
    assert await filing.check() == 0
    (tmp_path / "away").rename(tmp_path / "files")
    filing.house.clock.set(hue("2026-09-21 09:01"))
    assert await filing.check() == 1
    assert (await filing.download(waits, who)).content == PDF


async def test_the_files_of_a_withdrawn_answer_stay_away_when_a_later_round_is_published(
    filing: Filing,
) -> None:
    house = filing.house
    question = await house.ask(addressed_agency_id=str(house.agency))
    nobody, files = dict[str, str](), list[str]()
    for day in (21, 22):
        question = await house.done(question, "acceptance", house.officer())
        files.append(await filing.attached(question, house.officer()))
        question = (await house.http.get(f"/questions/{question['id']}", headers=house.officer())).json()
        said = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
        version = {"id": question["id"], "version": said["question_version"]}
        question = await house.done(version, "publication", house.officer())
        assert (await filing.download(files[-1], nobody)).content == PDF
        house.clock.set(hue(f"2026-09-{day} 15:00"))
        if day == 21:
            question = await house.done(question, "publication-withdrawals", house.speaker(), reason="Sai")
            problem(await filing.download(files[0], nobody), 404, "attachment-not-found")
            question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    problem(await filing.download(files[0], nobody), 404, "attachment-not-found")
    assert (await filing.download(files[0], house.reporter())).content == PDF
