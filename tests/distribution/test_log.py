"""The release log and its feeds: every byte counts, what is taken back is said, and asking again is cheap."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as Xml

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.distribution.adapters.chain import Head, LogBroken, advance
from services.distribution.adapters.feeds import ATOM, TOMBSTONES
from services.distribution.adapters.keys import ReleaseKeys, create_release_key
from services.distribution.adapters.seals import JwsSeals
from services.distribution.application.documents import (
    AgencyDocument,
    ContactDocument,
    EditionDocument,
    LogEntry,
    SpeakerDocument,
)
from services.distribution.application.views.log import LogItem, LogPage
from services.distribution.domain.model.edition import EditionKind
from tests.distribution.house import ORIGIN, STARTED, House, problem


def edition(number: int) -> EditionDocument:
    return EditionDocument(
        release_id=UUID(int=number),
        code=f"TC-2026-{number:06d}",
        edition=1,
        kind=EditionKind.ORIGINAL,
        agency=AgencyDocument(id=UUID(int=7), name="Sở Minh họa"),
        spokesperson=SpeakerDocument(id=UUID(int=8), name="Trần Thị Minh Họa", position="Phó Giám đốc"),
        contact=ContactDocument(name="Văn phòng", position=None, phone="0234", email=None),
        headline="Tiêu đề có dấu. Và dấu chấm.",
        summary="",
        body="<p>Đến nay đạt 12.5%.</p>",
        urgency="flash",
        media=[],
        embargoed_until=None,
        published_at=STARTED,
        reason=None,
        supersedes=None,
    )


class Log:
    """A log in memory, made by the same seals as the real one."""

    def __init__(self, folder: Path, entries: int = 4) -> None:
        create_release_key(folder / "key.jwks")
        keys = ReleaseKeys.from_file(str(folder / "key.jwks"))
        self.keys, self._seals = keys.public(), JwsSeals(keys)
        self.items: list[LogItem] = []
        previous = Head().hash
        for seq in range(1, entries + 1):
            self.items.append(self.item(seq, previous))
            previous = self.items[-1].hash

    def item(self, seq: int, previous: str, number: int | None = None) -> LogItem:
        document = edition(number or seq)
        sealed = self._seals.seal(document.plain())
        entry = LogEntry(
            origin="vn/46",
            seq=seq,
            prev_hash=previous,
            at=STARTED,
            action="publish",
            release_id=document.release_id,
            code=document.code,
            agency_id=document.agency.id,
            edition=1,
            content_hash=sealed.content_hash,
        )
        entered = self._seals.seal(entry.plain())
        return LogItem(
            entry=entered.content.decode(),
            hash=entered.content_hash,
            signature=entered.signature,
            edition=sealed.content.decode(),
            edition_signature=sealed.signature,
        )

    def verify(self, items: list[LogItem]) -> Head:
        head = Head()
        for item in items:
            head = advance(head, item, self.keys)
        return head


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    return Log(tmp_path_factory.mktemp("log"))


def test_an_untouched_log_is_believed(log: Log) -> None:
    assert log.verify(log.items) == Head(4, log.items[-1].hash)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_flipped_byte_is_found(log: Log, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log.items) - 1))
    field = data.draw(st.sampled_from(LogItem.__struct_fields__))
    raw = bytearray(getattr(log.items[place], field).encode())
    byte = data.draw(st.integers(0, len(raw) - 1))
    raw[byte] ^= 1 << data.draw(st.integers(0, 7))
    changed = msgspec.structs.replace(log.items[place], **{field: raw.decode(errors="replace")})
    with pytest.raises(LogBroken) as broken:
        log.verify([*log.items[:place], changed, *log.items[place + 1 :]])
    assert broken.value.seq == place + 1


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_a_gap_is_found(log: Log, left_out: int) -> None:
    with pytest.raises(LogBroken) as broken:
        log.verify([*log.items[:left_out], *log.items[left_out + 1 :]])
    assert (broken.value.kind, broken.value.seq) == ("gap", left_out + 1)


def test_a_past_rewritten_with_the_right_key_does_not_fit_what_follows(log: Log) -> None:
    other = log.item(2, log.items[0].hash, number=9)
    with pytest.raises(LogBroken) as broken:
        log.verify([log.items[0], other, *log.items[2:]])
    assert (broken.value.kind, broken.value.seq) == ("rewritten", 3)


def test_another_key_signs_nothing(log: Log, tmp_path: Path) -> None:
    with pytest.raises(LogBroken) as broken:
        log.verify(Log(tmp_path).items)
    assert broken.value.kind == "forged"


def test_an_edition_of_another_entry_is_found(log: Log) -> None:
    swapped = msgspec.structs.replace(
        log.items[0], edition=log.items[1].edition, edition_signature=log.items[1].edition_signature
    )
    with pytest.raises(LogBroken):
        log.verify([swapped])


def every(page: Any) -> Iterator[str]:
    return (item["id"] for item in page["items"])


@pytest.mark.parametrize("after", ["-1", "x", str(2**63)])
async def test_a_place_that_is_none_is_refused(house: House, after: str) -> None:
    problem(await house.http.get("/log", params={"after": after}), 400, "invalid-parameter", "after")


async def test_the_log_tells_everything_once_in_order_and_verifies(house: House) -> None:
    release = await house.published()
    other = await house.published()
    await house.withdrawn(await house.corrected(release))
    answer = await house.http.get("/log")
    page = msgspec.json.decode(answer.content, type=LogPage)
    keys = (await house.http.get("/jwks.json")).json()
    head = Head()
    for item in page.entries:
        head = advance(head, item, keys)
    entries = [msgspec.json.decode(item.entry) for item in page.entries]
    assert [(one["action"], one["release_id"]) for one in entries] == [
        ("publish", release["id"]),
        ("publish", other["id"]),
        ("correct", release["id"]),
        ("withdraw", release["id"]),
    ]
    assert page.last_seq == head.seq == 4
    rest = msgspec.json.decode((await house.http.get("/log?after=3")).content, type=LogPage)
    assert rest.entries == page.entries[3:]


async def test_the_public_keys_hold_no_secret(house: House) -> None:
    keys = (await house.http.get("/jwks.json")).json()["keys"]
    assert [set(key) for key in keys] == [{"crv", "x", "kty", "use", "alg", "kid"}]


@pytest.mark.parametrize("path", ["/log", "/feed.json", "/feed.atom"])
async def test_whoever_has_the_newest_is_told_so_in_no_bytes(house: House, path: str) -> None:
    empty = await house.http.get(path)
    assert empty.status_code == 200
    release = await house.published()
    full = await house.http.get(path, headers={"If-None-Match": empty.headers["etag"]})
    assert full.status_code == 200
    for sent in (full.headers["etag"], f'"other", W/{full.headers["etag"]}', "*"):
        again = await house.http.get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == full.headers["etag"]
    await house.withdrawn(release)
    changed = await house.http.get(path, headers={"If-None-Match": full.headers["etag"]})
    assert changed.status_code == 200


async def test_the_json_feed_shows_each_release_once_with_its_last_word(house: House) -> None:
    first = await house.published(headline="Một")
    second = await house.published(headline="Hai & <ba>")
    await house.corrected(first, headline="Một, đính chính")
    feed = (await house.http.get("/feed.json")).json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["Một, đính chính", "Hai & <ba>"]
    assert feed["items"][0]["_caunoi"]["edition"] == 2
    await house.withdrawn(second)
    feed = (await house.http.get("/feed.json", headers={"accept-language": "en"})).json()
    assert feed["items"][0]["content_html"] == "<p>Withdrawn: Nhầm tệp.</p>"
    assert feed["items"][0]["id"] == f"urn:uuid:{second['id']}"
    assert "xe buýt mới" not in feed["items"][0]["content_html"]


async def test_the_atom_feed_deletes_what_is_withdrawn(house: House) -> None:
    kept = await house.published(headline="Hai & <ba>")
    gone = await house.withdrawn(await house.published())
    answer = await house.http.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)
    (entry,) = feed.findall(f"{{{ATOM}}}entry")
    assert entry.findtext(f"{{{ATOM}}}id") == f"urn:uuid:{kept['id']}"
    assert entry.findtext(f"{{{ATOM}}}title") == "Hai & <ba>"
    (deleted,) = feed.findall(f"{{{TOMBSTONES}}}deleted-entry")
    assert deleted.get("ref") == f"urn:uuid:{gone['id']}"
    for required in ("id", "title", "updated"):
        assert feed.findtext(f"{{{ATOM}}}{required}")


async def test_feeds_are_paged_without_loss(house: House) -> None:
    made = [(await house.published(headline=f"Số {number}"))["id"] for number in range(23)]
    seen: list[str] = []
    url: str | None = "/feed.json"
    while url is not None:
        page = (await house.http.get(url.removeprefix(f"{ORIGIN}/distribution/v1"))).json()
        seen += every(page)
        url = page.get("next_url")
    assert seen == [f"urn:uuid:{each}" for each in reversed(made)]
