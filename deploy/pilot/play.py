"""One question's way, act by act; each act puts the next on the agenda."""

from datetime import datetime, timedelta

from deploy.pilot.caller import Caller, Json
from deploy.pilot.cast import Agency, Cast
from deploy.pilot.conductor import Act, Conductor
from deploy.pilot.season import PlannedQuestion, answer_at, at_desk

_HOUR = timedelta(hours=1)
_QUESTIONS = "/questions/v1/questions"


class QuestionPlay:
    """Asked, routed (sometimes wrongly first), accepted, answered, published, as far as the plan goes."""

    def __init__(self, planned: PlannedQuestion, cast: Cast, conductor: Conductor) -> None:
        self._planned, self._cast, self._conductor = planned, cast, conductor
        self._id = ""
        self._now = self._due_at = planned.submitted_at

    def begin(self) -> None:
        """Put the submission on the agenda."""
        self._next(self._planned.submitted_at, self._submit)

    @property
    def _agency(self) -> Agency:
        return self._cast.agencies[self._planned.agency]

    def _next(self, when: datetime, act: Act) -> None:
        async def run() -> None:
            self._now = when
            await act()

        self._conductor.at(when, run)

    async def _submit(self) -> None:
        matter = self._agency.fields[self._planned.number % len(self._agency.fields)]
        title, body = self._planned.text(matter)
        asked: Json = {"title": title, "body": body}
        if self._planned.addressed:
            asked["addressed_agency_id"] = self._agency.id
        answer = await self._cast.reporters[self._planned.reporter].post(_QUESTIONS, asked)
        self._id, self._due_at = answer["id"], datetime.fromisoformat(answer["due_at"])
        self._conductor.at(self._due_at)
        act = self._accept if self._planned.addressed else self._route
        self._next(at_desk(self._now + _HOUR), act)

    async def _route(self) -> None:
        wrong = self._planned.wrong_first
        if wrong is None:
            await self._to(self._agency)
        else:
            await self._to(self._cast.agencies[wrong])
            self._next(at_desk(self._now + 3 * _HOUR), self._route_again)

    async def _route_again(self) -> None:
        await self._to(self._agency)

    async def _to(self, agency: Agency) -> None:
        await self._act(self._cast.dispatcher, "routing", {"agency_id": agency.id})
        if agency is self._agency:
            self._next(at_desk(self._now + 2 * _HOUR), self._accept)

    async def _accept(self) -> None:
        await self._act(self._agency.focal, "acceptance")
        when = answer_at(self._planned, self._now, self._due_at)
        if when is not None:
            self._next(when, self._answer)

    async def _answer(self) -> None:
        body = {
            "form": "RELEASE_OR_WRITTEN_REPLY",
            "body": "Cơ quan đã kiểm tra: việc đang được thực hiện đúng kế hoạch đã công bố.",
        }
        await self._act(self._agency.speaker, "answer", body)
        self._next(at_desk(self._now + _HOUR), self._publish)

    async def _publish(self) -> None:
        await self._act(self._agency.focal, "publication")

    async def _act(self, who: Caller, act: str, body: Json | None = None) -> None:
        """Open the question, then act on the version that was read, as a person at a desk does."""
        question = await who.get(f"{_QUESTIONS}/{self._id}")
        await who.post(f"{_QUESTIONS}/{self._id}/{act}", body, version=question["version"])
