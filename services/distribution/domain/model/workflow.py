"""The steps of a release and what the public sees of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from services.distribution.domain.errors.releases import EmbargoPassed, NotAMinute
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.edition import EditionKind


class Status(StrEnum):
    """Where the work on the next edition stands; `none` when there is no such work."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    EMBARGOED = "embargoed"
    NONE = "none"


class Publication(StrEnum):
    """What everybody may see."""

    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


EDITABLE = (Status.DRAFT, Status.RETURNED)
RETURNABLE = (Status.SUBMITTED, Status.APPROVED, Status.EMBARGOED)
PUBLICATION_BY: Mapping[EditionKind, Publication] = {
    EditionKind.ORIGINAL: Publication.PUBLISHED,
    EditionKind.CORRECTION: Publication.CORRECTED,
    EditionKind.WITHDRAWAL: Publication.WITHDRAWN,
}


def check_embargo(content: Content, now: datetime) -> None:
    """Raises EmbargoPassed or NotAMinute; an embargo ends with a whole minute that still lies ahead."""
    until = content.embargoed_until
    if until is None:
        return
    if until.second or until.microsecond:
        raise NotAMinute(field="embargoed_until")
    if until <= now:
        raise EmbargoPassed(field="embargoed_until")
