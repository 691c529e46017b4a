"""Media: what is refused, what is taken out of pictures, and who gets which bytes."""

import io
import struct
import zipfile
import zlib
from typing import Any

import httpx
import pytest
from PIL import Image

from services.distribution.adapters.seals import digest
from shared.ids import uuid7
from shared.web.ranges import Unsatisfiable, wanted
from tests.distribution.house import TEXT, House, MakeHouse, hue, problem

SECRET_PLACE = b"16.4637"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """A picture that says in EXIF, XMP and a comment where it was taken."""
    image = Image.effect_noise(size, 40).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = options.pop("orientation", 1)
    exif[0x010E] = SECRET_PLACE.decode()
    exif.get_ifd(0x8825)[0x0002] = (16.0, 27.0, 49.32)
    out = io.BytesIO()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET_PLACE + b"</x:xmpmeta>"
    extra = {"comment": SECRET_PLACE} if kind == "JPEG" else {}
    image.save(out, kind, exif=exif, xmp=xmp, **extra, **options)
    return out.getvalue()


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of some hundred bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


async def send(house: House, content: bytes, name: str, **headers: str) -> httpx.Response:
    return await house.http.post(
        "/media", params={"name": name}, content=content, headers={**house.officer(), **headers}
    )


async def uploaded(house: House, content: bytes | None = None, name: str = "anh.jpg") -> dict[str, Any]:
    answer = await send(house, photo() if content is None else content, name)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def released(house: House, medium: dict[str, Any], **fields: Any) -> dict[str, Any]:
    attachments = [{"media_id": medium["id"], "caption": "Bến xe"}]
    return await house.published(attachments=attachments, **fields)


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "anh.jpg", 422, "media-type-refused"),
        (a_zip(), "anh.jpg", 422, "media-type-refused"),
        (b"<html><script>x()</script></html>", "anh.png", 422, "media-type-refused"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "anh.svg", 422, "media-type-refused"),
        (b"chi la chu", "anh.jpg", 422, "media-type-refused"),
        (photo("PNG"), "anh.jpg", 422, "media-type-mismatch"),
        (PDF, "anh", 422, "media-type-mismatch"),
        (huge_png(), "anh.png", 422, "image-too-large"),
        (huge_png(8_000, 8_000), "anh.png", 422, "image-too-large"),
        (huge_png(100, 100), "anh.png", 422, "image-broken"),
        (photo()[:2000], "anh.jpg", 422, "image-broken"),
        (photo(), "a\u0007nh.jpg", 400, "invalid-text"),
    ],
)
async def test_a_bad_file_is_refused_and_leaves_no_row(
    house: House, content: bytes, name: str, status: int, code: str
) -> None:
    problem(await send(house, content, name), status, code)
    assert await house.count("media") == 0


async def test_a_file_has_a_largest_size_announced_or_not(make_house: MakeHouse) -> None:
    house = make_house(MEDIA_MAX_BYTES="1200000")
    await house.furnish()
    async with house.http:
        exact = PDF + bytes(1_200_000 - len(PDF))
        assert (await send(house, exact, "a.pdf")).status_code == 201
        problem(await send(house, exact + b"x", "a.pdf"), 413, "body-too-large")

        async def pieces() -> Any:
            yield exact
            yield b"x"

        headers = house.officer()
        answer = await house.http.post("/media", params={"name": "a.pdf"}, content=pieces(), headers=headers)
        problem(answer, 422, "media-too-large")


async def test_only_people_of_an_agency_upload(house: House) -> None:
    problem(await house.http.post("/media?name=a.pdf", content=PDF), 401, "unauthenticated")
    answer = await house.http.post("/media?name=a.pdf", content=PDF, headers=house.reporter())
    problem(answer, 403, "forbidden")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_stored_picture_does_not_say_where_it_was_taken(house: House, kind: str) -> None:
    original = photo(kind)
    assert SECRET_PLACE in original
    medium = await uploaded(house, original, f"anh.{kind.lower()}")
    await released(house, medium)
    for variant in ("original", "thumbnail"):
        answer = await house.http.get(
            f"/media/{medium['id']}", params={"variant": variant}, follow_redirects=True
        )
        assert answer.status_code == 200
        with Image.open(io.BytesIO(answer.content)) as stored:
            assert dict(stored.getexif()) == {}
            assert not {"xmp", "comment", "exif"} & set(stored.info)
        assert SECRET_PLACE not in answer.content
    assert (
        digest((await house.http.get(f"/media/{medium['id']}", follow_redirects=True)).content)
        == (medium["sha256"])
    )


async def test_a_picture_taken_sideways_is_stored_upright_with_a_small_one(house: House) -> None:
    medium = await uploaded(house, photo(size=(640, 480), orientation=6))
    assert (medium["width"], medium["height"], medium["thumbnail"]) == (480, 640, True)
    small = await house.http.get(
        f"/media/{medium['id']}?variant=thumbnail", headers=house.officer(), follow_redirects=True
    )
    assert small.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(small.content)) as thumbnail:
        assert max(thumbnail.size) == 480


