"""One question's way, act by act; each act puts the next on the agenda."""

from datetime import datetime, time, timedelta

from deploy.pilot import words
from deploy.pilot.caller import Caller, Json
from deploy.pilot.cast import Agency, Cast
from deploy.pilot.conductor import Act, Conductor
from deploy.pilot.season import PlannedQuestion, answer_at, at_desk
from deploy.pilot.turns import HOLIDAYS, Turn
from shared.clock import PROVINCE_ZONE

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_QUESTIONS = "/questions/v1/questions"


class QuestionPlay:
    """Asked, routed (sometimes wrongly first), accepted, answered, published, as far as the plan goes."""

    def __init__(
        self, planned: PlannedQuestion, cast: Cast, conductor: Conductor, next_one: PlannedQuestion | None
    ) -> None:
        self._planned, self._cast, self._conductor = planned, cast, conductor
        self._next_one = next_one
        self._id = ""
        self._now = self._due_at = planned.submitted_at
        self._left = set(planned.turns)

    def begin(self) -> None:
        """Put the submission on the agenda."""
        self._next(self._planned.submitted_at, self._submit)

    @property
    def _agency(self) -> Agency:
        return self._cast.agencies[self._planned.agency]

    @property
    def _asker(self) -> Caller:
        return self._cast.reporters[self._planned.reporter]

    def _takes(self, turn: Turn) -> bool:
        """Whether it happens, now: each turn is taken once."""
        if turn not in self._left:
            return False
        self._left.discard(turn)
        return True

    def _next(self, when: datetime, act: Act) -> None:
        async def run() -> None:
            self._now = when
            await act()

        self._conductor.at(when, run)

    def _text(self) -> Json:
        matter = self._agency.fields[self._planned.number % len(self._agency.fields)]
        title, body = self._planned.text(matter)
        return {"title": title, "body": body}

    async def _submit(self) -> None:
        asked = self._text()
        if self._planned.addressed:
            asked["addressed_agency_id"] = self._agency.id
        self._is(await self._asker.post(_QUESTIONS, asked))

    async def ask_on(self, parent_id: str) -> None:
        """Instead of a submission: the same reporter asks the same agency further."""
        parent = await self._asker.get(f"{_QUESTIONS}/{parent_id}")
        path = f"{_QUESTIONS}/{parent_id}/follow-ups"
        self._is(await self._asker.post(path, self._text(), version=parent["version"]))

    def _is(self, question: Json) -> None:
        self._id = question["id"]
        self._due(question)
        self._next(at_desk(self._now + _HOUR), self._accept if self._planned.addressed else self._triage)

    def _due(self, question: Json) -> None:
        """A stop at the due date, so that the sweeps run there."""
        self._due_at = datetime.fromisoformat(question["due_at"])
        self._conductor.at(self._due_at)

    async def _triage(self) -> None:
        """IOC asks back, or routes."""
        if self._takes(Turn.CLARIFIED):
            await self._ask_back(self._cast.dispatcher, at_desk(self._now + _DAY), self._route)
        elif self._takes(Turn.CLARIFIED_AFTER_THE_HOLIDAYS):
            back = datetime.combine(HOLIDAYS[2], time(9), PROVINCE_ZONE)
            await self._ask_back(self._cast.dispatcher, max(back, self._now + _DAY), self._route)
        else:
            await self._route()

    async def _ask_back(self, who: Caller, answered_at: datetime, then: Act) -> None:
        async def clarify() -> None:
            self._due(await self._act(self._asker, "clarifications", {"text": words.CLARIFICATION}))
            self._next(at_desk(self._now + _HOUR), then)

        await self._act(who, "clarification-requests", {"text": words.WHAT_IS_MEANT})
        self._next(answered_at, clarify)

    async def _route(self) -> None:
        wrong = self._planned.wrong_first
        if wrong is None:
            await self._to(self._agency)
        else:
            await self._to(self._cast.agencies[wrong])
            self._next(at_desk(self._now + 3 * _HOUR), self._route_again)

    async def _route_again(self) -> None:
        if self._takes(Turn.BOUNCED) and self._planned.wrong_first is not None:
            said = {"responsible_agency_id": self._agency.id, "reason": words.NOT_OURS}
            await self._act(self._cast.agencies[self._planned.wrong_first].focal, "bounces", said)
            self._next(at_desk(self._now + _HOUR), self._route_again)
        else:
            await self._to(self._agency)

    async def _to(self, agency: Agency) -> None:
        await self._act(self._cast.dispatcher, "routing", {"agency_id": agency.id})
        if agency is self._agency:
            self._next(at_desk(self._now + 2 * _HOUR), self._accept)

    async def _accept(self) -> None:
        question = await self._act(self._agency.focal, "acceptance")
        self._due_at = datetime.fromisoformat(question["due_at"])
        if self._takes(Turn.CLARIFIED) or self._takes(Turn.CLARIFIED_AFTER_THE_HOLIDAYS):
            await self._ask_back(self._agency.focal, at_desk(self._now + _DAY), self._work)
        else:
            await self._work()

    async def _work(self) -> None:
        """What the agency does before it answers; more time moves the answer."""
        if self._takes(Turn.IN_POINTS):
            await self._act(self._agency.focal, "points", {"points": list(words.POINTS)})
        if self._takes(Turn.HELD):
            await self._act(self._agency.speaker, "holding-replies", {"text": words.HOLDING})
        granted = self._takes(Turn.EXTENDED)
        if granted or self._takes(Turn.EXTENSION_DENIED):
            await self._more_time(granted)
        else:
            self._plan_answer()

    async def _more_time(self, granted: bool) -> None:
        async def decide() -> None:
            said = {"granted": granted, "reason": words.GRANTED if granted else words.DENIED}
            self._due(await self._act(self._cast.dispatcher, "extension-decisions", said))
            self._plan_answer()

        asked = {"reason": words.MORE_TIME, "kind": "WORKING_DAYS", "amount": 2}
        await self._act(self._agency.focal, "extension-requests", asked)
        self._next(at_desk(self._now + 2 * _HOUR), decide)

    def _plan_answer(self) -> None:
        when = answer_at(self._planned, self._now, self._due_at)
        if when is not None:
            self._next(when, self._refuse if self._takes(Turn.REFUSED) else self._answer)

    async def _refuse(self) -> None:
        said = {"ground": "INSPECTION_WITHOUT_CONCLUSION", "reason": words.REFUSAL}
        await self._act(self._agency.speaker, "refusal", said)

    async def _answer(self) -> None:
        said: Json = {"form": "RELEASE_OR_WRITTEN_REPLY", "body": words.ANSWER}
        if Turn.IN_POINTS in self._planned.turns:
            said["points"] = words.points_answered()
        await self._act(self._agency.speaker, "answer", said)
        self._next(at_desk(self._now + _HOUR), self._publish)

    async def _publish(self) -> None:
        await self._act(self._agency.focal, "publication")
        self._next(self._now + _DAY, self._read)

    async def _read(self) -> None:
        """What the asker, and then the agency, do with a published answer."""
        await self._rate()
        if self._takes(Turn.REOPENED):
            self._due(await self._act(self._asker, "reopenings", {"reason": words.NOT_ANSWERED}))
            self._next(at_desk(self._now + _HOUR), self._accept)
        if self._takes(Turn.CORRECTED):
            said = {"body": words.CORRECTED, "reason": words.WHY_CORRECTED}
            await self._act(self._agency.speaker, "corrections", said)
        if self._next_one is not None:
            child = QuestionPlay(self._next_one, self._cast, self._conductor, None)
            child.begin_after(self._id, max(self._next_one.submitted_at, self._now + _HOUR))
            self._next_one = None

    def begin_after(self, parent_id: str, when: datetime) -> None:
        """Put the next question on the agenda, once its reason is there."""
        self._next(when, lambda: self.ask_on(parent_id))

    async def _rate(self) -> None:
        if Turn.REOPENED in self._left:
            await self._act(self._asker, "ratings", {"level": "UNSATISFIED"})
        elif self._planned.number % 3:
            level = "SATISFIED" if self._planned.pace < 0.6 else "ACCEPTABLE"
            await self._act(self._asker, "ratings", {"level": level})

    async def _act(self, who: Caller, act: str, body: Json | None = None) -> Json:
        return await who.act_on(f"{_QUESTIONS}/{self._id}", act, body)
