"""What a reporter shows: a press card, or a letter of introduction (Luật Báo chí 126/2025 art. 27)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from services.identity.domain.errors import (
    AssignmentNeeded,
    CardTermTooLong,
    CredentialExpired,
    LetterIncomplete,
    NoCardForScientificJournal,
)
from services.identity.domain.model.press_agency import PressKind


class CredentialType(StrEnum):
    """What a reporter presents (Luật Báo chí 126/2025 art. 27): the card, or without one a letter."""

    PRESS_CARD = "PRESS_CARD"
    INTRODUCTION_LETTER = "INTRODUCTION_LETTER"


class ReporterCategory(StrEnum):
    """Whom the newsroom sends: its staff, somebody it has assigned, or press visiting from elsewhere."""

    STAFF = "STAFF"
    FREELANCE = "FREELANCE"
    VISITING = "VISITING"


@dataclass(frozen=True)
class CardTerm:
    """Cards granted in one term end together, whatever is printed on them."""

    granted_from: date
    granted_to: date
    counts_until: date
    basis: str

    def covers(self, granted: date) -> bool:
        """Whether a card of this day belongs to the term."""
        return self.granted_from <= granted <= self.granted_to


CARD_TERMS = (
    CardTerm(date(2021, 1, 1), date(2025, 12, 31), date(2026, 3, 31), "QĐ 4794/QĐ-BVHTTDL, 19/12/2025"),
)
"""Rows, newest last; another extension is another row. Later cards carry their own end (art. 28.4)."""
CARD_YEARS = 5
"""A card counts for five years from the day it was granted (Luật Báo chí 126/2025 art. 28.4)."""


@dataclass(frozen=True)
class Credential:
    """`number` is text: the digits of the 2026 card are not settled; `expires_on` is the last valid day.

    `issued_on` is a card's; issuer, scope and `valid_from` are a letter's.
    """

    type: CredentialType
    number: str
    expires_on: date
    issued_on: date | None = None
    valid_from: date | None = None
    issuer: str | None = None
    scope: str | None = None

    @property
    def last_day(self) -> date:
        """The last day on which it counts, which a card's term may have brought forward."""
        if self.type is CredentialType.PRESS_CARD and self.issued_on is not None:
            ends = (term.counts_until for term in CARD_TERMS if term.covers(self.issued_on))
            return min(self.expires_on, *ends, _years_after(self.issued_on))
        return self.expires_on

    def covers(self, today: date) -> bool:
        """Whether it counts today, a day in the province's zone."""
        return (self.valid_from is None or self.valid_from <= today) and today <= self.last_day

    def require_valid(self, today: date) -> None:
        """Raises CredentialExpired from the day after the last one, a day in the province's zone."""
        if today > self.last_day:
            raise CredentialExpired("credential.expires_on", expires_on=self.last_day.isoformat())

    def fitting(self, kind: PressKind, category: ReporterCategory, today: date) -> Self:
        """As it counts for such a newsroom and such a reporter; raises what the evidence breaks."""
        card = self.type is CredentialType.PRESS_CARD
        if card and kind is PressKind.SCIENTIFIC_JOURNAL:
            raise NoCardForScientificJournal("credential.type")
        if card and category is not ReporterCategory.STAFF:
            raise AssignmentNeeded("credential.type")
        if not card and (not self.issuer or not self.scope or self.valid_from is None):
            raise LetterIncomplete("credential")
        if not card and self.valid_from is not None and self.valid_from > self.expires_on:
            raise LetterIncomplete("credential.valid_from")
        self.require_valid(today)
        latest = _years_after(self.issued_on or today)
        if card and self.expires_on > latest:
            raise CardTermTooLong("credential.expires_on", latest=latest.isoformat())
        return replace(self, expires_on=self.last_day)


def _years_after(day: date) -> date:
    """Five years later; from a 29 February on to the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=min(day.year + CARD_YEARS, 9999), day=last)
