"""Resumable uploads: what is refused, what is kept when a sender goes, what a real client makes of it."""

import asyncio
import base64
import hashlib
import socket
import struct
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.questions.adapters.attachments.objects import PartStore
from services.questions.domain.attachments import MOST_ON_A_SIDE
from shared.ids import uuid7
from tests.questions.filing import PDF, TUS, Filing, a_zip, by_client, cut_short, named, pdf
from tests.questions.house import MakeHouse, problem
from tests.questions.rules import hue
from tests.serving import serving
from tests.shared.bus import eventually

THREE_GIGABYTES = 3 * 1024**3


@pytest.fixture
async def filing(make_house: MakeHouse, tmp_path: Path) -> AsyncIterator[Filing]:
    url = (tmp_path / "files").as_uri()
    house = make_house(ATTACHMENTS_URL=url, ATTACHMENT_MAX_BYTES="20000000")
    await house.furnish()
    async with house.http:
        yield Filing(house, PartStore(url))


async def test_three_gigabytes_are_refused_before_a_byte_is_sent(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    answer = await filing.begin(question, who, THREE_GIGABYTES)
    problem(answer, 413, "upload-too-large")
    assert answer.headers["tus-resumable"] == "1.0.0"
    problem(await filing.begin(question, who, 0), 400, "upload-empty")


async def test_a_sender_who_announced_less_than_he_sends_is_stopped(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    upload = await filing.begun(question, who, 100)
    problem(await filing.send(upload, who, pdf(101)), 413, "upload-too-long")
    assert await filing.offset(upload, who) == 0
    huge = await filing.send(upload, who, b"x", changes={"Content-Length": str(THREE_GIGABYTES)})
    problem(huge, 413, "body-too-large")


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (a_zip(), "anh.jpg", "file-type-refused"),
        (PDF, "anh.jpg", "file-type-mismatch"),
        (pdf(20_000), "anh.png", "file-type-mismatch"),
        (b"<html><script>x()</script></html>", "a.pdf", "file-type-refused"),
        (b"MZ" + bytes(300), "a.pdf", "file-type-refused"),
    ],
)
async def test_the_content_decides_on_the_type_however_it_is_sent(
    filing: Filing, content: bytes, name: str, code: str
) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    whole = await filing.begun(question, who, len(content), name)
    problem(await filing.send(whole, who, content), 422, code)
    problem(await filing.send(whole, who, content), 410, "upload-expired")
    pieces = await filing.begun(question, who, len(content), name)
    assert (await filing.send(pieces, who, content[:5])).status_code == 204
    problem(await filing.send(pieces, who, content[5:], offset=5), 422, code)
    assert await house.database.fetch("SELECT 1 FROM attachments") == []


