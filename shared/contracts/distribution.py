"""Events of the distribution service: releases, takes, deliveries and published items."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

import msgspec

from shared.contracts.event import Event, UtcTime

Edition = Annotated[int, msgspec.Meta(ge=1)]
"""1 is the first publication; each correction and the withdrawal is one more."""


class ReleasePublished(Event, frozen=True, kw_only=True, tag="distribution.release.published.v1"):
    """A release is public from now on; one under embargo is told only when its embargo has ended."""

    __aggregate__: ClassVar[str] = "release_id"

    release_id: UUID
    agency_id: UUID
    edition: Edition
    code: str
    headline: str
    urgency: Literal["flash", "priority", "routine"]
    embargoed_until: UtcTime | None
    published_at: UtcTime
    content_hash: str


class ReleaseCorrected(Event, frozen=True, kw_only=True, tag="distribution.release.corrected.v1"):
    """A public release has a new edition that takes the place of the one before, which stays readable."""

    __aggregate__: ClassVar[str] = "release_id"

    release_id: UUID
    agency_id: UUID
    edition: Edition
    corrected_at: UtcTime
    content_hash: str


class ReleaseWithdrawn(Event, frozen=True, kw_only=True, tag="distribution.release.withdrawn.v1"):
    """The agency has taken a public release back; its last edition says so and why."""

    __aggregate__: ClassVar[str] = "release_id"

    release_id: UUID
    agency_id: UUID
    edition: Edition
    withdrawn_at: UtcTime


class ReleaseTaken(Event, frozen=True, kw_only=True, tag="distribution.release.taken.v1"):
    """Somebody of a newsroom has opened, downloaded or copied a release; who, stays in the service."""

    __aggregate__: ClassVar[str] = "take_id"

    take_id: UUID
    release_id: UUID
    press_agency_id: UUID
    action: Literal["open", "download", "copy"]
    taken_at: UtcTime


class DeliveryConfirmed(Event, frozen=True, kw_only=True, tag="distribution.delivery.confirmed.v1"):
    """The receiving server has accepted a delivery; without a release it was another notice."""

    __aggregate__: ClassVar[str] = "delivery_id"

    delivery_id: UUID
    release_id: UUID | None
    endpoint_kind: Literal["webhook", "email"]
    press_agency_id: UUID | None
    confirmed_at: UtcTime


class ItemPublished(Event, frozen=True, kw_only=True, tag="distribution.item.published.v1"):
    """A newsroom has declared that it published an item made from a release; not confirmed yet."""

    __aggregate__: ClassVar[str] = "item_id"

    item_id: UUID
    release_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    published_at: UtcTime
    declared_at: UtcTime


class ItemConfirmed(Event, frozen=True, kw_only=True, tag="distribution.item.confirmed.v1"):
    """The agency has seen that the declared item uses its release."""

    __aggregate__: ClassVar[str] = "item_id"

    item_id: UUID
    release_id: UUID
    press_agency_id: UUID
    confirmed_at: UtcTime


class ItemRefused(Event, frozen=True, kw_only=True, tag="distribution.item.refused.v1"):
    """The agency has found that the declared item does not use its release."""

    __aggregate__: ClassVar[str] = "item_id"

    item_id: UUID
    release_id: UUID
    press_agency_id: UUID
    refused_at: UtcTime
