"""Press events, invitations and accreditation over HTTP: refusals first, then the whole way."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.events.entrypoints.api import create_api
from services.events.settings import Settings
from shared.contracts.events import (
    InvitationAnswered,
    PassIssued,
    PassRevoked,
    PressEventAnnounced,
    PressEventCancelled,
    PressEventRescheduled,
)
from shared.ids import uuid7
from tests.events.house import ENDS, NOW, STARTS, House, notice, problem, when


async def test_without_a_database_it_is_alive_and_not_ready(house: House) -> None:
    settings = house.parts.settings
    nowhere = Settings(
        database_url="postgresql://nobody@127.0.0.1:9/nothing",
        nats_url="nats://127.0.0.1:9",
        public_url="http://127.0.0.1:8000",
        jwks_url="http://127.0.0.1:9/jwks.json",
        pass_signing_key_file=settings.pass_signing_key_file,
    )
    app: Any = create_api(nowhere)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        assert (await client.get("/events/livez")).status_code == 200
        problem(await client.get("/events/readyz"), 503, "temporarily-unavailable")


SHORT = STARTS.replace(day=14, hour=20)
BAD: list[tuple[dict[str, Any], int, str, str]] = [
    ({"title": " \u200b".strip("\u200b")}, 400, "empty-text", "title"),
    ({"title": "a\x07"}, 400, "invalid-text", "title"),
    ({"title": ""}, 400, "invalid-body", "title"),
    ({"documents": []}, 400, "invalid-body", "documents"),
    ({"documents": [{"title": "x", "link": "javascript:alert(1)"}]}, 400, "invalid-link", "link"),
    ({"documents": [{"title": "x", "link": "https:///nowhere"}]}, 400, "invalid-link", "link"),
    ({"when": when(ends_at=STARTS)}, 422, "invalid-times", "ends_at"),
    ({"when": when(ends_at=STARTS + timedelta(days=4))}, 422, "invalid-times", "ends_at"),
    ({"when": when(reply_until=STARTS + timedelta(seconds=1))}, 422, "invalid-times", "reply_until"),
    ({"when": when(starts_at=NOW, reply_until=None)}, 422, "invalid-times", "starts_at"),
    ({"when": when(starts_at=SHORT, ends_at=ENDS, reply_until=None)}, 422, "notice-too-short", "starts_at"),
    ({"when": when(starts_at="2026-09-16T08:00:00")}, 400, "invalid-body", "when.starts_at"),
    ({"invited": {}}, 422, "nobody-invited", "invited"),
    ({"invited": {"types": ["RADIO"]}}, 422, "nobody-invited", "invited"),
    ({"invited": {"press_agency_ids": [str(uuid7())]}}, 422, "press-agency-unknown", "press_agency_ids"),
    ({"invited": {"reporter_ids": [str(uuid7())]}}, 422, "reporter-unknown", "reporter_ids"),
    ({"surprise": 1}, 400, "invalid-body", "surprise"),
]


@pytest.mark.parametrize(("changes", "status", "code", "field"), BAD, ids=lambda value: str(value)[:40])
async def test_a_notice_that_breaks_a_rule_is_refused_and_leaves_nothing(
    house: House, changes: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = await house.http.post("/press-events", json=notice(**changes), headers=house.organiser())
    problem(answer, status, code, field)
    assert (await house.stored("press_events"), await house.stored("invitations"), await house.told()) == (
        0,
        0,
        [],
    )


async def test_the_committee_needs_no_notice_ahead(house: House) -> None:
    soon = NOW + timedelta(hours=2)
    times = when(starts_at=soon, ends_at=soon + timedelta(hours=1), reply_until=None)
    press_event = await house.announce(house.organiser(house.committee), when=times)
    assert press_event["reply_until"] == press_event["starts_at"]


async def test_an_agency_nobody_has_heard_of_announces_nothing(house: House) -> None:
    answer = await house.http.post("/press-events", json=notice(), headers=house.organiser(uuid7()))
    problem(answer, 409, "agency-unknown")


async def test_the_notice_tells_the_bus_and_invites(house: House) -> None:
    press_event = await house.announce(invited={"types": ["ONLINE"], "reporter_ids": [str(house.third_id)]})
    assert [newsroom["name"] for newsroom in press_event["invited"]] == ["Báo Minh họa PRINT"]
    (told,) = await house.told()
    assert isinstance(told, PressEventAnnounced)
    assert (told.title, told.starts_at, told.aggregate_version) == (press_event["title"], STARTS, 1)
    invitations = await house.get(f"/invitations?press_event_id={press_event['id']}", house.organiser())
    assert {one["named_reporter_id"] for one in invitations["items"]} == {None, str(house.third_id)}


async def test_inviting_again_passes_over_who_is_invited(house: House) -> None:
    press_event = await house.announce(invited={"press_agency_ids": [str(house.newsroom)]})
    body = {
        "invited": {"everyone": True},
        "message": "Kính mời",
        "materials": [{"title": "Thông cáo", "link": "https://example.vn/tc"}],
    }
    path = f"/press-events/{press_event['id']}/invitations"
    assert (await house.post(path, body, house.organiser()))["invitations"] == 1
    assert (await house.post(path, body, house.organiser()))["invitations"] == 0
    other = await house.invitation(press_event, house.other_newsroom)
    assert (other["message"], other["materials"][0]["title"]) == ("Kính mời", "Thông cáo")


async def test_another_agency_neither_moves_nor_cancels_nor_invites_nor_decides(house: House) -> None:
    press_event = await house.announce()
    invitation, stranger = await house.accepted(press_event), house.organiser(house.committee)
    home = f"/press-events/{press_event['id']}"
    problem(await house.act(f"{home}/schedule", press_event, stranger, **when()), 403, "not-the-organiser")
    problem(
        await house.act(f"{home}/cancellation", press_event, stranger, reason="x"), 403, "not-the-organiser"
    )
    answer = await house.http.post(
        f"{home}/invitations", json={"invited": {"everyone": True}}, headers=stranger
    )
    problem(answer, 403, "not-the-organiser")
    path = f"/invitations/{invitation['id']}/accreditation"
    problem(await house.act(path, invitation, stranger, decision="granted"), 404, "invitation-not-found")


async def test_a_move_needs_notice_again_and_changes_something(house: House) -> None:
    press_event = await house.announce()
    path = f"/press-events/{press_event['id']}/schedule"
    problem(await house.act(path, press_event, house.organiser(), **when()), 409, "nothing-changes")
    sooner = when(starts_at=NOW + timedelta(hours=20), ends_at=ENDS, reply_until=None)
    problem(await house.act(path, press_event, house.organiser(), **sooner), 422, "notice-too-short")
    answer = await house.act(path, {"version": 7}, house.organiser(), **when(place="Nơi khác"))
    problem(answer, 412, "stale-version")
    moved = await house.done(path, press_event, house.organiser(), **when(place="Nơi khác"))
    assert (moved["place"], moved["version"]) == ("Nơi khác", 2)
    assert [type(event) for event in await house.told()] == [PressEventAnnounced, PressEventRescheduled]


async def test_what_is_cancelled_or_over_changes_no_more(house: House) -> None:
    press_event, over = await house.announce(), await house.announce()
    home = f"/press-events/{press_event['id']}"
    cancelled = await house.done(f"{home}/cancellation", press_event, house.organiser(), reason="Bão số 5")
    assert (cancelled["status"], cancelled["cancel_reason"]) == ("cancelled", "Bão số 5")
    assert isinstance((await house.told())[-1], PressEventCancelled)
    answer = await house.act(f"{home}/schedule", cancelled, house.organiser(), **when(place="x"))
    problem(answer, 409, "press-event-cancelled")
    house.clock.set(ENDS)
    path = f"/press-events/{over['id']}/cancellation"
    problem(await house.act(path, over, house.organiser(), reason="x"), 409, "press-event-over")


async def test_a_reply_after_the_deadline_is_refused(house: House) -> None:
    press_event = await house.announce()
    invitation = await house.invitation(press_event)
    house.clock.set(STARTS - timedelta(hours=12) + timedelta(seconds=1))
    path = f"/invitations/{invitation['id']}/answer"
    answer = await house.act(path, invitation, house.editor(), answer="declined")
    problem(answer, 409, "reply-deadline-passed")
    assert (await house.invitation(press_event))["status"] == "pending"


async def test_who_comes_is_a_verified_reporter_of_the_newsroom(house: House) -> None:
    press_event = await house.announce()
    invitation = await house.invitation(press_event)
    path, who = f"/invitations/{invitation['id']}/answer", house.editor()
    problem(await house.act(path, invitation, who, answer="accepted"), 422, "no-attendee", "attendee")
    stranger = uuid7()
    await house.hear(house.verified(stranger, house.other_newsroom))
    for nobody in (uuid7(), stranger):
        body = {"answer": "accepted", "reporter_id": str(nobody), "attendee_name": "Ai đó"}
        problem(await house.act(path, invitation, who, **body), 422, "not-a-reporter-of-the-newsroom")
    await house.hear(house.suspended())
    body = {"answer": "accepted", "reporter_id": str(house.reporter_id), "attendee_name": "Lê Thị Minh Họa"}
    problem(await house.act(path, invitation, who, **body), 422, "not-a-reporter-of-the-newsroom")


async def test_a_reporter_answers_for_himself_only_and_strangers_learn_nothing(house: House) -> None:
    press_event = await house.announce()
    invitation = await house.invitation(press_event)
    path = f"/invitations/{invitation['id']}/answer"
    body = {"answer": "accepted", "reporter_id": str(house.colleague_id), "attendee_name": "Đồng nghiệp"}
    problem(await house.act(path, invitation, house.reporter(), **body), 403, "not-yours-to-answer")
    other = house.editor(house.other_newsroom)
    problem(await house.act(path, invitation, other, **body), 404, "invitation-not-found")
    problem(
        await house.http.get(f"/invitations/{invitation['id']}", headers=other), 404, "invitation-not-found"
    )
    mine = await house.done(path, invitation, house.reporter(house.colleague_id), **body)
    assert (mine["status"], mine["accreditation"]) == ("accepted", "requested")
    problem(await house.act(path, mine, house.reporter(), answer="declined"), 403, "not-yours-to-answer")


async def test_a_newsroom_changes_its_mind_and_the_bus_counts_its_answers(house: House) -> None:
    press_event = await house.announce()
    accepted = await house.accepted(press_event)
    own = await house.granted(accepted)
    path = f"/invitations/{accepted['id']}/answer"
    current = await house.invitation(press_event)
    declined = await house.done(path, current, house.editor(), answer="declined", note="Trùng lịch")
    assert (declined["status"], declined["attendee_name"], declined["pass_id"]) == ("declined", None, None)
    answers = [event for event in await house.told() if isinstance(event, InvitationAnswered)]
    assert [(event.answer, event.aggregate_version) for event in answers] == [
        ("accepted", 1),
        ("declined", 2),
    ]
    assert isinstance((await house.told())[-2], PassRevoked)
    assert (await house.get(f"/passes/{own['id']}", house.organiser()))["status"] == "revoked"


async def test_a_substitute_is_decided_anew_and_the_first_pass_is_void(house: House) -> None:
    press_event = await house.announce()
    first = await house.pass_of(press_event)
    invitation = await house.invitation(press_event)
    path = f"/invitations/{invitation['id']}/substitute"
    same = {"reporter_id": str(house.reporter_id), "attendee_name": "Lê Thị Minh Họa"}
    problem(await house.act(path, invitation, house.editor(), **same), 409, "same-attendee")
    other = {"reporter_id": str(house.colleague_id), "attendee_name": "Phạm Văn Thế"}
    changed = await house.done(path, invitation, house.editor(), **other)
    assert (changed["accreditation"], changed["pass_id"]) == ("requested", None)
    assert (await house.get(f"/passes/{first['id']}", house.organiser()))["status"] == "revoked"
    second = await house.granted(changed)
    assert (second["holder_name"], second["status"]) == ("Phạm Văn Thế", "valid")


async def test_whoever_is_inside_is_not_replaced(house: House) -> None:
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    house.clock.set(STARTS)
    assert (await house.scan(press_event, own["token"])).status_code == 201
    invitation = await house.invitation(press_event)
    body = {"reporter_id": str(house.colleague_id), "attendee_name": "Phạm Văn Thế"}
    path = f"/invitations/{invitation['id']}/substitute"
    problem(await house.act(path, invitation, house.editor(), **body), 409, "attendee-has-entered")


async def test_an_accreditation_needs_an_acceptance_a_reason_and_good_standing(house: House) -> None:
    press_event = await house.announce()
    pending = await house.invitation(press_event)
    path, who = f"/invitations/{pending['id']}/accreditation", house.organiser()
    problem(await house.act(path, pending, who, decision="granted"), 409, "invitation-not-accepted")
    accepted = await house.accepted(press_event)
    problem(await house.act(path, accepted, who, decision="refused"), 422, "reason-missing", "reason")
    await house.hear(house.suspended())
    problem(await house.act(path, accepted, who, decision="granted"), 409, "reporter-suspended")
    refused = await house.done(path, accepted, who, decision="refused", reason="Hết chỗ")
    assert (refused["accreditation"], refused["refusal_reason"], refused["pass_id"]) == (
        "refused",
        "Hết chỗ",
        None,
    )
    problem(await house.act(path, refused, who, decision="granted"), 409, "already-decided")


async def test_a_pass_tells_the_bus_ids_and_no_name(house: House) -> None:
    own = await house.pass_of(await house.announce())
    issued = [event for event in await house.told() if isinstance(event, PassIssued)]
    assert [(str(event.pass_id), event.reporter_id) for event in issued] == [(own["id"], house.reporter_id)]
    rows = await house.database.fetch("SELECT payload FROM outbox")
    assert not [row for row in rows if "Minh Họa".encode() in row["payload"]]


async def test_a_pass_is_taken_back_once_by_its_organiser(house: House) -> None:
    own = await house.pass_of(await house.announce())
    path = f"/passes/{own['id']}/revocation"
    problem(await house.act(path, own, house.organiser(house.committee), reason="x"), 404, "pass-not-found")
    problem(await house.act(path, {"version": 9}, house.organiser(), reason="x"), 412, "stale-version")
    revoked = await house.done(path, own, house.organiser(), reason="Nhầm người")
    assert (revoked["status"], revoked["version"]) == ("revoked", 2)
    problem(await house.act(path, revoked, house.organiser(), reason="x"), 409, "pass-already-revoked")


async def test_the_invited_are_shown_to_the_organiser_and_hidden_from_the_press(house: House) -> None:
    press_event = await house.announce()
    path = f"/press-events/{press_event['id']}"
    assert len((await house.get(path, house.organiser()))["invited"]) == 2
    assert (await house.get(path, house.reporter()))["invited"] is None
    listed = await house.get("/press-events?upcoming=true&limit=1", house.reporter())
    assert [one["id"] for one in listed["items"]] == [press_event["id"]]


async def test_the_same_request_with_the_same_key_announces_once(house: House) -> None:
    headers = {**house.organiser(), "Idempotency-Key": "announce-1"}
    first = await house.http.post("/press-events", json=notice(), headers=headers)
    again = await house.http.post("/press-events", json=notice(), headers=headers)
    assert (first.json(), again.headers["idempotency-replayed"]) == (again.json(), "true")
    assert (await house.stored("press_events"), len(await house.told())) == (1, 1)