async def test_what_is_no_tus_is_refused_in_its_words(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    address = f"/questions/{question['id']}/attachments"
    length, name = {"Upload-Length": "10"}, named("a.pdf")
    for headers, status, code in (
        ({**length, **name}, 412, "tus-version-unsupported"),
        ({**TUS, **name}, 400, "invalid-parameter"),
        ({**TUS, **length}, 400, "upload-metadata-invalid"),
        ({**TUS, **length, "Upload-Metadata": "filename ?"}, 400, "upload-metadata-invalid"),
        ({**TUS, **length, **named("a\u0007.pdf")}, 400, "invalid-text"),
        ({**TUS, "Upload-Length": "ten", **name}, 400, "invalid-parameter"),
        ({**TUS, "Upload-Length": "-1", **name}, 400, "invalid-parameter"),
    ):
        problem(await house.http.post(address, headers={**who, **headers}), status, code)
    upload = await filing.begun(question, who, 10)
    for changes, status, code in (
        ({"Tus-Resumable": "0.2.2"}, 412, "tus-version-unsupported"),
        ({"Content-Type": "application/json"}, 415, "upload-type-unsupported"),
        ({"Upload-Offset": "3"}, 409, "upload-offset-conflict"),
        ({"Upload-Checksum": "crc32 AAAA"}, 400, "upload-checksum-unsupported"),
        ({"Upload-Checksum": "sha1 ?"}, 400, "upload-checksum-unsupported"),
    ):
        problem(await filing.send(upload, who, b"%PDF-1.7\n.", changes=changes), status, code)
    assert await filing.offset(upload, who) == 0


async def test_only_the_sender_knows_of_an_upload_and_only_the_two_sides_attach(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(addressed_agency_id=str(house.agency)), house.reporter()
    upload = await filing.begun(question, who, 10)
    problem(await filing.send(upload, house.reporter(), b"x"), 404, "upload-not-found")
    problem(await filing.begin(question, house.reporter(uuid7(), uuid7()), 10), 404, "question-not-found")
    stranger = house.officer(house.other_agency)
    problem(await filing.begin(question, stranger, 10), 404, "question-not-found")
    problem(await filing.begin(question, house.dispatcher(), 10), 403, "forbidden")
    assert (await filing.begin(question, house.officer(), 10)).status_code == 201


async def test_a_side_has_a_number_of_places(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    for _ in range(MOST_ON_A_SIDE):
        await filing.begun(question, who, 10)
    problem(await filing.begin(question, who, 10), 409, "too-many-attachments")


async def test_bytes_that_were_damaged_on_their_way_are_not_kept(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    upload = await filing.begun(question, who, len(PDF))
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    right = base64.b64encode(hashlib.sha256(PDF).digest()).decode()
    bad = await filing.send(upload, who, PDF, changes={"Upload-Checksum": f"sha256 {wrong}"})
    problem(bad, 460, "upload-checksum-mismatch")
    assert await filing.offset(upload, who) == 0
    good = await filing.send(upload, who, PDF, changes={"Upload-Checksum": f"sha256 {right}"})
    assert (good.status_code, good.headers["upload-offset"]) == (204, str(len(PDF)))


async def test_of_two_senders_at_one_place_one_is_told_where_the_upload_is(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    upload = await filing.begun(question, who, len(PDF))
    answers = await asyncio.gather(*(filing.send(upload, who, PDF) for _ in range(3)))
    assert sorted(one.status_code for one in answers) == [204, 409, 409]
    await filing.check()
    assert (await filing.download(upload, who)).content == PDF


async def test_an_upload_is_given_up_or_expires_and_leaves_nothing(filing: Filing, tmp_path: Path) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    given_up, left = [await filing.begun(question, who, 100) for _ in range(2)]
    for upload in (given_up, left):
        assert (await filing.send(upload, who, PDF[:20])).status_code == 204
    ended = await house.http.delete(f"/uploads/{given_up}", headers={**who, **TUS})
    assert ended.status_code == 204
    problem(await filing.send(given_up, who, b"x", offset=20), 410, "upload-expired")
    house.clock.set(hue("2026-09-22 09:00"))
    problem(await filing.send(left, who, b"x", offset=20), 410, "upload-expired")
    await filing.tidy()
    problem(await filing.send(left, who, b"x", offset=20), 404, "upload-not-found")
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert await house.database.fetch("SELECT 1 FROM file_parts") == []


async def test_while_the_store_is_away_nothing_is_acknowledged(filing: Filing, tmp_path: Path) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    upload = await filing.begun(question, who, len(PDF))
    in_the_way = tmp_path / "files"
    in_the_way.write_bytes(b"no folder")
    away = await filing.send(upload, who, PDF)
    problem(away, 503, "temporarily-unavailable")
    assert (away.headers["retry-after"], await filing.offset(upload, who)) == ("5", 0)
    in_the_way.unlink()
    assert (await filing.send(upload, who, PDF)).status_code == 204


async def test_what_the_protocol_offers_is_said(filing: Filing) -> None:
    answer = await filing.house.http.options("/uploads")
    assert (answer.status_code, answer.headers["tus-version"]) == (204, "1.0.0")
    assert answer.headers["tus-extension"] == "creation,expiration,checksum,termination"
    assert answer.headers["tus-max-size"] == "20000000"


async def test_a_real_client_sends_stops_and_goes_on(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    content = pdf(1_300_000)
    async with serving(house.app) as origin:
        half = await by_client(
            origin, question["id"], who, content, chunk_size=300_000, stop_at=600_000, upload_checksum=True
        )
        upload = half.rpartition("/")[2]
        assert await filing.offset(upload, who) == 600_000
        await by_client(origin, question["id"], who, content, url=half, chunk_size=500_000)
    await filing.check()
    got = await filing.download(upload, who)
    assert got.content == content
    view = (await filing.read(upload, who)).json()
    assert (view["name"], view["sha256"]) == ("đơn.pdf", hashlib.sha256(content).hexdigest())


async def test_a_connection_cut_in_the_middle_loses_nothing_that_arrived(filing: Filing) -> None:
    house = filing.house
    question, who = await house.ask(), house.reporter()
    content = pdf(9_000_000)
    upload = await filing.begun(question, who, len(content))

    async def arrived(count: int) -> None:
        async def so() -> bool:
            return await filing.offset(upload, who) == count

        await eventually(so)

    async with serving(house.app) as origin:
        address = f"{origin}/questions/v1/uploads/{upload}"
        connection = await cut_short(address, who, content, 5_000_000)
        await arrived(4_000_000)
        reset(connection)
        await arrived(5_000_000)
    assert (await filing.send(upload, who, content[5_000_000:], offset=5_000_000)).status_code == 204
    await filing.check()
    assert (await filing.download(upload, who)).content == content


def reset(connection: asyncio.StreamWriter) -> None:
    """Ends it as a lost network does: without a farewell."""
    raw = connection.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
