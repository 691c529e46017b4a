"""The season's reporters come in through the simulators; some are refused, for a stated reason."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import httpx

from deploy.pilot.caller import Caller, Json, Refused
from deploy.pilot.people import Person

_REPORTERS = "/identity/v1/reporters"
_PATIENCE_SECONDS = 60.0
_FIRST_REFUSED = 800_000
_CARD_OF_2024 = {"issued_on": "2024-05-01", "expires_on": "2026-12-31"}

Say = Callable[[str], None]
Each = Callable[[Callable[[Any], Awaitable[Any]], list[Any]], Awaitable[list[Any]]]


class NeverAnswered(Exception):
    """The population database did not answer a look-up within the patience we have."""


@dataclass(frozen=True)
class Hire:
    """Somebody who applies at a newsroom with a numbered credential."""

    who: Person
    room: Json
    number: int

    def credential(self) -> Json:
        """Staff of a scientific journal hold no press card (Luật Báo chí 126/2025 art. 16.4)."""
        number = f"MH-{self.number:04d}"
        if self.room["kind"] == "SCIENTIFIC_JOURNAL":
            letter = {"issuer": self.room["name"], "scope": "Tin tại Huế", "valid_from": "2026-08-01"}
            return {"type": "INTRODUCTION_LETTER", "number": number, "expires_on": "2026-12-31", **letter}
        granted = {"issued_on": "2026-02-02", "expires_on": "2031-02-01"}
        return {"type": "PRESS_CARD", "number": number, **granted}

    def body(self, **changes: str) -> Json:
        """The application."""
        credential = {**self.credential(), **changes}
        return {
            "press_agency_id": self.room["id"],
            "credential": credential,
            "birth_date": self.who.birth_date,
        }


class Applicants:
    """Applies for everybody, waits for the look-ups, and decides as the department's officer would."""

    def __init__(
        self, http: httpx.AsyncClient, officer: Caller, caller: Callable[[Person], Caller], population: str
    ) -> None:
        self._http, self._officer, self._caller = http, officer, caller
        self._population = population

    async def accredit(self, hires: list[Hire], each: Each) -> list[Caller]:
        """All of them, verified after a match in the population database."""
        await self._enter([hire.who for hire in hires])
        applied = await each(self._apply, hires)
        for _reporter, application in applied:
            await self._answered(application)
        await each(self._verify, applied)
        return [reporter for reporter, _application in applied]

    async def refused(self, room: Json, journal: Json, colleague: Hire) -> list[str]:
        """What is not in order: each line a case with the reason that was given for it."""
        cases = {number: _person(number) for number in range(4)}
        renamed = replace(cases[3], full_name="Nguyễn Văn Minh Họa Khác")
        await self._enter([cases[0], cases[1], replace(cases[2], full_name=""), renamed])
        told = [
            await self._turned_away(
                "a card of the term 2021-2025", Hire(cases[0], room, 9000), _CARD_OF_2024
            ),
            await self._turned_away(
                "a card at a scientific journal", Hire(cases[1], room, 9001), {}, journal
            ),
            await self._turned_away("a second newsroom", replace(colleague, room=room), {}),
        ]
        for number, case in ((2, "a number that nobody has"), (3, "another name in the population database")):
            told.append(await self._decided(case, Hire(cases[number], room, 9000 + number)))
        return told

    async def _enter(self, people: list[Person]) -> None:
        known = [
            {"identifier": each.identifier, "full_name": each.full_name, "birth_date": each.birth_date}
            for each in people
        ]
        (await self._http.post(f"{self._population}/control/persons", json=known)).raise_for_status()

    async def _apply(self, hire: Hire) -> tuple[Caller, Json]:
        reporter = self._caller(hire.who)
        return reporter, await reporter.post(_REPORTERS, hire.body())

    async def _answered(self, application: Json) -> str:
        """The outcome of the look-up; raises NeverAnswered."""
        for _ in range(int(_PATIENCE_SECONDS * 10)):
            checks = await self._officer.get_list(f"{_REPORTERS}/{application['id']}/identity-checks")
            if checks and checks[0]["answered_at"] is not None:
                return str(checks[0]["outcome"])
            await asyncio.sleep(0.1)
        raise NeverAnswered(application["id"])

    async def _verify(self, applied: tuple[Caller, Json]) -> None:
        reporter, application = applied
        await self._officer.post(
            f"{_REPORTERS}/{application['id']}/verification", version=application["version"]
        )
        reporter.forget_token()

    async def _turned_away(
        self, case: str, hire: Hire, changes: dict[str, str], room: Json | None = None
    ) -> str:
        body = hire.body(**changes)
        if room is not None:
            body["press_agency_id"] = room["id"]
        try:
            await self._caller(hire.who).post(_REPORTERS, body)
        except Refused as refusal:
            return f"{case}: {refusal.detail}"
        raise Refused(f"{case} was accepted")

    async def _decided(self, case: str, hire: Hire) -> str:
        _reporter, application = await self._apply(hire)
        outcome = await self._answered(application)
        reason = f"Không khớp cơ sở dữ liệu quốc gia về dân cư ({outcome})"
        path = f"{_REPORTERS}/{application['id']}/refusal"
        await self._officer.post(path, {"reason": reason}, version=application["version"])
        return f"{case}: {reason}"


def _person(number: int) -> Person:
    name = f"Lê Văn Minh Họa {'ABCD'[number]}"
    return Person(f"046599{_FIRST_REFUSED + number:06d}", name, "1990-01-15")
