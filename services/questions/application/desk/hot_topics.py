"""Which matters and areas heat up: counts that anybody can check, this week against the four before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from services.questions.domain.topics import Topic, TopicKind, hot
from services.questions.domain.visibility import OVERSEERS, Reader

LEADER = "leader"


class HotTopicView(msgspec.Struct, frozen=True, kw_only=True):
    """A rising topic; `before` are the four weeks before, the newest first, a week being seven days."""

    kind: TopicKind
    name: str
    this_week: int
    before: list[int]
    average_before: float
    newsrooms: int


class HotTopicsView(msgspec.Struct, frozen=True, kw_only=True):
    """The steepest first; `small_groups_hidden` for readers who might recognise another newsroom's work."""

    until: datetime
    topics: list[HotTopicView]
    small_groups_hidden: bool


class Topics(Protocol):
    """Counts questions by what they are about."""

    async def counted(self, now: datetime) -> Sequence[Topic]:
        """Topics of this week, with their weeks before."""


async def read_hot_topics(reader: Reader, now: datetime, topics: Topics) -> HotTopicsView:
    """Everything for IOC, supervision and leaders; for agencies only what is too big to identify anybody."""
    all_of_it = bool(reader.roles & (OVERSEERS | {LEADER}))
    rising = hot(await topics.counted(now), with_small=all_of_it)
    return HotTopicsView(
        until=now, topics=[_view(each) for each in rising], small_groups_hidden=not all_of_it
    )


def _view(topic: Topic) -> HotTopicView:
    return HotTopicView(
        kind=topic.kind,
        name=topic.name,
        this_week=topic.this_week,
        before=list(topic.before),
        average_before=topic.average,
        newsrooms=topic.newsrooms,
    )
