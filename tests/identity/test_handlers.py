"""Use cases on fakes and on PostgreSQL alike: what happens, and that a refusal leaves nothing behind."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.identity.application.commands import (
    Actor,
    AgencyFacts,
    ApplyAsReporter,
    Appoint,
    AssignSpokesperson,
    ChangeReporter,
    EndAppointment,
    RegisterAgency,
    RegisterPressAgency,
    RevokeSpokesperson,
    SignIn,
)
from services.identity.application.handlers import (
    apply_as_reporter,
    appoint,
    assign_spokesperson,
    end_appointment,
    register_agency,
    register_press_agency,
    restore_reporter,
    revoke_spokesperson,
    sign_in,
    suspend_reporter,
    verify_reporter,
)
from services.identity.domain import errors
from services.identity.domain.model import (
    Contact,
    Credential,
    CredentialType,
    Decision,
    Post,
    PressKind,
    PressType,
    Responsibility,
    Role,
    SpokespersonKind,
    StoredIdentifier,
    Term,
)
from shared.contracts.identity import SpokespersonRevoked
from shared.ids import uuid7
from tests.identity.fakes import FakeUnitOfWork
from tests.identity.house import House

PERSON = StoredIdentifier(b"person" * 5, "0001")
OFFICER = Actor(account_id=uuid7(), roles=frozenset({"department_officer"}))
ADMINISTRATOR = Actor(account_id=uuid7(), roles=frozenset({"administrator"}))


@pytest.fixture(params=["fake", pytest.param("postgresql", marks=pytest.mark.servers)])
def uow(request: pytest.FixtureRequest) -> Any:
    """The same tests for the fakes and for the real thing."""
    if request.param == "fake":
        return FakeUnitOfWork()
    house: House = request.getfixturevalue("house")
    return house.uow()


async def _agency(uow: Any, code: str = "H57.08") -> UUID:
    command = RegisterAgency(
        agency_id=uuid7(),
        facts=AgencyFacts(
            code=code,
            name="Sở Y tế",
            level="DEPARTMENT",
            responsibilities=(Responsibility("y tế", ("bệnh viện",)),),
        ),
        once=True,
    )
    return (await register_agency(command, uow)).id


async def _newsroom(uow: Any, name: str = "Báo Minh họa 1") -> UUID:
    command = RegisterPressAgency(
        press_agency_id=uuid7(),
        name=name,
        types=frozenset({PressType.ONLINE}),
        kind=PressKind.NEWSPAPER,
    )
    return (await register_press_agency(command, uow)).id


async def _person(uow: Any) -> UUID:
    command = SignIn(account_id=uuid7(), identifier=PERSON, full_name="Lê Thị Hỏi")
    return (await sign_in(command, uow)).account_id


async def _applied(uow: Any) -> UUID:
    command = ApplyAsReporter(
        reporter_id=uuid7(),
        actor=Actor(account_id=await _person(uow)),
        press_agency_id=await _newsroom(uow),
        credential=Credential(CredentialType.PRESS_CARD, "000123", date(2031, 1, 1)),
    )
    return (await apply_as_reporter(command, uow)).id


def _change(reporter_id: UUID, version: int) -> ChangeReporter:
    return ChangeReporter(
        reporter_id=reporter_id, actor=OFFICER, expected_version=version, reason="Lý do minh họa"
    )


def _speaker(agency_id: UUID, kind: SpokespersonKind = SpokespersonKind.HEAD) -> AssignSpokesperson:
    return AssignSpokesperson(
        spokesperson_id=uuid7(),
        actor=ADMINISTRATOR,
        identifier=PERSON,
        agency_id=agency_id,
        kind=kind,
        contact=Contact("Phan Thị Nói", "Giám đốc", "0234 3822 000", "noi@hue.example"),
        decision=Decision("12/QĐ-SYT", FakeUnitOfWork().now()),
        term=Term(FakeUnitOfWork().now()),
    )


async def _refused(act: Callable[[], Awaitable[Any]], refusal: type[errors.DomainError]) -> None:
    with pytest.raises(refusal):
        await act()


async def test_an_agency_whose_parent_is_unknown_is_not_entered(uow: Any) -> None:
    command = RegisterAgency(
        agency_id=uuid7(),
        facts=AgencyFacts(code="H57.99", name="x", level="COMMUNE"),
        parent_code="H99",
    )
    await _refused(lambda: register_agency(command, uow), errors.UnknownReference)


async def test_an_agency_is_entered_once(uow: Any) -> None:
    assert await _agency(uow) == await _agency(uow)


async def test_a_taken_name_leaves_nothing_behind(uow: Any) -> None:
    await _newsroom(uow)
    await _refused(lambda: _newsroom(uow, "BAO MINH HOA 1"), errors.PressAgencyExists)
    await _newsroom(uow, "Báo Minh họa 2")


async def test_an_accreditation_goes_its_way_and_decides_about_sign_in(uow: Any) -> None:
    reporter_id = await _applied(uow)
    signing_in = SignIn(account_id=uuid7(), identifier=PERSON, full_name="Lê Thị Hỏi")
    assert (await sign_in(signing_in, uow)).roles == ()
    await verify_reporter(_change(reporter_id, 1), uow)
    access = await sign_in(signing_in, uow)
    assert (access.roles, access.reporter_id) == (("reporter",), reporter_id)
    await suspend_reporter(_change(reporter_id, 2), uow)
    await _refused(lambda: sign_in(signing_in, uow), errors.AccountSuspended)
    await restore_reporter(_change(reporter_id, 3), uow)
    assert (await sign_in(signing_in, uow)).roles == ("reporter",)


async def test_a_stale_version_changes_nothing(uow: Any) -> None:
    reporter_id = await _applied(uow)
    await _refused(lambda: verify_reporter(_change(reporter_id, 2), uow), errors.StaleVersion)
    assert (await verify_reporter(_change(reporter_id, 1), uow)).version == 2


async def test_a_reporter_is_not_appointed_by_the_state(uow: Any) -> None:
    await _applied(uow)
    command = Appoint(
        appointment_id=uuid7(), identifier=PERSON, full_name=None, post=Post(Role.AUDITOR), by=None
    )
    await _refused(lambda: appoint(command, uow), errors.PostsClash)


async def test_a_post_that_has_ended_is_no_post(uow: Any) -> None:
    command = Appoint(
        appointment_id=uuid7(), identifier=PERSON, full_name="x", post=Post(Role.AUDITOR), by=None
    )
    made, account = await appoint(command, uow)
    await end_appointment(EndAppointment(appointment_id=made.id, expected_version=1), uow)
    signing_in = SignIn(account_id=uuid7(), identifier=PERSON, full_name="Lê Thị Hỏi")
    access = await sign_in(signing_in, uow)
    assert (access.account_id, access.roles) == (account.id, ())
    ending = EndAppointment(appointment_id=made.id, expected_version=2)
    await _refused(lambda: end_appointment(ending, uow), errors.AppointmentEnded)


async def test_a_head_speaks_and_leads_and_there_is_one(uow: Any) -> None:
    agency_id = await _agency(uow)
    await assign_spokesperson(_speaker(agency_id), uow)
    await _refused(lambda: assign_spokesperson(_speaker(agency_id), uow), errors.HeadExists)
    signing_in = SignIn(account_id=uuid7(), identifier=PERSON, full_name="Phan Thị Nói")
    access = await sign_in(signing_in, uow)
    assert (access.roles, access.agency_id) == (("agency_head", "spokesperson"), agency_id)


async def test_a_right_to_speak_ends_at_one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    uow = FakeUnitOfWork()
    made = await assign_spokesperson(_speaker(await _agency(uow)), uow)

    def ticking() -> datetime:
        uow.instant += timedelta(microseconds=1)
        return uow.instant

    monkeypatch.setattr(uow, "now", ticking)
    command = RevokeSpokesperson(spokesperson_id=made.id, actor=ADMINISTRATOR, expected_version=2)
    revoked = await revoke_spokesperson(command, uow)
    told = uow.kept.events[-1]
    assert isinstance(told, SpokespersonRevoked)
    assert told.revoked_at == revoked.revoked_at


async def test_nobody_speaks_for_two_agencies(uow: Any) -> None:
    first, second = await _agency(uow), await _agency(uow, "H57.12")
    await assign_spokesperson(_speaker(first), uow)
    other = _speaker(second, SpokespersonKind.STANDING)
    await _refused(lambda: assign_spokesperson(other, uow), errors.PostsClash)


async def test_a_refused_handler_sends_no_event() -> None:
    uow = FakeUnitOfWork()
    reporter_id = await _applied(uow)
    before = list(uow.kept.events)
    await _refused(lambda: suspend_reporter(_change(reporter_id, 1), uow), errors.WrongReporterStatus)
    assert uow.kept.events == before
    assert uow.kept.suspended == set()
