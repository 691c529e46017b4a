"""Requests about personal data."""

from typing import Annotated

import msgspec

from services.identity.application.commands import GiveConsent
from services.identity.domain.model import RequestKind
from services.identity.domain.retention import CONSENT_VERSION, Purpose
from services.identity.entrypoints.schemas.base import Body, actor_of
from shared.ids import uuid7
from shared.web.auth import Principal

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class AskAboutDataRequest(Body, frozen=True, kw_only=True):
    """`statement` says what is wrong and how it should be; an erasure needs none."""

    kind: RequestKind
    statement: Words | None = None


class DecideRequest(Body, frozen=True, kw_only=True):
    """What was done, or why not; the person reads it."""

    reason: Words


class ConsentRequest(Body, frozen=True, kw_only=True):
    """The purpose, and the version of the text that was shown."""

    purpose: Purpose
    text_version: Annotated[str, msgspec.Meta(max_length=20, examples=[CONSENT_VERSION])]


def consent_of(data: ConsentRequest, principal: Principal) -> GiveConsent:
    """The command of whoever agrees."""
    return GiveConsent(
        consent_id=uuid7(),
        actor=actor_of(principal),
        purpose=data.purpose,
        text_version=data.text_version,
    )
