"""Who takes part: registered, appointed and verified through the APIs before the season begins."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx

from deploy.local.simulators.person import SuperApp
from deploy.pilot.applicants import Applicants, Hire
from deploy.pilot.caller import Caller, Json
from deploy.pilot.people import Newsroom, Person, newsrooms, person
from deploy.pilot.season import AGENCIES_ASKED, PRESS_AGENCIES, REPORTERS

_AT_ONCE = 8
_FIRST_OFFICIAL = 900_000
Say = Callable[[str], None]


@dataclass(frozen=True)
class Agency:
    """A state agency with the two people who act for it; its head is told when it is late."""

    id: str
    name: str
    fields: list[str]
    focal: Caller
    speaker: Caller


@dataclass(frozen=True)
class Cast:
    """Everybody whom the season needs."""

    reporters: list[Caller]
    agencies: list[Agency]
    dispatcher: Caller
    leader: Caller
    door: Caller


class Casting:
    """Enters everybody as administrator and department officer would."""

    def __init__(
        self, http: httpx.AsyncClient, app: SuperApp, population: str, administrator: Person, say: Say
    ) -> None:
        self._http, self._app, self._say = http, app, say
        self._population = population
        self._administrator = self._caller(administrator)
        self._random = Random(46)
        self._officials = iter(range(_FIRST_OFFICIAL, 1_000_000))

    async def assemble(self) -> Cast:
        """The whole cast; what an API refuses ends it with Refused."""
        dispatcher, leader, officer, door = [
            await self._official(role)
            for role in ("ioc_dispatcher", "leader", "department_officer", "door_officer")
        ]
        found = (await self._administrator.get("/identity/v1/agencies", limit=100))["items"]
        asked = sorted(found, key=lambda agency: str(agency["code"]))[:AGENCIES_ASKED]
        agencies = await _each(self._agency, [(agency, *self._people(3)) for agency in asked])
        self._say(f"{len(agencies)} agencies have a head, a focal officer and a spokesperson")
        rooms = await _each(lambda row: _register(officer, *row), list(enumerate(newsrooms(PRESS_AGENCIES))))
        self._say(f"{len(rooms)} press agencies are registered")
        hires = [Hire(person(n, self._random), rooms[n % len(rooms)], n) for n in range(REPORTERS)]
        applicants = Applicants(self._http, officer, self._caller, self._population)
        reporters = await applicants.accredit(hires, _each)
        self._say(f"{len(reporters)} reporters signed in with VNeID, were matched, and were verified")
        journal = next(room for room in rooms if room["kind"] == "SCIENTIFIC_JOURNAL")
        for line in await applicants.refused(rooms[0], journal, hires[1]):
            self._say(f"  refused: {line}")
        return Cast(reporters, agencies, dispatcher, leader, door)

    def _caller(self, who: Person) -> Caller:
        return Caller(self._http, self._app, who)

    def _people(self, count: int) -> list[Person]:
        return [person(next(self._officials), self._random) for _ in range(count)]

    async def _official(self, role: str) -> Caller:
        (who,) = self._people(1)
        await self._appoint(who, role)
        return self._caller(who)

    async def _appoint(self, who: Person, role: str, **at: str) -> None:
        body = {"personal_identifier": who.identifier, "full_name": who.full_name, "role": role, **at}
        await self._administrator.post("/identity/v1/appointments", body)

    async def _agency(self, row: tuple[Json, Person, Person, Person]) -> Agency:
        agency, focal, speaker, head = row
        await self._appoint(focal, "focal_officer", agency_id=agency["id"])
        await self._speaks(
            speaker,
            agency,
            kind="STANDING",
            position="Phó Thủ trưởng cơ quan (minh họa)",
            phone="0234 3822 000",
            official_email=f"nguoiphatngon@{agency['code'].lower()}.example",
            decision_no=f"{agency['code']}/QĐ-MH",
        )
        await self._speaks(head, agency, kind="HEAD", position="Thủ trưởng cơ quan (minh họa)")
        callers = self._caller(focal), self._caller(speaker)
        return Agency(agency["id"], agency["name"], agency["fields"], *callers)

    async def _speaks(self, who: Person, agency: Json, **entry: str) -> None:
        person = {"personal_identifier": who.identifier, "full_name": who.full_name}
        body = {**person, "agency_id": agency["id"], **entry}
        await self._administrator.post("/identity/v1/spokespersons", body)


async def _register(officer: Caller, number: int, room: Newsroom) -> Json:
    return await officer.post("/identity/v1/press-agencies", room.body(number))


async def _each(make: Callable[[Any], Awaitable[Any]], rows: Iterable[Any]) -> list[Any]:
    """The results in the order of the rows, a few at a time."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(row: Any) -> Any:
        async with gate:
            return await make(row)

    return list(await asyncio.gather(*(one(row) for row in rows)))
