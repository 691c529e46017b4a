"""What is told to receivers, and what came of it."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.distribution.application.ports.deliveries import DeliveryUnit, Message
from services.distribution.domain.model.deliveries import Round
from services.distribution.domain.model.endpoints import Topic
from shared.contracts.distribution import (
    DeliveryConfirmed,
    ReleaseCorrected,
    ReleasePublished,
    ReleaseWithdrawn,
)
from shared.contracts.questions import AnswerPublished

_ANSWER_FIELDS = (
    "question_id", "answer_id", "agency_id", "press_agency_id", "subject", "spokesperson_name",
    "spokesperson_position", "answered_at", "published_at", "content_hash",
)  # fmt: skip


async def tell_published(event: ReleasePublished, cause: UUID, uow: DeliveryUnit) -> None:
    """A release has become public."""
    message = _of_release(event, cause, Topic.RELEASE_PUBLISHED)
    await _tell(msgspec.structs.replace(message, headline=event.headline), uow)


async def tell_corrected(event: ReleaseCorrected, cause: UUID, uow: DeliveryUnit) -> None:
    """A public release has a new edition."""
    await _tell(_of_release(event, cause, Topic.RELEASE_CORRECTED), uow)


async def tell_withdrawn(event: ReleaseWithdrawn, cause: UUID, uow: DeliveryUnit) -> None:
    """A public release was taken back."""
    await _tell(_of_release(event, cause, Topic.RELEASE_WITHDRAWN), uow)


async def tell_answer(event: AnswerPublished, cause: UUID, uow: DeliveryUnit) -> None:
    """Question and answer have become public."""
    data = {name: getattr(event, name) for name in _ANSWER_FIELDS}
    data["href"] = f"/questions/v1/questions/{event.question_id}/answer"
    message = Message(
        id=cause,
        topic=Topic.ANSWER_PUBLISHED,
        subject_id=event.question_id,
        version=None,
        release_id=None,
        headline=event.subject,
        occurred_at=event.published_at,
        body=_body(Topic.ANSWER_PUBLISHED, event.published_at, data),
    )
    await _tell(message, uow)


async def settle_rounds(rounds: Sequence[Round], uow: DeliveryUnit) -> None:
    """Results and their events in one transaction."""
    async with uow:
        for accepted in await uow.deliveries.settle(rounds):
            uow.outbox.add(
                DeliveryConfirmed(
                    aggregate_version=1,
                    delivery_id=accepted.delivery_id,
                    release_id=accepted.release_id,
                    endpoint_kind=accepted.channel.value,
                    press_agency_id=accepted.press_agency_id,
                    confirmed_at=uow.now(),
                )
            )


async def _tell(message: Message, uow: DeliveryUnit) -> None:
    async with uow:
        await uow.deliveries.tell(message)


def _of_release(
    event: ReleasePublished | ReleaseCorrected | ReleaseWithdrawn, cause: UUID, topic: Topic
) -> Message:
    """The fields of the event are public facts, so they go out as they are."""
    data = msgspec.to_builtins(event)
    del data["type"], data["aggregate_version"]
    data["href"] = f"/distribution/v1/releases/{event.release_id}"
    at = {
        ReleasePublished: "published_at",
        ReleaseCorrected: "corrected_at",
        ReleaseWithdrawn: "withdrawn_at",
    }[type(event)]
    occurred_at = getattr(event, at)
    return Message(
        id=cause,
        topic=topic,
        subject_id=event.release_id,
        version=event.aggregate_version,
        release_id=event.release_id,
        headline=None,
        occurred_at=occurred_at,
        body=_body(topic, occurred_at, data),
    )


def _body(topic: Topic, occurred_at: object, data: object) -> bytes:
    """As Standard Webhooks has it: type, timestamp, data."""
    return msgspec.json.encode({"type": topic.value, "timestamp": occurred_at, "data": data})
