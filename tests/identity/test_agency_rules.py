"""The dates of agencies, and the tree that they form: no gap, no overlap, no circle, whatever is tried."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain import errors
from services.identity.domain.model import (
    AgencyState,
    AgencyTree,
    StateAgency,
    Succession,
    SuccessionKind,
    Successor,
    Term,
    TreePlace,
    Validity,
    heirs,
)
from shared.ids import uuid7

START = datetime(2024, 1, 1, tzinfo=UTC)
IDS = [UUID(int=number + 1) for number in range(5)]
days = st.integers(0, 60)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def state(name: str = "Sở Minh họa", parent_id: UUID | None = None, code: str = "H57.01") -> AgencyState:
    return AgencyState(code=code, name=name, level="DEPARTMENT", parent_id=parent_id)


def merged(into: UUID, at: datetime) -> Succession:
    return Succession(SuccessionKind.MERGE, (Successor(into),), at, "12/QĐ")


@pytest.mark.parametrize(
    "code", ["", "H5", "h57", "H57.", "Z57.01", "H57." + "1" * 32, "000.00.12.H57", "H57\n"]
)
def test_a_code_that_is_not_one_is_refused(code: str) -> None:
    with pytest.raises(errors.InvalidAgencyCode):
        state(code=code)
    with pytest.raises(errors.InvalidAgencyCode):
        AgencyState(code="H57", name="x", level="CITY", old_codes=("H57",))


@pytest.mark.parametrize(
    ("kind", "followers"), [("MERGE", 0), ("MERGE", 2), ("RENAME", 2), ("SPLIT", 0), ("SPLIT", 1)]
)
def test_a_succession_with_the_wrong_number_of_successors_is_refused(kind: str, followers: int) -> None:
    with pytest.raises(errors.InvalidSuccession):
        Succession(SuccessionKind(kind), tuple(map(Successor, IDS[:followers])), START, "12/QĐ")
    with pytest.raises(errors.InvalidSuccession):
        Succession(SuccessionKind.SPLIT, (Successor(IDS[0]), Successor(IDS[0])), START, "12/QĐ")


@given(
    one=st.tuples(days, st.one_of(st.none(), days)),
    other=st.tuples(days, st.one_of(st.none(), days)),
    probe=st.lists(days, max_size=30),
)
def test_terms_overlap_exactly_when_they_share_an_instant(
    one: tuple[int, int | None], other: tuple[int, int | None], probe: list[int]
) -> None:
    made = []
    for begins, lasts in (one, other):
        until = None if lasts is None else day(begins + lasts)
        if lasts == 0:
            with pytest.raises(errors.InvalidTerm):
                Term(day(begins), until)
            with pytest.raises(errors.InvalidTerm):
                Validity(day(begins), until)
            return
        made.append((Term(day(begins), until), Validity(day(begins), until)))
    (term, validity), (term2, validity2) = made
    shared = [
        at for at in (day(one[0]), day(other[0]), *map(day, probe)) if term.holds(at) and term2.holds(at)
    ]
    assert term.overlaps(term2) is term2.overlaps(term) is bool(shared)
    assert validity.overlaps(validity2) is bool(shared)


@given(steps=st.lists(st.tuples(days, st.booleans()), max_size=12), open_start=st.booleans())
def test_an_agency_is_one_thing_at_each_instant_until_its_end(
    steps: list[tuple[int, bool]], open_start: bool
) -> None:
    agency = StateAgency.register(uuid7(), state(), None if open_start else START, None)
    taken = 1
    for number, (since, ends) in enumerate(steps):
        try:
            if ends:
                agency.succeed(merged(uuid7(), day(since)))
            else:
                agency.revise(state(f"Sở {number}"), day(since), f"{number}/QĐ")
            taken += 1
        except (errors.ValidityOverlaps, errors.AgencyEnded):
            pass
    assert agency.version == taken
    for earlier, later in zip(agency.revisions, agency.revisions[1:], strict=False):
        assert earlier.validity.until == later.validity.since
    assert agency.last.validity.until == (agency.succession and agency.succession.ended_at)
    for instant in map(day, range(61)):
        held = [one for one in agency.revisions if one.validity.holds(instant)]
        assert len(held) == (agency.succession is None or instant < agency.succession.ended_at) * (
            open_start or instant >= START
        )


def test_an_agency_is_not_its_own_successor() -> None:
    agency = StateAgency.register(uuid7(), state(), None, None)
    with pytest.raises(errors.InvalidSuccession):
        agency.succeed(merged(agency.id, START))


def circular(agencies: dict[UUID, StateAgency], at: datetime) -> bool:
    """Whether somebody stands above himself at the instant."""
    for start in agencies:
        above: UUID | None = start
        for _ in range(len(agencies) + 1):
            found = agencies[above].at(at) if above is not None else None
            above = found.state.parent_id if found is not None else None
            if above == start:
                return True
    return False


def tree_of(agencies: dict[UUID, StateAgency]) -> AgencyTree:
    return AgencyTree(
        TreePlace(one.id, revision.state.parent_id, revision.validity)
        for one in agencies.values()
        for revision in one.revisions
    )


@given(moves=st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS), days), max_size=25))
def test_no_agency_ever_stands_above_itself(moves: list[tuple[UUID, UUID, int]]) -> None:
    agencies = {one: StateAgency.register(one, state(), None, None) for one in IDS}
    for moved, parent, since in moves:
        try:
            tree_of(agencies).require_place(moved, parent, day(since))
            agencies[moved].revise(state(parent_id=parent), day(since), "1/QĐ")
        except (errors.AncestorOfItself, errors.ValidityOverlaps):
            continue
    assert not any(circular(agencies, day(number)) for number in range(61))


def test_a_place_needs_a_parent_in_force_for_good_and_an_end_nobody_below() -> None:
    boss, ended, child = (StateAgency.register(one, state(), START, None) for one in IDS[:3])
    child.revise(state(parent_id=boss.id), day(10), "1/QĐ")
    ended.succeed(merged(boss.id, day(20)))
    tree = tree_of({one.id: one for one in (boss, ended, child)})
    for parent, refusal in ((IDS[4], errors.UnknownReference), (ended.id, errors.AgencyNotInForce)):
        with pytest.raises(refusal):
            tree.require_place(child.id, parent, day(15))
    with pytest.raises(errors.AgencyNotInForce):
        tree.require_place(child.id, boss.id, None)
    with pytest.raises(errors.AncestorOfItself):
        tree.require_place(boss.id, boss.id, day(15))
    with pytest.raises(errors.AgencyHasChildren):
        tree.require_end(boss.id, merged(child.id, day(30)))
    with pytest.raises(errors.AgencyNotInForce):
        tree.require_end(child.id, merged(ended.id, day(20)))


@given(
    ends=st.lists(
        st.tuples(st.integers(1, 30), st.lists(st.integers(1, 4), min_size=1, max_size=2, unique=True)),
        min_size=5,
        max_size=5,
    )
)
def test_successions_lead_to_whoever_is_left(ends: list[tuple[int, list[int]]]) -> None:
    successions: dict[UUID, Succession] = {}
    for number, (after, further) in enumerate(ends):
        followers = tuple(Successor(IDS[number + one]) for one in further if number + one < len(IDS))
        if followers:
            kind = SuccessionKind.SPLIT if len(followers) > 1 else SuccessionKind.MERGE
            successions[IDS[number]] = Succession(kind, followers, day(number * 30 + after), "1/QĐ")
    for number in range(0, 181, 15):
        found = heirs(IDS[0], successions, day(number))
        assert found
        assert all(one not in successions or successions[one].ended_at > day(number) for one in found)


def test_after_a_split_a_field_leads_to_whoever_took_it() -> None:
    parts = (Successor(IDS[1], ("viễn thông",)), Successor(IDS[2], ("báo chí", "xuất bản")))
    successions = {IDS[0]: Succession(SuccessionKind.SPLIT, parts, START, "12/QĐ")}
    assert heirs(IDS[0], successions, START, "báo chí") == (IDS[2],)
    assert heirs(IDS[0], successions, START, "du lịch") == (IDS[1], IDS[2])
    assert heirs(IDS[0], successions, START - timedelta(seconds=1)) == (IDS[0],)
