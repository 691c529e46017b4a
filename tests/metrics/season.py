"""A season to look at: ten weeks of questions, releases and one press event, with names as in life."""

from datetime import timedelta
from random import Random

import msgspec

from shared.contracts import questions
from shared.contracts.event import Event
from tests.metrics import histories, spread
from tests.metrics.histories import NOW, START, question

_AGENCIES = (
    "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Xây dựng", "Sở Du lịch", "Sở Văn hóa và Thể thao",
    "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Sở Nội vụ", "Công an thành phố",
    "Ủy ban nhân dân phường Thuận Hóa", "Ủy ban nhân dân phường Phú Xuân",
    "Ban Quản lý Khu kinh tế, công nghiệp",
)  # fmt: skip
AGENCIES, NEWSROOMS = len(_AGENCIES), 14


def season(count: int = 90) -> list[Event]:
    """Deterministic; `count` questions, and as many releases as fit."""
    random = Random(46)
    told: list[Event] = [histories.agency(number, name) for number, name in enumerate(_AGENCIES)]
    told += [histories.press_agency(number) for number in range(NEWSROOMS)]
    for number in range(NEWSROOMS * 2):
        told += histories.reporter(number, number % NEWSROOMS)
    for number in range(count):
        # The first agencies are asked most.
        events = [*question(number, random, agencies=random.randrange(1, AGENCIES + 1), presses=NEWSROOMS)]
        told += [_in_its_week(event, number, count) for event in events]
        told += spread.release(number, random, agencies=AGENCIES, presses=NEWSROOMS)
    return told + list(spread.press_event(1, random, agencies=AGENCIES, presses=NEWSROOMS))


def _in_its_week(event: Event, number: int, count: int) -> Event:
    if not isinstance(event, questions.QuestionSubmitted):
        return event
    asked = START + timedelta(days=number * 58 // count)
    due = asked + timedelta(days=7) if event.due_at < NOW else NOW + timedelta(days=2)
    return msgspec.structs.replace(event, submitted_at=asked, due_at=due)
