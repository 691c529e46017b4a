"""What a submission depends on: read in one round trip, or remembered and checked while it is written."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from services.questions.adapters.intake_memory import IntakeMemory
from services.questions.application.ports import Intake
from shared.clock import PROVINCE_ZONE
from shared.persistence.directory import IN_FORCE
from shared.persistence.unit_of_work import SqlUnitOfWork

_IN_FORCE = IN_FORCE.format(agency="$2", at="$5::timestamptz")
_POLICY = """
    SELECT version, questions_per_day FROM deadline_policies
    WHERE valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4)
    ORDER BY valid_from DESC, version DESC LIMIT 1
"""
_CALENDAR = """
    SELECT version FROM work_calendars WHERE first_day <= $4 AND last_day >= $4
    ORDER BY position DESC LIMIT 1
"""
_ASKED_TODAY = """
    SELECT count(*) FROM (
        SELECT FROM questions
        WHERE reporter_id = $1 AND submitted_at >= $3 AND parent_id IS NULL LIMIT p.questions_per_day
    ) AS today
"""
# nextval only where nothing refuses the question: refusals leave no gaps in the codes.
_LOOK_UP = f"""
WITH facts AS MATERIALIZED (
    SELECT r.press_agency_id, coalesce(r.may_ask, false) AS may_ask,
        $2::uuid IS NULL OR {_IN_FORCE} AS addressed_known,
        p.version AS policy_version, p.questions_per_day, c.version AS calendar_version,
        ({_ASKED_TODAY}) AS asked_today
    FROM (SELECT 1) AS one
    LEFT JOIN reporters r ON r.reporter_id = $1
    LEFT JOIN LATERAL ({_POLICY}) AS p ON true
    LEFT JOIN LATERAL ({_CALENDAR}) AS c ON true
)
SELECT *, CASE WHEN taken AND $7::boolean THEN nextval('question_number') END AS number
FROM facts, LATERAL (SELECT may_ask AND addressed_known AND calendar_version IS NOT NULL
    AND (NOT $6::boolean OR asked_today < questions_per_day) AS taken) AS judged
"""  # noqa: S608 - own text
_STILL_SO = f"""
    SELECT FROM reporters r, ({_POLICY}) AS p, ({_CALENDAR}) AS c
    WHERE r.reporter_id = $1 AND r.may_ask AND ($2::uuid IS NULL OR {_IN_FORCE})
        AND ({_ASKED_TODAY}) < p.questions_per_day
        AND r.press_agency_id = $6 AND p.version = $7 AND c.version = $8
"""


class SqlIntakeDesk:
    """Reads as statements of their own, so that the submission itself stays one statement."""

    def __init__(self, uow: SqlUnitOfWork, memory: IntakeMemory) -> None:
        self._uow, self._memory = uow, memory

    async def look_up(
        self,
        reporter_id: UUID,
        addressed_agency_id: UUID | None,
        now: datetime,
        day_start: datetime,
        *,
        limited: bool,
    ) -> Intake:
        """What decides whether and how it is taken; commit makes sure of what is only remembered."""
        today = now.astimezone(PROVINCE_ZONE).date()
        asked = (reporter_id, addressed_agency_id, day_start, today, now)
        known = self._memory.remembered.of(reporter_id, today)
        if known is not None and limited and self._uow.may_assume:
            return await self._assume(asked, *known)
        return await self._read(asked, limited=limited)

    async def next_number(self) -> int:
        """For a part of a question that becomes one."""
        number = await self._memory.numbers.next()
        self._is_drawn(number)
        return number

    async def _assume(self, asked: tuple[object, ...], newsroom: UUID, policy: str, calendar: str) -> Intake:
        rules = await self._memory.rulebook.rules(policy, calendar)
        self._uow.assume(_STILL_SO, *asked, newsroom, policy, calendar)
        number = await self.next_number()
        return Intake(newsroom, may_ask=True, addressed_known=True, rules=rules, number=number)

    async def _read(
        self, asked: tuple[UUID, UUID | None, datetime, date, datetime], *, limited: bool
    ) -> Intake:
        if (number := self._memory.numbers.spare()) is not None:
            self._is_drawn(number)
        row = (await self._memory.database.fetch(_LOOK_UP, *asked, limited, number is None))[0]
        if row["number"] is not None:
            self._is_drawn(number := row["number"])
        policy, calendar, rules = row["policy_version"], row["calendar_version"], None
        if policy is not None and calendar is not None:
            rules = await self._memory.rulebook.rules(policy, calendar)
        if row["taken"]:
            self._memory.remembered.keep(asked[0], row["press_agency_id"], asked[3], policy, calendar)
        return Intake(
            press_agency_id=row["press_agency_id"],
            may_ask=row["may_ask"],
            addressed_known=row["addressed_known"],
            rules=rules,
            number=number if row["taken"] else None,
        )

    def _is_drawn(self, number: int) -> None:
        self._uow.unless_written(partial(self._memory.numbers.give_back, number))