async def test_the_signed_edition_names_the_bytes_that_are_served(house: House) -> None:
    medium = await uploaded(house)
    release = await released(house, medium)
    (named,) = release["public"]["document"]["media"]
    assert named == {
        "id": medium["id"],
        "name": "anh.jpg",
        "caption": "Bến xe",
        "type": "image/jpeg",
        "bytes": medium["bytes"],
        "sha256": medium["sha256"],
    }


async def test_nobody_outside_gets_bytes_before_publication_or_after_withdrawal(house: House) -> None:
    medium = await uploaded(house)
    address = f"/media/{medium['id']}"
    outsiders = [{}, house.reporter(), house.officer(house.other_agency)]
    for who in outsiders:
        problem(await house.http.get(address, headers=who), 404, "media-not-found")
    assert (await house.http.get(address, headers=house.officer(), follow_redirects=True)).status_code == 200
    release = await released(house, medium)
    given = (await house.http.get(address)).headers["location"].removeprefix("/distribution/v1")
    assert (await house.http.get(given)).status_code == 200
    await house.withdrawn(release)
    problem(await house.http.get(given), 404, "media-not-found")
    for who in outsiders:
        problem(await house.http.get(address, headers=who), 404, "media-not-found")


async def test_a_correction_takes_a_picture_back(house: House) -> None:
    wrong, right = await uploaded(house), await uploaded(house)
    release = await released(house, wrong)
    await house.corrected(release, attachments=[{"media_id": right["id"]}])
    problem(await house.http.get(f"/media/{wrong['id']}"), 404, "media-not-found")
    assert (await house.http.get(f"/media/{right['id']}")).status_code == 307


async def test_an_address_expires_and_cannot_be_changed_or_used_for_another(house: House) -> None:
    medium, other = await uploaded(house), await uploaded(house, PDF, "van-ban.pdf")
    await released(house, medium)
    await released(house, other)
    given = (await house.http.get(f"/media/{medium['id']}")).headers["location"]
    given = given.removeprefix("/distribution/v1")
    token = given.partition("token=")[2]
    swapped = f"/media/{other['id']}/bytes?token={token}"
    problem(await house.http.get(swapped), 403, "media-address-invalid")
    for forged in (token[:-3] + "AAA", "x", "a.b.c", "é"):
        answer = await house.http.get(f"/media/{medium['id']}/bytes", params={"token": forged})
        problem(answer, 403, "media-address-invalid")
    problem(await house.http.get(f"/media/{medium['id']}/bytes"), 400, "invalid-parameter", "token")
    house.clock.set(hue("2026-09-21 09:06"))
    problem(await house.http.get(given), 403, "media-address-invalid")


async def test_another_agencys_medium_cannot_be_attached(house: House) -> None:
    medium = await uploaded(house)
    body = {**TEXT, "attachments": [{"media_id": medium["id"]}]}
    answer = await house.http.post("/releases", json=body, headers=house.officer(house.other_agency))
    problem(answer, 422, "media-unknown", "attachments")


async def test_ranges_are_served_and_what_lies_outside_is_said(house: House) -> None:
    medium = await uploaded(house, PDF + bytes(range(256)) * 8_000, "van-ban.pdf")
    whole = await house.http.get(f"/media/{medium['id']}", headers=house.officer(), follow_redirects=True)
    given = str(whole.url)
    assert whole.headers["accept-ranges"] == "bytes"
    for asked, status, part in (
        ("bytes=0-9", 206, whole.content[:10]),
        ("bytes=1000000-1000009", 206, whole.content[1_000_000:1_000_010]),
        ("bytes=-5", 206, whole.content[-5:]),
        (f"bytes={medium['bytes'] - 3}-99999999", 206, whole.content[-3:]),
        ("bytes=0-0,5-6", 200, whole.content),
        ("bytes=9-2", 200, whole.content),
        ("lines=1-2", 200, whole.content),
    ):
        answer = await house.http.get(given, headers={"range": asked})
        assert (answer.status_code, answer.content) == (status, part), asked
        if status == 206:
            assert answer.headers["content-range"].endswith(f"/{medium['bytes']}")
    beyond = await house.http.get(given, headers={"range": f"bytes={medium['bytes']}-"})
    problem(beyond, 416, "range-unsatisfiable")
    assert beyond.headers["content-range"] == f"bytes */{medium['bytes']}"
    fresh = await house.http.get(given, headers={"if-none-match": whole.headers["etag"]})
    assert fresh.status_code == 304
    other = await house.http.get(given, headers={"range": "bytes=0-9", "if-range": '"other"'})
    assert other.status_code == 200


async def test_a_repeated_upload_is_stored_once(house: House) -> None:
    headers = {"Idempotency-Key": uuid7().hex}
    content = photo()
    first = await send(house, content, "anh.jpg", **headers)
    second = await send(house, content, "anh.jpg", **headers)
    assert first.json() == second.json()
    assert await house.count("media") == 1


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=0-", (0, 10)),
        ("bytes=4-7", (4, 8)),
        ("bytes=4-99", (4, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)),
    ],
)
def test_a_range_is_understood_or_ignored(header: str | None, expected: tuple[int, int] | None) -> None:
    assert wanted(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_outside_is_unsatisfiable(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        wanted(header, 10)
