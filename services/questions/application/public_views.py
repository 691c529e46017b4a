"""A public answer as JSON for everybody: the public record with the addresses at which it is cited."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.questions.application.public_record import (
    Happening,
    PublicPoint,
    PublicRecord,
    PublicVersion,
    Result,
)


class PublicAnswerSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list; `content_hash` is that of the newest version, `address` is for good."""

    question_id: UUID
    code: str
    title: str
    result: Result
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    submitted_at: datetime
    due_at: datetime
    answered_at: datetime
    on_time: bool
    published_at: datetime
    changed_at: datetime
    versions: int
    content_hash: str
    address: str


class PublicPointView(msgspec.Struct, frozen=True, kw_only=True):
    """A numbered point with what was said; a refused one has its ground, a transferred one its agency."""

    number: int
    asked: str
    state: str
    said: str
    ground: str | None
    agency_name: str | None


class PublicMomentView(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline; `until` is the term that an extension has set, exclusive."""

    kind: Happening
    at: datetime
    agency_name: str | None
    until: datetime | None


class PublicVersionView(msgspec.Struct, frozen=True, kw_only=True):
    """What was given at one time; `content_hash` is SHA-256 of the bytes at `content`."""

    number: int
    round: int
    at: datetime
    reason: str | None
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: str
    body: str
    points: list[PublicPointView]
    content_hash: str
    content: str
    address: str


class PublicAnswerView(msgspec.Struct, frozen=True, kw_only=True):
    """A question in public, with what happened to it and every version of its answer, the newest last."""

    question_id: UUID
    code: str
    title: str
    body: str
    result: Result
    agency_id: UUID
    agency_name: str
    submitted_at: datetime
    due_at: datetime
    answered_at: datetime
    on_time: bool
    published_at: datetime
    changed_at: datetime
    timeline: list[PublicMomentView]
    versions: list[PublicVersionView]
    address: str


def public_summary(record: PublicRecord, site: str) -> PublicAnswerSummary:
    """Of a record that is not withdrawn; `site` is where the answers site stands."""
    newest = record.newest
    return PublicAnswerSummary(
        **{**_common(record, PublicAnswerSummary), "versions": len(record.versions)},
        spokesperson_name=newest.spokesperson_name,
        content_hash=newest.content_hash,
        address=f"{site}/{record.code}",
    )


def public_answer_view(record: PublicRecord, site: str) -> PublicAnswerView:
    """Of a record that is not withdrawn; `site` is where the answers site stands."""
    here = f"{site}/{record.code}"
    moments = [
        PublicMomentView(kind=one.kind, at=one.at, agency_name=one.agency_name, until=one.until)
        for one in record.timeline
    ]
    versions = [_version(each, here) for each in record.versions]
    fields = {**_common(record, PublicAnswerView), "timeline": moments, "versions": versions}
    return PublicAnswerView(**fields, address=here)


def _common(record: PublicRecord, view: type[msgspec.Struct]) -> dict[str, Any]:
    """What the view takes as it is."""
    known = set(PublicRecord.__struct_fields__).intersection(view.__struct_fields__)
    return {name: getattr(record, name) for name in known}


def _version(version: PublicVersion, answer: str) -> PublicVersionView:
    here = f"{answer}/versions/{version.number}"
    return PublicVersionView(
        number=version.number,
        round=version.round,
        at=version.at,
        reason=version.reason,
        agency_name=version.agency_name,
        spokesperson_name=version.spokesperson_name,
        spokesperson_position=version.spokesperson_position,
        form=version.form,
        body=version.body,
        points=[_point(each) for each in version.points],
        content_hash=version.content_hash,
        content=f"{here}/content",
        address=here,
    )


def _point(point: PublicPoint) -> PublicPointView:
    return PublicPointView(**{name: getattr(point, name) for name in PublicPointView.__struct_fields__})
