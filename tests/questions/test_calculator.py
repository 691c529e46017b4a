"""The public calculator: anybody may ask when a term ends, and is told why, in his language."""

from typing import Any

import httpx
import pytest

from tests.questions.house import House

RECEIVED = "2026-11-20T09:00:00+07:00"
THREE = {"kind": "WORKING_DAYS", "amount": 3}


async def asked(house: House, language: str = "en", **body: Any) -> httpx.Response:
    address, headers = "/deadline-calculations", {"Accept-Language": language}
    return await house.http.post(address, json={"received_at": RECEIVED, **body}, headers=headers)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"received_at": "2026-11-20T09:00:00"}, 400, "invalid-body"),
        ({"term": {"kind": "WORKING_DAYS", "amount": 0}}, 400, "invalid-body"),
        ({"term": {"kind": "MONTHS", "amount": 1}}, 400, "invalid-body"),
        ({"received_at": "0001-01-01T00:00:00+14:00"}, 422, "invalid-calculation"),
        ({"pauses": [{"since": "9999-12-31T23:59:59-12:00"}]}, 422, "invalid-calculation"),
        ({"policy_version": "a\u0000"}, 400, "malformed-body"),
        ({"unknown": 1}, 400, "invalid-body"),
        ({"received_at": "1999-01-01T09:00:00+07:00"}, 409, "no-policy-in-force"),
        ({"policy_version": "never"}, 409, "no-policy-in-force"),
        ({"received_at": "2032-12-30T09:00:00+07:00", "term": THREE}, 409, "calendar-too-short"),
        ({"term": {"kind": "CLOCK_HOURS", "amount": 24}, "receipt": {}}, 200, None),
        (
            {"term": {"kind": "CLOCK_HOURS", "amount": 24}, "receipt": {"working_days_only": True}},
            422,
            "invalid-calculation",
        ),
        ({"extensions": [{"decided_at": RECEIVED}]}, 422, "invalid-calculation"),
        ({"pauses": [{"since": "2026-11-19T09:00:00+07:00"}]}, 422, "invalid-calculation"),
        ({"pauses": [{"since": RECEIVED}, {"since": RECEIVED}]}, 422, "invalid-calculation"),
        (
            {"pauses": [{"since": RECEIVED, "until": "2026-11-19T09:00:00+07:00"}]},
            422,
            "invalid-calculation",
        ),
    ],
)
async def test_what_cannot_be_counted_is_refused_with_its_reason(
    house: House, body: dict[str, Any], status: int, code: str | None
) -> None:
    answer = await asked(house, **body)
    assert answer.status_code == status, answer.text
    assert code is None or answer.json()["type"].endswith(code)


async def test_without_a_term_the_policy_in_force_counts(house: House) -> None:
    view = (await asked(house)).json()
    assert (view["policy_version"], view["last_day"]) == ("demo-5-working-days", "2026-11-30")


async def test_pauses_and_extensions_are_explained_in_vietnamese(house: House) -> None:
    answer = await asked(
        house,
        "vi",
        term=THREE,
        pauses=[{"since": "2026-11-23T10:00:00+07:00", "until": "2026-11-25T10:00:00+07:00"}],
        extensions=[{"decided_at": "2026-11-26T10:00:00+07:00", "by": {"kind": "WORKING_DAYS", "amount": 1}}],
    )
    view = answer.json()
    assert answer.headers["content-language"] == "vi"
    assert (view["last_day"], view["original_due_at"]) == ("2026-11-30", "2026-11-28T00:00:00+07:00")
    assert view["summary"].endswith("được gia hạn, hạn ban đầu Thứ Sáu 27/11/2026")
    texts = "\n".join(step["text"] for step in view["trace"])
    assert "Thứ Hai 23/11/2026: không tính, thời hạn tạm dừng (phóng viên được đề nghị làm rõ)" in texts
    assert "Thứ Ba 24/11/2026: không tính (ngày lễ, Ngày Văn hóa Việt Nam)" in texts
    assert "Thứ Hai 30/11/2026: ngày thứ 4, theo gia hạn (ngày làm việc)" in texts


async def test_part_of_a_day_is_told_apart(house: House) -> None:
    view = (
        await asked(
            house,
            term={"kind": "OFFICE_HOURS", "amount": 4},
            pauses=[{"since": "2026-11-20T10:00:00+07:00", "until": "2026-11-20T11:00:00+07:00"}],
        )
    ).json()
    assert view["due_at"] == "2026-11-20T15:30:00+07:00"
    assert view["trace"][0]["text"] == (
        "Friday 2026-11-20: 4 h 0 min counted (working day); "
        "part of the day not counted: the reporter was asked to clarify"
    )


async def test_the_order_in_which_pauses_are_given_is_nothing_to_the_count(house: House) -> None:
    pauses = [
        {"since": "2026-11-20T11:00:00+07:00", "until": "2026-11-20T11:30:00+07:00"},
        {"since": "2026-11-20T10:00:00+07:00", "until": "2026-11-20T11:00:00+07:00"},
    ]
    for given in (pauses, pauses[::-1]):
        answer = await asked(house, term={"kind": "OFFICE_HOURS", "amount": 4}, pauses=given)
        assert answer.json()["due_at"] == "2026-11-20T16:00:00+07:00", answer.text
