"""The season's releases as a plan: who publishes what, when, and which newsrooms make something of it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from random import Random

from deploy.pilot.season import AGENCIES_ASKED, BEGINS, at_desk
from shared.clock import PROVINCE_ZONE

RELEASES, USING, ITEMS = 106, 64, 1237
_DAYS = 66
_HEADLINES = (
    "Công bố kế hoạch {matter}",
    "Kết quả {matter} trong tháng",
    "Lịch triển khai {matter}",
    "Hướng dẫn người dân về {matter}",
)


class Fate(StrEnum):
    """What happens to a release after it is written."""

    PLAIN = "plain"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    EMBARGOED = "embargoed"


@dataclass(frozen=True)
class PlannedRelease:
    """One release; `users` are the newsrooms that publish something made from it."""

    number: int
    agency: int
    at: datetime
    fate: Fate
    users: tuple[int, ...]

    def text(self, matter: str) -> tuple[str, str]:
        """Headline and body about one of the agency's matters."""
        headline = _HEADLINES[self.number % len(_HEADLINES)].format(matter=matter)
        body = f"<p>{headline}. Thông tin chính thức do cơ quan cung cấp, số {self.number + 1}.</p>"
        return headline, body


def releases(seed: int = 106) -> tuple[PlannedRelease, ...]:
    """All releases in the order they are published; their items add up to the season's."""
    random = Random(seed)
    fates = {7: Fate.WITHDRAWN, 11: Fate.EMBARGOED} | dict.fromkeys((20, 41, 62, 83, 99), Fate.CORRECTED)
    used = [number for number in range(RELEASES) if fates.get(number) is not Fate.WITHDRAWN]
    share, rest = divmod(ITEMS, len(used))
    plan = []
    for number in range(RELEASES):
        place = used.index(number) if number in used else None
        count = 0 if place is None else share + (place < rest)
        first = (number * 7) % USING
        users = tuple(sorted((first + step * 3) % USING for step in range(count)))
        agency = number if number < AGENCIES_ASKED else int(AGENCIES_ASKED * random.random() ** 2)
        plan.append(PlannedRelease(number, agency, _morning(number), fates.get(number, Fate.PLAIN), users))
    return tuple(plan)


def _morning(number: int) -> datetime:
    """Nine o'clock on a weekday; the releases are spread evenly over the weeks."""
    day = BEGINS.date() + timedelta(days=number * _DAYS // RELEASES)
    return at_desk(datetime.combine(day, time(9, 0), PROVINCE_ZONE))
