"""The season as a plan: who asks what, when, and how it ends; pure, and the same on any machine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random

from deploy.pilot.turns import Turn, turns
from shared.clock import PROVINCE_ZONE

BEGINS = datetime(2026, 8, 17, 7, 30, tzinfo=PROVINCE_ZONE)
ENDS = datetime(2026, 10, 25, 18, 0, tzinfo=PROVINCE_ZONE)

PRESS_AGENCIES, REPORTERS, QUESTIONS, AGENCIES_ASKED = 75, 143, 116, 36
LATE, NEVER_ANSWERED, STILL_RUNNING, FOLLOW_UPS = 9, 5, 4, 4
_TIME_TO_ASK_ON = timedelta(days=18)

# Officers of this play act on weekdays within these hours; which days count is the service's business.
_MORNING, _AFTERNOON = time(8, 0), time(16, 30)
_ASKS = (
    (
        "Tiến độ {matter} tại {place}",
        "Đề nghị cho biết tiến độ, đơn vị chịu trách nhiệm và thời hạn hoàn thành {matter} tại {place}?",
    ),
    (
        "Xử lý phản ánh về {matter} ở {place}",
        "Người dân {place} phản ánh về {matter} trong tháng qua. Cơ quan đã xử lý thế nào, kết quả ra sao?",
    ),
    (
        "Kinh phí cho {matter} năm 2026",
        "Kinh phí năm 2026 dành cho {matter} tại {place} là bao nhiêu, đã giải ngân đến đâu?",
    ),
    (
        "Kế hoạch {matter} quý IV",
        "Kế hoạch {matter} trong quý IV/2026 ở {place} gồm những việc gì, ai thực hiện?",
    ),
)
_PLACES = (
    "phường Thuận Hóa",
    "phường Phú Xuân",
    "phường Vỹ Dạ",
    "phường An Cựu",
    "xã A Lưới 1",
    "xã Chân Mây - Lăng Cô",
)


class Ending(StrEnum):
    """How a question ends within the season."""

    ON_TIME = "on_time"
    LATE = "late"
    NEVER = "never"
    RUNNING = "running"


@dataclass(frozen=True)
class PlannedQuestion:
    """One question; agencies and reporters are indexes, instants follow the service's own due date."""

    number: int
    submitted_at: datetime
    reporter: int
    agency: int
    addressed: bool
    wrong_first: int | None
    ending: Ending
    pace: float
    ask: int
    turns: frozenset[Turn] = frozenset()
    follows: int | None = None
    """The question whose answer led to this one, by the same reporter to the same agency."""

    def text(self, matter: str) -> tuple[str, str]:
        """Subject and body about one of the agency's matters."""
        subject, body = _ASKS[self.ask % len(_ASKS)]
        place = _PLACES[self.number % len(_PLACES)]
        return subject.format(matter=matter, place=place), body.format(matter=matter, place=place)


def questions(seed: int = 46) -> tuple[PlannedQuestion, ...]:
    """All questions of the season in the order they are asked."""
    random = Random(seed)
    moments = sorted(_moments(random))
    endings = _endings(random)
    agencies = _agencies(random)
    plan = []
    for number, (moment, ending, agency) in enumerate(zip(moments, endings, agencies, strict=True)):
        wrong = (agency + 1) % AGENCIES_ASKED if number % 9 == 4 else None
        plan.append(
            PlannedQuestion(
                number=number,
                submitted_at=moment,
                reporter=random.randrange(REPORTERS),
                agency=agency,
                addressed=wrong is None and number % 3 == 0,
                wrong_first=wrong,
                ending=ending,
                pace=random.uniform(0.25, 0.9),
                ask=random.randrange(4),
            )
        )
    return tuple(_asked_on(_with_turns(plan)))


def _with_turns(plan: list[PlannedQuestion]) -> list[PlannedQuestion]:
    on_time = [one.number for one in plan if one.ending is Ending.ON_TIME]
    places = {number: place for place, number in enumerate(on_time)}
    return [
        replace(
            one,
            turns=frozenset(
                turns(
                    one.number,
                    places.get(one.number),
                    wrong_first=one.wrong_first is not None,
                    late=one.ending is Ending.LATE,
                    asked=one.submitted_at,
                )
            ),
        )
        for one in plan
    ]


def _asked_on(plan: list[PlannedQuestion]) -> list[PlannedQuestion]:
    """The first few that can: answered plainly, and the agency is asked again some weeks later."""
    plain = [
        one for one in plan if one.ending is Ending.ON_TIME and not one.turns and one.wrong_first is None
    ]
    taken: set[int] = set()
    for parent in plain:
        later = (
            one
            for one in plain
            if one.agency == parent.agency and one.submitted_at > parent.submitted_at + _TIME_TO_ASK_ON
        )
        child = next(later, None)
        if child is None or {parent.number, child.number} & taken or len(taken) == 2 * FOLLOW_UPS:
            continue
        taken |= {parent.number, child.number}
        plan[child.number] = replace(child, reporter=parent.reporter, addressed=True, follows=parent.number)
    return plan


def _moments(random: Random) -> Iterator[datetime]:
    """Any hour of any day, as the network is open day and night; the last few fall into the last two days."""
    for _ in range(QUESTIONS - STILL_RUNNING):
        day = BEGINS.date() + timedelta(days=random.randrange((date(2026, 10, 9) - BEGINS.date()).days))
        yield datetime.combine(
            day, time(random.choice((8, 9, 10, 14, 15, 16, 19, 22)), random.randrange(60)), PROVINCE_ZONE
        ) + timedelta(hours=1)
    for number in range(STILL_RUNNING):
        yield ENDS - timedelta(days=1, hours=number)


def _endings(random: Random) -> list[Ending]:
    settled = QUESTIONS - STILL_RUNNING - LATE - NEVER_ANSWERED
    endings = [Ending.ON_TIME] * settled + [Ending.LATE] * LATE + [Ending.NEVER] * NEVER_ANSWERED
    random.shuffle(endings)
    return endings + [Ending.RUNNING] * STILL_RUNNING


def _agencies(random: Random) -> list[int]:
    """Each of the asked agencies at least once, the first ones more often."""
    rest = QUESTIONS - AGENCIES_ASKED
    chosen = list(range(AGENCIES_ASKED)) + [int(AGENCIES_ASKED * random.random() ** 2) for _ in range(rest)]
    random.shuffle(chosen)
    return chosen


def at_desk(moment: datetime) -> datetime:
    """The first moment from `moment` on at which an officer sits at the desk."""
    local = moment.astimezone(PROVINCE_ZONE)
    if local.time() > _AFTERNOON:
        local = datetime.combine(local.date() + timedelta(days=1), _MORNING, PROVINCE_ZONE)
    if local.time() < _MORNING:
        local = datetime.combine(local.date(), _MORNING, PROVINCE_ZONE)
    while local.weekday() >= 5:
        local = datetime.combine(local.date() + timedelta(days=1), _MORNING, PROVINCE_ZONE)
    return local


def answer_at(question: PlannedQuestion, accepted_at: datetime, due_at: datetime) -> datetime | None:
    """When the answer is released: within the term when on time, days past it when late, else never."""
    if question.ending in (Ending.NEVER, Ending.RUNNING):
        return None
    if question.ending is Ending.LATE:
        return at_desk(due_at + timedelta(days=1 + 4 * question.pace))
    wanted = at_desk(accepted_at + (due_at - accepted_at) * question.pace)
    return wanted if wanted < due_at else accepted_at + timedelta(hours=1)
