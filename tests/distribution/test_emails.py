"""Mail to newsrooms: nothing before it was confirmed, the text in their language, withdrawals to takers."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from deploy.local.simulators.smtp_sink import Sink
from services.distribution.settings import Settings
from shared.contracts import registry
from shared.contracts.distribution import DeliveryConfirmed
from shared.ids import uuid7
from shared.settings import ServiceSettings
from tests.distribution.house import House, MakeHouse, problem
from tests.distribution.newsrooms import FAST, mailbox, newsroom_admin, sending, settings_of, until

ADDRESS = "tin@toasoan.example.vn"


@pytest.fixture
def sink() -> Any:
    with mailbox() as made:
        yield made


@pytest.fixture
def smtp(sink: tuple[Sink, int]) -> dict[str, str]:
    return {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(sink[1]),
        "SMTP_TLS": "none",
        "MAIL_FROM": "Cầu Nối <bao-tin@example.vn>",
    }


@pytest.fixture
def fast(service_settings: Callable[..., ServiceSettings], smtp: dict[str, str]) -> Settings:
    return settings_of(service_settings, **smtp)


@pytest.fixture
async def house(make_house: MakeHouse, smtp: dict[str, str]) -> AsyncIterator[House]:
    made = make_house(**FAST, **smtp)
    await made.furnish()
    async with made.http:
        yield made


async def entered(house: House, address: str = ADDRESS, **fields: Any) -> dict[str, Any]:
    body = {"address": address, **fields}
    answer = await house.http.post("/email-addresses", json=body, headers=newsroom_admin(house))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def text_of(mail: EmailMessage) -> str:
    return str(mail.get_content())


def link_in(mail: EmailMessage) -> str:
    line = next(line for line in text_of(mail).splitlines() if "/confirmation/" in line)
    return line.partition("/distribution/v1")[2].strip()


async def confirmed(house: House, sink: Sink, address: str = ADDRESS, **fields: Any) -> dict[str, Any]:
    before = len(sink.mails)
    made = await entered(house, address, **fields)
    await until(lambda: len(sink.mails) == before + 1)
    assert (await house.http.post(link_in(sink.mails[-1]))).status_code == 200
    return made


async def settled(house: House) -> bool:
    rows = await house.database.fetch("SELECT count(*) AS n FROM deliveries WHERE status = 'pending'")
    return int(rows[0]["n"]) == 0


async def published(house: House, **fields: Any) -> dict[str, Any]:
    """A public release, whose events the service has heard from the bus."""
    release = await house.published(**fields)
    await heard(house)
    return release


async def heard(house: House) -> None:
    """What the outbox holds comes back over the bus, each time all of it."""
    rows = await house.database.fetch("SELECT event_id, subject, payload FROM outbox ORDER BY position")
    for row in rows:
        if row["subject"].startswith("distribution.release.") and "taken" not in row["subject"]:
            await house.hear(registry.decode(row["subject"], row["payload"]), row["event_id"])


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "a b@toasoan.vn", "a@toasoan.vn\nBcc: x@y.vn", "<a@toasoan.vn>", "a@@b.vn"],
)
async def test_what_is_no_address_is_refused(house: House, address: str) -> None:
    answer = await house.http.post(
        "/email-addresses", json={"address": address}, headers=newsroom_admin(house)
    )
    assert answer.status_code in (400, 422), answer.text
    assert await house.count("email_addresses") == await house.count("deliveries") == 0


async def test_without_a_mail_server_no_address_is_taken(make_house: MakeHouse) -> None:
    house = make_house()
    answer = await house.http.post(
        "/email-addresses", json={"address": ADDRESS}, headers=newsroom_admin(house)
    )
    problem(answer, 409, "emails-not-configured")


async def test_another_newsrooms_address_is_not_found(house: House) -> None:
    made = await entered(house)
    stranger = newsroom_admin(house, uuid7())
    address = f"/email-addresses/{made['id']}"
    problem(await house.http.get(address, headers=stranger), 404, "endpoint-not-found")
    headers = {**stranger, "If-Match": '"1"'}
    problem(await house.http.delete(address, headers=headers), 404, "endpoint-not-found")
    assert (await house.http.get("/email-addresses", headers=stranger)).json() == []
    answer = await house.http.get("/email-addresses", headers=house.reporter())
    problem(answer, 403, "forbidden")


async def test_an_unknown_used_or_old_link_confirms_nothing(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    problem(await house.http.post("/email-addresses/confirmation/" + "a" * 43), 410, "confirmation-unknown")
    async with sending(fast, house.office):
        await entered(house)
        await until(lambda: len(sink[0].mails) == 1)
        link = link_in(sink[0].mails[0])
        house.clock.set(house.clock.now() + timedelta(hours=48, seconds=1))
        problem(await house.http.post(link), 410, "confirmation-unknown")
        await confirmed(house, sink[0], "moi@toasoan.example.vn")
        problem(await house.http.post(link_in(sink[0].mails[-1])), 410, "confirmation-unknown")


async def test_before_the_button_is_pressed_nothing_but_the_question_is_sent(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        await entered(house)
        await until(lambda: len(sink[0].mails) == 1)
        page = await house.http.get(link_in(sink[0].mails[0]))
        assert page.headers["content-type"].startswith("text/html")
        assert "<form method" in page.text
        await published(house)
        await until(lambda: settled(house))
    assert len(sink[0].mails) == 1
    assert await house.count("deliveries") == 1


async def test_a_confirmed_address_gets_releases_in_its_language(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        await confirmed(house, sink[0])
        await confirmed(house, sink[0], "news@toasoan.example.vn", language="en")
        release = await published(house, headline="Khai trương {link} tuyến buýt")
        await until(lambda: len(sink[0].mails) == 4)
        await until(lambda: settled(house))
    mails = {str(mail["To"]): mail for mail in sink[0].mails[2:]}
    assert mails[ADDRESS]["Subject"] == "Thông cáo báo chí: Khai trương {link} tuyến buýt"
    assert mails["news@toasoan.example.vn"]["Subject"].startswith("Press release: ")
    assert f"/distribution/v1/releases/{release['id']}" in text_of(mails[ADDRESS])
    assert "09:00 21/09/2026" in text_of(mails[ADDRESS])
    confirmations = [each for each in await house.told() if isinstance(each, DeliveryConfirmed)]
    about = [each for each in confirmations if each.release_id is not None]
    assert {(each.endpoint_kind, each.press_agency_id) for each in about} == {("email", house.newsroom)}


async def test_a_withdrawal_reaches_those_who_took_it_whatever_they_chose(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        await confirmed(house, sink[0], topics=["release.published"])
        taken, other = await published(house), await published(house)
        answer = await house.http.post(
            f"/releases/{taken['id']}/takes", json={"action": "copy"}, headers=house.reporter()
        )
        assert answer.status_code == 201, answer.text
        await house.withdrawn(taken)
        await house.withdrawn(other)
        await heard(house)
        await until(lambda: len(sink[0].mails) == 4)
        await until(lambda: settled(house))
    subjects = [str(mail["Subject"]) for mail in sink[0].mails[1:]]
    assert [subject.partition(":")[0] for subject in subjects] == ["Thông cáo báo chí"] * 2 + ["Thu hồi"]
    assert str(taken["id"]) in text_of(sink[0].mails[-1])


async def test_what_the_server_refuses_for_good_is_given_up_and_what_it_puts_off_is_tried_again(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        await entered(house, "refused@toasoan.example.vn")
        await entered(house, "later@toasoan.example.vn")
        await until(lambda: _attempted(house))
        sink[0].putting_off = False
        await until(lambda: len(sink[0].mails) == 1)
        await until(lambda: settled(house))
    rows = await house.database.fetch("SELECT status, attempts FROM deliveries ORDER BY position")
    assert tuple(rows[0]) == ("failed", 1)
    assert rows[1][0] == "delivered"
    assert rows[1][1] > 1


async def _attempted(house: House) -> bool:
    rows = await house.database.fetch("SELECT count(*) AS n FROM deliveries WHERE attempts > 0")
    return int(rows[0]["n"]) == 2


async def test_a_removed_address_gets_no_more_mail(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        made = await confirmed(house, sink[0])
        headers = {**newsroom_admin(house), "If-Match": '"2"'}
        answer = await house.http.delete(f"/email-addresses/{made['id']}", headers=headers)
        assert answer.status_code == 204, answer.text
        await published(house)
        await until(lambda: settled(house))
    assert len(sink[0].mails) == 1


async def test_entering_and_removing_an_address_over_and_over_floods_nobody(house: House) -> None:
    for _ in range(10):
        made = await entered(house)
        headers = {**newsroom_admin(house), "If-Match": '"1"'}
        await house.http.delete(f"/email-addresses/{made['id']}", headers=headers)
    body = {"address": ADDRESS}
    answer = await house.http.post("/email-addresses", json=body, headers=newsroom_admin(house))
    problem(answer, 409, "too-many-endpoints")


async def test_the_token_is_nowhere_in_the_database_as_it_is(
    house: House, sink: tuple[Sink, int], fast: Settings
) -> None:
    async with sending(fast, house.office):
        await entered(house)
        await until(lambda: len(sink[0].mails) == 1)
    token = link_in(sink[0].mails[0]).rpartition("/")[2]
    rows = await house.database.fetch("SELECT body FROM delivery_messages")
    hashes = await house.database.fetch("SELECT token_hash FROM email_addresses")
    assert token.encode() not in rows[0][0]
    assert token not in hashes[0][0]
