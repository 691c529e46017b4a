"""Who sees which file at which moment, as a table; what changes a file and what does not."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.domain.attachment_access import Releases, is_locked, may_erase, may_see, side_of
from services.questions.domain.attachment_errors import AttachmentErased, AttachmentNotReplaceable
from services.questions.domain.attachments import Attachment, Released, Side, Upload
from services.questions.domain.model import Publication, Status
from services.questions.domain.upload_errors import OffsetConflict, UploadExpired, UploadTooLong
from services.questions.domain.visibility import Reader
from tests.questions.house import ASKED

ASKER, NEWSROOM, AGENCY, OTHER, PERSON, FILE = (UUID(int=number) for number in range(1, 7))
LATER = ASKED + timedelta(hours=1)
NONE = Releases()
ANSWERED = Releases((Released(AGENCY, LATER),), LATER)
BY_ANOTHER = Releases((Released(OTHER, LATER),), LATER)
NEXT_ROUND = Releases((Released(AGENCY, LATER),), ASKED - timedelta(hours=1))


@dataclass
class Question:
    """What the rules look at."""

    reporter_id: UUID | None = ASKER
    press_agency_id: UUID = NEWSROOM
    lead_agency_id: UUID | None = AGENCY
    helper_agency_ids: tuple[UUID, ...] = ()
    publication: Publication = Publication.UNPUBLISHED
    status: Status = Status.ACCEPTED


def reader(role: str, **who: UUID) -> Reader:
    return Reader(roles=frozenset({role}), **who)


READERS = {
    "asker": reader("reporter", reporter_id=ASKER, press_agency_id=NEWSROOM),
    "admin": reader("newsroom_admin", press_agency_id=NEWSROOM),
    "rival": reader("reporter", reporter_id=OTHER, press_agency_id=OTHER),
    "officer": reader("focal_officer", agency_id=AGENCY),
    "elsewhere": reader("focal_officer", agency_id=OTHER),
    "ioc": reader("ioc_dispatcher"),
    "nobody": Reader(),
}


def upload(side: Side = Side.QUESTION, length: int = 10) -> Upload:
    return Upload(
        id=FILE,
        question_id=FILE,
        side=side,
        agency_id=AGENCY if side is Side.ANSWER else None,
        account_id=PERSON,
        name="a.pdf",
        length=length,
        received=0,
        replaces_id=None,
        created_at=ASKED,
        expires_at=LATER,
    )


def quarantined(side: Side) -> Attachment:
    return Attachment.receive(upload(side), "application/pdf", ASKED)


def ready(side: Side) -> Attachment:
    made = quarantined(side)
    made.accept("0" * 64, ASKED, scanned=True)
    return made


def replaced(side: Side) -> Attachment:
    made = ready(side)
    assert made.replace_with(OTHER)
    return made


OPEN = Question()
PUBLIC = Question(publication=Publication.PUBLISHED, status=Status.CLOSED)


@pytest.mark.parametrize(
    ("attachment", "question", "releases", "seen_by"),
    [
        (quarantined(Side.QUESTION), OPEN, NONE, "asker admin ioc"),
        (ready(Side.QUESTION), OPEN, NONE, "asker admin officer ioc"),
        (replaced(Side.QUESTION), OPEN, NONE, "asker admin ioc"),
        (ready(Side.QUESTION), PUBLIC, ANSWERED, "asker admin officer ioc"),
        (quarantined(Side.QUESTION), PUBLIC, ANSWERED, "asker admin ioc"),
        (quarantined(Side.ANSWER), OPEN, NONE, "officer ioc"),
        (ready(Side.ANSWER), OPEN, NONE, "officer ioc"),
        (ready(Side.ANSWER), OPEN, BY_ANOTHER, "officer ioc"),
        (ready(Side.ANSWER), OPEN, ANSWERED, "asker admin officer ioc"),
        (replaced(Side.ANSWER), OPEN, ANSWERED, "officer ioc"),
        (ready(Side.ANSWER), PUBLIC, BY_ANOTHER, "officer ioc"),
        (ready(Side.QUESTION), PUBLIC, NEXT_ROUND, "asker admin officer ioc"),
        (ready(Side.ANSWER), PUBLIC, NEXT_ROUND, "asker admin officer ioc"),
        (ready(Side.ANSWER), PUBLIC, ANSWERED, "asker admin rival officer elsewhere ioc nobody"),
    ],
)
def test_who_sees_a_file(
    attachment: Attachment, question: Question, releases: Releases, seen_by: str
) -> None:
    seen = {name for name, one in READERS.items() if may_see(one, question, attachment, releases)}
    assert seen == set(seen_by.split())


def test_an_agency_that_lost_the_question_sees_its_own_drafts_no_more() -> None:
    elsewhere = Question(lead_agency_id=OTHER)
    for name in ("officer", "elsewhere"):
        assert not may_see(READERS[name], elsewhere, ready(Side.ANSWER), NONE)


def test_each_side_has_its_own_place_and_the_others_have_none() -> None:
    places = {name: side_of(one, OPEN) for name, one in READERS.items()}
    assert {name: place[0] for name, place in places.items() if place} == {
        "asker": Side.QUESTION,
        "officer": Side.ANSWER,
    }


def test_an_answer_locks_for_good_what_was_there_and_a_reopened_question_takes_new_files() -> None:
    reopened = Question(status=Status.ACCEPTED)
    newer = Attachment.receive(upload(), "application/pdf", LATER + timedelta(seconds=1))
    assert is_locked(reopened, ready(Side.QUESTION), ANSWERED)
    assert not is_locked(reopened, newer, ANSWERED)
    assert is_locked(PUBLIC, newer, ANSWERED)
    assert may_erase(READERS["ioc"], own=False, locked=True)
    assert may_erase(READERS["asker"], own=True, locked=False)
    assert not may_erase(READERS["asker"], own=True, locked=True)
    assert not may_erase(READERS["officer"], own=False, locked=False)


def test_a_file_is_erased_once_and_only_one_in_use_is_replaced() -> None:
    file = replaced(Side.QUESTION)
    with pytest.raises(AttachmentNotReplaceable):
        file.must_be_replaceable()
    assert not file.replace_with(PERSON)
    file.erase(PERSON, "x", LATER)
    with pytest.raises(AttachmentErased):
        file.erase(PERSON, "x", LATER)
    assert (file.sha256, file.version) == ("0" * 64, 4)
    with pytest.raises(AttachmentNotReplaceable):
        quarantined(Side.QUESTION).must_be_replaceable()


@given(steps=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12))))
def test_whatever_is_sent_the_bytes_received_have_no_hole_and_no_overlap(
    steps: list[tuple[int, int]],
) -> None:
    file, taken = upload(), 0
    for offset, length in steps:
        try:
            file.append(offset, length)
        except (OffsetConflict, UploadTooLong):
            assert offset != taken or taken + length > file.length
        else:
            assert offset == taken
            taken += length
        assert file.received == taken <= file.length


def test_an_unfinished_upload_ends_with_its_time_and_a_finished_one_does_not() -> None:
    file = upload()
    file.must_be_alive(LATER - timedelta(microseconds=1))
    with pytest.raises(UploadExpired):
        file.must_be_alive(LATER)
    file.append(0, 10)
    file.must_be_alive(LATER)
