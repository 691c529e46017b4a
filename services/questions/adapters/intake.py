"""The one round trip that a submission reads; its number comes from the sequence in the same trip."""

from datetime import datetime
from uuid import UUID

from services.questions.adapters.rulebook import SqlRuleBook
from services.questions.application.ports import Intake
from shared.clock import PROVINCE_ZONE
from shared.persistence.directory import IN_FORCE
from shared.persistence.engine import Database

# nextval only where nothing refuses the question: refusals leave no gaps in the codes.
_LOOK_UP = """
WITH facts AS MATERIALIZED (
    SELECT r.press_agency_id, coalesce(r.may_ask, false) AS may_ask,
        $2::uuid IS NULL OR {addressed_known} AS addressed_known,
        p.version AS policy_version, p.questions_per_day, c.version AS calendar_version,
        (SELECT count(*) FROM (
            SELECT 1 FROM questions
            WHERE reporter_id = $1 AND submitted_at >= $3 AND parent_id IS NULL LIMIT p.questions_per_day
        ) AS today) AS asked_today
    FROM (SELECT 1) AS one
    LEFT JOIN reporters r ON r.reporter_id = $1
    LEFT JOIN LATERAL (
        SELECT version, questions_per_day FROM deadline_policies
        WHERE valid_from <= $4 AND (valid_to IS NULL OR valid_to > $4)
        ORDER BY valid_from DESC, version DESC LIMIT 1
    ) AS p ON true
    LEFT JOIN LATERAL (
        SELECT version FROM work_calendars WHERE first_day <= $4 AND last_day >= $4
        ORDER BY position DESC LIMIT 1
    ) AS c ON true
)
SELECT *, CASE WHEN may_ask AND addressed_known AND (NOT $6::boolean OR asked_today < questions_per_day)
               AND calendar_version IS NOT NULL THEN nextval('question_number') END AS number
FROM facts
""".format(addressed_known=IN_FORCE.format(agency="$2", at="$5::timestamptz"))  # noqa: S608 - own text


class SqlIntakeDesk:
    """Reads as statements of their own, so that the submission itself stays one statement."""

    def __init__(self, database: Database, rulebook: SqlRuleBook) -> None:
        self._database = database
        self._rulebook = rulebook

    async def look_up(
        self,
        reporter_id: UUID,
        addressed_agency_id: UUID | None,
        now: datetime,
        day_start: datetime,
        *,
        limited: bool,
    ) -> Intake:
        """What decides whether and how the question is taken."""
        today = now.astimezone(PROVINCE_ZONE).date()
        asked = (reporter_id, addressed_agency_id, day_start, today, now, limited)
        rows = await self._database.fetch(_LOOK_UP, *asked)
        row = rows[0]
        rules = None
        if row["policy_version"] is not None and row["calendar_version"] is not None:
            rules = await self._rulebook.rules(row["policy_version"], row["calendar_version"])
        return Intake(
            press_agency_id=row["press_agency_id"],
            may_ask=row["may_ask"],
            addressed_known=row["addressed_known"],
            asked_today=row["asked_today"],
            rules=rules,
            number=row["number"],
        )

    async def next_number(self) -> int:
        """For a part of a question that becomes one."""
        rows = await self._database.fetch("SELECT nextval('question_number') AS number")
        return int(rows[0]["number"])
