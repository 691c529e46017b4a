"""What identity keeps of people, why, and how long: the register of personal data, as data."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

UNUSED_ACCOUNT = timedelta(days=365)
CLOSED_STATEMENT = timedelta(days=365)
ENDED_CONTACT = timedelta(days=30)
CONSENT_VERSION = "2026-11"
"""Of the text that a person agrees to; the text is in the README of the service."""


class Purpose(StrEnum):
    """What a person can be asked to agree to; what the law demands is not asked."""

    PRESS_CONTACT = "press-contact"
    """Newsroom and state agencies may reach the reporter outside a question."""


class OnErasure(StrEnum):
    """What becomes of a category when a person asks to be forgotten."""

    ERASED = "erased"
    KEPT = "kept"


@dataclass(frozen=True)
class Category:
    """One row of the register; `basis` is why we may, `kept` how long, `why_kept` what the law demands."""

    key: str
    what: str
    basis: str
    kept: str
    on_erasure: OnErasure
    why_kept: str = ""


REGISTER: tuple[Category, ...] = (
    Category(
        "identifier",
        "the twelve digits, as a keyed digest and sealed; the last four",
        "Luật Căn cước; sign-in with VNeID",
        "while the account is",
        OnErasure.ERASED,
    ),
    Category(
        "name", "the name as VNeID gives it", "sign-in with VNeID", "while the account is", OnErasure.ERASED
    ),
    Category(
        "accreditation",
        "newsroom, credential, status, dates, who decided",
        "Luật Báo chí 126/2025 art. 27, 28",
        "while the account is; without the credential afterwards",
        OnErasure.KEPT,
        "decisions of the department stay verifiable; without name, identifier and credential",
    ),
    Category(
        "identity-check",
        "result and date of the look-up in the population database, the officer's code",
        "Luật Báo chí 126/2025 art. 27",
        "while the account is; the birth date until the answer",
        OnErasure.KEPT,
        "each look-up in the population database is accounted for",
    ),
    Category(
        "appointments",
        "posts given and ended, by whom",
        "NĐ 244/2026 art. 3",
        "for ever, without the name once the account is erased",
        OnErasure.KEPT,
        "who could act for an agency at a time has to be provable",
    ),
    Category(
        "spokesperson",
        "name, position, phone and e-mail of office, decision",
        "NĐ 244/2026 art. 4: published by law",
        "for ever; phone and e-mail until a month after its end",
        OnErasure.KEPT,
        "the directory of spokespersons is public by law",
    ),
    Category(
        "heads",
        "the names of those who head a press agency or its office here",
        "Luật Báo chí 126/2025: part of the licence",
        "while the press agency is in the register",
        OnErasure.KEPT,
        "it belongs to the licence, and no account is bound to it",
    ),
    Category(
        "sessions",
        "which client, since when; tokens as digests",
        "security of access",
        "until a day after their end",
        OnErasure.ERASED,
    ),
    Category(
        "failures",
        "failed sign-ins by digests of address and person",
        "security of access",
        "one day",
        OnErasure.ERASED,
    ),
    Category(
        "requests",
        "what was asked about the own data, and the answer",
        "Luật 91/2025, NĐ 356/2025",
        "for ever; the person's words for a year after the answer",
        OnErasure.KEPT,
        "the two working days have to be provable",
    ),
    Category(
        "consents",
        "purpose, version of the text, when given and withdrawn",
        "Luật 91/2025: consent is never assumed",
        "for ever, without the name once the account is erased",
        OnErasure.KEPT,
        "consent has to be provable",
    ),
    Category(
        "audit",
        "who did what to what, by account ids",
        "security of access; Luật 91/2025",
        "for ever",
        OnErasure.KEPT,
        "an append-only log; it holds no name and no identifier",
    ),
)
