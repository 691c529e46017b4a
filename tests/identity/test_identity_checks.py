"""Reporters are matched with the population database, simulated as a process of its own that can fail."""

import signal
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from deploy.local import processes
from deploy.local.place import CHECKOUT
from services.identity.adapters.identifier_keys import (
    CipherKey,
    IdentifierCipher,
    UnreadableIdentifier,
    read_key_file,
)
from services.identity.adapters.identifier_rotation import IdentifierRotation
from services.identity.adapters.identifiers import IdentifierDigests
from services.identity.adapters.identity_matching import IdentityMatcher
from services.identity.adapters.population import Connection, HttpPopulationDatabase
from services.identity.adapters.vault import SqlIdentifierVault
from services.identity.application.commands import AskIdentity
from services.identity.domain.model import BirthDate
from services.identity.entrypoints.controllers import reporters as controller
from services.identity.entrypoints.parts import Parts
from shared.ids import uuid7
from tests.identity.house import API, CARD, REPORTER, House, problem

BIRTH = "1990-05-17"
CODE = "CB-0046"


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    log = tmp_path_factory.mktemp("population") / "log"

    def program(port: int) -> processes.Program:
        module = ["-m", "deploy.local.simulators.population", "--port", str(port)]
        return processes.Program(
            "population", [sys.executable, *module], log, environ={"PYTHONPATH": str(CHECKOUT)}
        )

    def answers(port: int) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/control", trust_env=False).is_success
        except httpx.TransportError:
            return False

    child, port = processes.start_listening(program, answers, 0, "Address already in use")
    yield f"http://127.0.0.1:{port}"
    processes.stop(child, signal.SIGTERM)


class Office:
    """The house, connected to the population database, and the worker's part of it."""

    def __init__(self, house: House, url: str, seconds: float) -> None:
        self.house, self.url = house, url
        connection = Connection(f"{url}/", "", "DVC", "TH", "H57.02", seconds)
        self.cipher = IdentifierCipher.from_file(house.settings.identifier_cipher_key_file)
        vault = SqlIdentifierVault(house.database, self.cipher, house.uow)
        database = HttpPopulationDatabase(connection)
        self.matcher = IdentityMatcher(house.database, database, vault, house.uow)
        self.officer = house.bearer("department_officer")

    def tell(self, **control: object) -> None:
        """How the database behaves."""
        httpx.post(f"{self.url}/control", json=control, trust_env=False).raise_for_status()

    def enter(self, full_name: str, birth_date: str = BIRTH) -> None:
        """What it knows of the reporter."""
        known = {"identifier": REPORTER[0], "full_name": full_name, "birth_date": birth_date}
        httpx.post(f"{self.url}/control/persons", json=[known], trust_env=False).raise_for_status()

    async def applied(self, birth_date: str | None = BIRTH) -> dict[str, Any]:
        """An application, with its look-up waiting."""
        headers = await self.house.signed_in(REPORTER)
        body = {"press_agency_id": str(await self.house.press_agency()), "credential": CARD}
        return await self.house.post("/reporters", {**body, "birth_date": birth_date}, headers)

    async def due_again(self) -> None:
        """As if the waiting time were over."""
        await self.house.database.fetch("UPDATE identity_check SET due_at = now() - interval '1 second'")

    async def waited(self, since: datetime) -> timedelta:
        """How long the look-up was put off; from here on it waits for an hour, however slow the machine."""
        put_off = "UPDATE identity_check SET due_at = due_at + interval '1 hour' RETURNING due_at"
        due_at: datetime = (await self.house.database.fetch(put_off))[0]["due_at"]
        return due_at - timedelta(hours=1) - since

    async def last(self, reporter: dict[str, Any]) -> dict[str, Any]:
        """The newest look-up."""
        path = f"{API}/reporters/{reporter['id']}/identity-checks"
        found: dict[str, Any] = (await self.house.http.get(path, headers=self.officer)).json()[0]
        return found


