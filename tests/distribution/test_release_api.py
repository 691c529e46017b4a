"""Releases through the HTTP door: what is refused, then the way from draft to withdrawal."""

from typing import Any
from uuid import UUID

import pytest

from services.distribution.adapters.seals import digest, verify
from shared.contracts.distribution import ReleaseCorrected, ReleasePublished, ReleaseWithdrawn
from shared.ids import uuid7
from tests.distribution.house import TEXT, House, hue, problem

PAST, AHEAD = "2026-09-21T08:59:00+07:00", "2026-09-21T15:00:00+07:00"
ACTS: dict[str, dict[str, Any] | None] = {
    "draft": TEXT,
    "submission": None,
    "return": {"reason": "Thiếu số liệu."},
    "schedule": {"at": AHEAD},
    "approval": None,
    "publication": None,
    "correction": {"reason": "Sai ngày."},
    "withdrawal": {"reason": "Nhầm tệp."},
}
SPEAKERS_ONLY = ("approval", "publication", "withdrawal")


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"urgent": True}, 400, "invalid-body", "urgent"),
        ({"headline": " "}, 400, "empty-text", "headline"),
        ({"headline": "hai\ndòng"}, 400, "invalid-text", "headline"),
        ({"headline": "chuông\u0007"}, 400, "invalid-text", "headline"),
        ({"body": "<p> </p>"}, 400, "empty-text", "body"),
        ({"body": "<p>Xin chào</p><script>alert(1)</script>"}, 422, "active-content", "body"),
        ({"body": '<p onclick="x()">Xin chào</p>'}, 422, "active-content", "body"),
        ({"body": '<a href="java\tscript:x()">Xin chào</a>'}, 422, "active-content", "body"),
        ({"body": "<p>a</p><svg><animate onbegin=x /></svg>"}, 422, "active-content", "body"),
        ({"body": "<iframe src='https://example.vn'></iframe>a"}, 422, "active-content", "body"),
        ({"urgency": "urgent"}, 400, "invalid-body", "urgency"),
        ({"contact": {"name": "Ai đó"}}, 422, "contact-incomplete", "contact"),
        ({"contact": {"name": "Ai đó", "email": "không"}}, 400, "invalid-body", "contact.email"),
        ({"embargoed_until": PAST}, 422, "embargo-in-the-past", "embargoed_until"),
        ({"embargoed_until": "2026-09-21T15:00:01+07:00"}, 422, "embargo-not-a-minute", "embargoed_until"),
        ({"embargoed_until": "2026-09-21T15:00:00"}, 400, "invalid-body", "embargoed_until"),
        ({"attachments": [{"media_id": str(UUID(int=7))}]}, 422, "media-unknown", "attachments"),
    ],
)
async def test_a_bad_text_is_refused_and_leaves_nothing(
    house: House, change: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = await house.http.post("/releases", json={**TEXT, **change}, headers=house.officer())
    problem(answer, status, code, field)
    assert await house.count("releases") == 0


async def test_only_people_of_an_agency_that_is_known_write_releases(house: House) -> None:
    problem(await house.http.post("/releases", json=TEXT), 401, "unauthenticated")
    problem(await house.http.post("/releases", json=TEXT, headers=house.reporter()), 403, "forbidden")
    homeless = house.issuer.bearer("focal_officer")
    problem(await house.http.post("/releases", json=TEXT, headers=homeless), 403, "not-your-release")
    stranger = house.officer(uuid7())
    problem(await house.http.post("/releases", json=TEXT, headers=stranger), 422, "agency-unknown")


@pytest.mark.parametrize("act", ACTS)
async def test_an_act_needs_a_version_and_a_release_of_the_own_agency(house: House, act: str) -> None:
    release, body = await house.draft(), ACTS[act] or {}
    who = house.speaker()
    address = f"/releases/{release['id']}/{act}"
    method = "PUT" if act in ("draft", "schedule") else "POST"
    missing = await house.http.request(method, address, json=body or None, headers=who)
    problem(missing, 428, "version-required")
    problem(await house.act({**release, "version": 9}, act, who, **body), 412, "stale-version")
    problem(await house.act({**release, "id": uuid7()}, act, who, **body), 404, "release-not-found")
    stranger = house.issuer.bearer("spokesperson", agency_id=house.other_agency)
    problem(await house.act(release, act, stranger, **body), 404, "release-not-found")
    problem(await house.act(release, act, house.reporter(), **body), 403, "forbidden")
    problem(await house.http.request(method, address, json=body or None), 401, "unauthenticated")


@pytest.mark.parametrize("act", SPEAKERS_ONLY)
async def test_only_an_active_spokesperson_speaks_for_the_agency(house: House, act: str) -> None:
    release = await house.published() if act == "withdrawal" else await house.draft()
    release = release if act == "withdrawal" else await house.done(release, "submission", house.officer())
    body = ACTS[act] or {}
    problem(await house.act(release, act, house.officer(), **body), 403, "forbidden")
    impostor = house.issuer.bearer("spokesperson", agency_id=house.agency)
    problem(await house.act(release, act, impostor, **body), 403, "not-an-active-spokesperson")
    await house.revoke_speaker()
    problem(await house.act(release, act, house.speaker(), **body), 403, "not-an-active-spokesperson")


async def test_nobody_approves_what_he_has_worked_on(house: House) -> None:
    release = await house.done(await house.draft(house.speaker()), "submission", house.speaker())
    problem(await house.act(release, "approval", house.speaker()), 403, "approval-by-author")
    release = await house.done(release, "return", house.head(), reason="Thêm số liệu.")
    release = await house.done(release, "draft", house.head(), **TEXT)
    release = await house.done(release, "submission", house.officer())
    problem(await house.act(release, "approval", house.speaker()), 403, "approval-by-author")
    problem(await house.act(release, "approval", house.head()), 403, "approval-by-author")
    assert await house.count("editions") == 0


async def test_steps_are_taken_in_their_order(house: House) -> None:
    release = await house.draft()
    for act in ("approval", "publication"):
        problem(await house.act(release, act, house.speaker()), 409, "wrong-status")
    for act in ("correction", "withdrawal"):
        problem(await house.act(release, act, house.speaker(), reason="x"), 409, "release-not-public")
    release = await house.done(release, "submission", house.officer())
    problem(await house.act(release, "draft", house.officer(), **TEXT), 409, "wrong-status")
    problem(await house.act(release, "submission", house.officer()), 409, "wrong-status")
    problem(await house.act(release, "publication", house.speaker()), 409, "wrong-status")


async def test_what_is_withdrawn_is_never_published_or_changed_again(house: House) -> None:
    release = await house.withdrawn(await house.published())
    for act, body in ACTS.items():
        problem(await house.act(release, act, house.speaker(), **(body or {})), 409, "release-withdrawn")


async def test_an_approval_lapses_with_the_spokesperson(house: House) -> None:
    release = await house.approved()
    await house.revoke_speaker()
    problem(await house.act(release, "publication", house.head()), 409, "approval-lapsed")
    release = await house.done(release, "return", house.head(), reason="Duyệt lại.")
    release = await house.done(release, "submission", house.officer())
    release = await house.done(release, "approval", house.head())
    release = await house.done(release, "publication", house.head())
    assert release["public"]["document"]["spokesperson"]["name"] == "Lê Văn Minh Họa"


async def test_a_schedule_lies_ahead(house: House) -> None:
    release = await house.draft()
    problem(await house.act(release, "schedule", house.officer(), at=PAST), 422, "schedule-in-the-past", "at")
    problem(await house.act(release, "schedule", house.officer(), at="mai"), 400, "invalid-body", "at")


async def test_a_correction_has_no_embargo(house: House) -> None:
    release = await house.done(await house.published(), "correction", house.officer(), reason="Sai ngày.")
    answer = await house.act(release, "draft", house.officer(), **{**TEXT, "embargoed_until": AHEAD})
    problem(answer, 422, "embargo-on-correction", "embargoed_until")


async def test_a_repeated_key_acts_once(house: House) -> None:
    headers = {**house.officer(), "Idempotency-Key": "mot-lan"}
    first = await house.http.post("/releases", json=TEXT, headers=headers)
    second = await house.http.post("/releases", json=TEXT, headers=headers)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert await house.count("releases") == 1


async def test_from_draft_to_withdrawal_every_edition_is_signed_and_told_once(house: House) -> None:
    first = await house.published()
    assert (first["publication"], first["edition"], first["pending"]) == ("published", 1, None)
    assert first["code"].startswith("TC-2026-")
    second = await house.corrected(first, headline="Thành phố Huế mở thêm ba tuyến xe buýt")
    third = await house.withdrawn(second)
    assert (third["publication"], third["edition"]) == ("withdrawn", 3)
    notice = third["public"]["document"]
    assert (notice["kind"], notice["reason"], notice["body"], notice["media"]) == (
        "withdrawal",
        "Nhầm tệp.",
        "",
        [],
    )
    keys = house.office.keys.public()
    previous = None
    for number, shown in enumerate((first, second, third), 1):
        content = (await house.http.get(f"/releases/{first['id']}/editions/{number}/content")).content
        view = (await house.http.get(f"/releases/{first['id']}/editions/{number}")).json()
        assert digest(content) == view["content_hash"] == shown["public"]["content_hash"]
        assert verify(content, view["signature"], keys) == house.office.keys.signing.kid
        assert view["document"]["supersedes"] == previous
        previous = view["content_hash"]
    told = await house.told()
    assert [type(event) for event in told] == [ReleasePublished, ReleaseCorrected, ReleaseWithdrawn]
    assert [event.aggregate_version for event in told] == [1, 2, 3]


async def test_the_release_names_spokesperson_agency_and_contact(house: House) -> None:
    document = (await house.published())["public"]["document"]
    assert document["spokesperson"]["name"] == "Trần Thị Minh Họa"
    assert document["agency"] == {"id": str(house.agency), "name": "Sở Minh họa 0"}
    assert document["contact"]["email"] == "vp@example.vn"


async def test_word_processors_markup_goes_and_formatting_stays(house: House) -> None:
    body = '<p class="MsoNormal" style="color:red"><o:p>Xin <b>chào</b></o:p> <a href="https://hue.gov.vn">x</a></p>'
    release = await house.draft(body=body)
    stored = release["pending"]["content"]["body"]
    assert "<b>chào</b>" in stored
    assert 'href="https://hue.gov.vn"' in stored
    assert not any(word in stored for word in ("Mso", "style", "o:p"))


async def test_published_editions_and_the_log_cannot_be_changed_in_the_database(house: House) -> None:
    await house.published()
    for statement in (
        "UPDATE editions SET signature = 'x'",
        "DELETE FROM editions",
        "UPDATE release_log SET hash = 'x'",
        "DELETE FROM release_log",
    ):
        with pytest.raises(Exception, match="append-only"):
            await house.database.fetch(statement)


async def test_a_correction_in_work_changes_nothing_for_the_public(house: House) -> None:
    release = await house.published()
    before = (await house.http.get(f"/releases/{release['id']}")).json()
    changed = await house.done(release, "correction", house.officer(), reason="Sai ngày.")
    await house.done(changed, "draft", house.officer(), **{**TEXT, "headline": "Tiêu đề bí mật"})
    after = await house.http.get(f"/releases/{release['id']}")
    assert after.json() == before
    assert after.headers["etag"] == '"edition-1"'
    for query in ({"q": "bí mật"}, {"status": "draft"}):
        assert (await house.http.get("/releases", params=query)).json()["items"] == []
    own = await house.http.get("/releases", params={"q": "bi mat"}, headers=house.officer())
    assert [item["id"] for item in own.json()["items"]] == [release["id"]]


async def test_lists_are_filtered_searched_without_accents_and_paged(house: House) -> None:
    made = []
    for number in range(3):
        house.clock.set(hue(f"2026-09-21 1{number}:00"))
        made.append(await house.published(headline=f"Cầu Trường Tiền số {number}", urgency="flash"))
    await house.draft(headline="Cầu chưa công bố")
    found = await house.http.get("/releases", params={"q": "cau truong tien", "limit": 2})
    page = found.json()
    assert [item["id"] for item in page["items"]] == [made[2]["id"], made[1]["id"]]
    rest = await house.http.get("/releases", params={"cursor": page["next_cursor"], "q": "CẦU"})
    assert [item["id"] for item in rest.json()["items"]] == [made[0]["id"]]
    for params, expected in (
        ({"urgency": "flash"}, 3),
        ({"urgency": "routine"}, 0),
        ({"agency_id": str(house.agency)}, 3),
        ({"agency_id": str(house.other_agency)}, 0),
        ({"publication": "withdrawn"}, 0),
        ({"listed_from": "2026-09-21T11:00:00+07:00", "listed_to": "2026-09-21T12:00:00+07:00"}, 1),
    ):
        items = (await house.http.get("/releases", params=params)).json()["items"]
        assert len(items) == expected, params
    problem(await house.http.get("/releases", params={"cursor": "bm8"}), 400, "invalid-parameter", "cursor")