@pytest.fixture
async def office(house: House, population: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    told = {"population_url": f"{population}/", "population_officer_code": CODE}

    def question(parts: Parts, birth_date: str | None) -> AskIdentity | None:
        settings = msgspec.structs.replace(parts.settings, **told)
        return original(replace(parts, settings=settings), birth_date)

    original = controller.question
    monkeypatch.setattr(controller, "question", question)
    made = Office(house, population, 0.5)
    made.tell(mode="ok")
    yield made
    made.tell(mode="ok")


async def test_the_birth_date_waits_sealed_and_opens_only_for_its_own_look_up(office: Office) -> None:
    office.enter(REPORTER[1])
    reporter = await office.applied()
    database = office.house.database
    (row,) = await database.fetch("SELECT to_jsonb(c)::text AS line, birth_cipher FROM identity_check AS c")
    assert BIRTH not in row["line"]
    swapped = uuid7()
    with pytest.raises(UnreadableIdentifier):
        office.cipher.open_birth_date(row["birth_cipher"], swapped)
    await database.fetch("UPDATE identity_check SET birth_cipher = set_byte(birth_cipher, 30, 0)")
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == "pending", "changed bytes are not taken for no date"
    await database.fetch("UPDATE identity_check SET birth_cipher = $1", row["birth_cipher"])
    await office.due_again()
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == "match"


async def test_a_rotation_seals_waiting_birth_dates_anew(office: Office) -> None:
    office.enter(REPORTER[1])
    reporter = await office.applied()
    house, settings = office.house, office.house.settings
    keys = read_key_file(settings.identifier_cipher_key_file).keys
    fresh = CipherKey.make()
    cipher = IdentifierCipher((fresh, *keys))
    digests = IdentifierDigests(bytes(32), cipher=cipher)
    done = await IdentifierRotation(house.database, digests, cipher).run()
    assert done.unreadable == 0
    (row,) = await house.database.fetch("SELECT id, birth_cipher FROM identity_check")
    assert IdentifierCipher((fresh,)).open_birth_date(row["birth_cipher"], row["id"]).text == BIRTH
    assert (await office.last(reporter))["outcome"] == "pending"


@pytest.mark.parametrize("mode", ["down", "slow", "wrong", "broken"])
async def test_while_the_database_fails_the_look_up_waits_and_nothing_is_lost(
    office: Office, mode: str
) -> None:
    office.enter(REPORTER[1])
    reporter = await office.applied()
    office.tell(mode=mode, seconds=1.0)
    begun = datetime.now(UTC)
    await office.matcher.run()
    assert await office.waited(begun) >= timedelta(seconds=2)
    waiting = await office.last(reporter)
    assert (waiting["outcome"], waiting["attempts"], waiting["officer_code"]) == ("pending", 1, CODE)
    verification = f"/reporters/{reporter['id']}/verification"
    assert problem(await office.house.act(verification, 1, office.officer)) == "identity-check-pending"
    office.tell(mode="ok")
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == "pending", "it is not due yet"
    await office.due_again()
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == "match"
    assert (await office.house.act(verification, 1, office.officer)).json()["status"] == "verified"


@pytest.mark.parametrize(
    ("known", "born", "outcome"),
    [
        ("", BIRTH, "no_match"),
        ("Lê Hỏi", BIRTH, "partial_name"),
        ("Trần Văn Khác", BIRTH, "name_differs"),
        (REPORTER[1], "1991-01-01", "birth_date_differs"),
    ],
)
async def test_who_is_not_confirmed_takes_an_officer_with_a_reason(
    office: Office, known: str, born: str, outcome: str
) -> None:
    office.enter(known, born)
    reporter = await office.applied()
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == outcome
    path = f"{API}/reporters/{reporter['id']}/verification"
    headers = {**office.officer, "If-Match": '"1"', "Accept-Language": "en"}
    refused = await office.house.http.post(path, headers=headers)
    assert (problem(refused), outcome in refused.json()["detail"]) == ("identity-not-confirmed", True)
    answer = await office.house.http.post(path, json={"reason": "Đã gặp trực tiếp"}, headers=headers)
    assert (answer.json()["verified"], answer.json()["verified_how"]) == (True, "OFFICER")
    history = await office.house.http.get(f"{API}/reporters/{reporter['id']}/history", headers=office.officer)
    assert [(act["act"], act["reason"]) for act in history.json()] == [("verification", "Đã gặp trực tiếp")]


async def test_a_year_is_enough_where_only_the_year_is_known(office: Office) -> None:
    office.enter(REPORTER[1].upper(), "1990")
    reporter = await office.applied()
    await office.matcher.run()
    assert (await office.last(reporter))["outcome"] == "match_by_year"
    address = f"{API}/reporters/{reporter['id']}"
    shown = (await office.house.http.get(address, headers=office.officer)).json()
    assert (shown["verified"], shown["verified_how"]) == (True, "POPULATION_DATABASE")
    assert (shown["approved"], shown["status"]) == (False, "applied")


async def test_only_the_result_is_kept_and_every_look_up_is_audited_with_the_officer_s_code(
    office: Office,
) -> None:
    office.enter(REPORTER[1])
    await office.applied()
    await office.matcher.run()
    database = office.house.database
    rows = await database.fetch("SELECT birth_cipher, outcome FROM identity_check")
    assert [tuple(row) for row in rows] == [(None, "match")]
    audited = await database.fetch("SELECT a::text AS line FROM audit AS a")
    lines = [row["line"] for row in audited if CODE in row["line"]]
    assert len(lines) >= 3, "asked, revealed, answered"
    assert not [line for line in lines if REPORTER[0] in line or BIRTH in line]


async def test_a_birth_date_of_another_form_is_refused(office: Office) -> None:
    headers = await office.house.signed_in(REPORTER)
    body = {"press_agency_id": str(UUID(int=1)), "credential": CARD, "birth_date": "17/05/1990"}
    answer = await office.house.http.post(f"{API}/reporters", json=body, headers=headers)
    assert (answer.status_code, problem(answer)) == (400, "invalid-birth-date")
    assert BirthDate("1990").text == "1990"


async def test_without_a_connection_an_officer_cannot_ask(house: House) -> None:
    reporter, _headers = await house.applicant()
    path = f"{API}/reporters/{reporter['id']}/identity-checks"
    answer = await house.http.post(
        path, json={"officer_code": CODE}, headers=house.bearer("department_officer")
    )
    assert problem(answer) == "no-population-database"
