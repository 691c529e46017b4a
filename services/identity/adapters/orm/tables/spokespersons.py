"""Who may speak."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.domain.model import MatterKind, SpokespersonKind
from shared.text import fold, nfc, sort_key


def _made_of(derive: Callable[[str, str], str]) -> Callable[[Any], str]:
    """Derived from name and position when the row is written; an assignment keeps both for ever."""

    def default(context: Any) -> str:
        values = context.get_current_parameters()
        return derive(values["full_name"], values["position"])

    return default


def _given_name_first(full_name: str, _position: str) -> str:
    """Vietnamese lists go by the given name, which comes last, then by family and middle names."""
    *others, given = full_name.split() or [""]
    return sort_key(f"{given} {' '.join(others)}")


spokesperson = Table(
    "spokesperson",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("agency_id", Uuid, ForeignKey("agency.id"), nullable=False, index=True),
    Column("kind", word(SpokespersonKind), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("phone", Text),
    Column("official_email", Text),
    Column("decision_no", Text),
    Column("valid_from", INSTANT, nullable=False),
    Column("valid_to", INSTANT),
    Column("assigned_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    Column("version", Integer, nullable=False),
    Column("decision_at", INSTANT, nullable=False),
    Column("entry_due_at", INSTANT),
    Column("published_at", INSTANT),
    Column("overdue_told_at", INSTANT),
    Column("exact", Text, nullable=False, default=_made_of(lambda *words: nfc(" ".join(words)).casefold())),
    Column("search", Text, nullable=False, default=_made_of(lambda *words: fold(" ".join(words)))),
    Column("name_sort", Text(collation="C"), nullable=False, default=_made_of(_given_name_first)),
    Index("ix_spokesperson_order", "name_sort", "id"),
    Index(
        "ix_spokesperson_entry_due_at",
        "entry_due_at",
        postgresql_where=text("published_at IS NULL AND overdue_told_at IS NULL AND revoked_at IS NULL"),
    ),
)
DERIVED = ("exact", "search", "name_sort")
"""Columns that only reads know."""

speaking_delegation = Table(
    "speaking_delegation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("delegator_id", Uuid, ForeignKey("spokesperson.id"), nullable=False),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("agency_id", Uuid, ForeignKey("agency.id"), nullable=False, index=True),
    Column("full_name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("phone", Text),
    Column("official_email", Text),
    Column("matter_kind", word(MatterKind), nullable=False),
    Column("matter_id", Uuid, nullable=False),
    Column("document_no", Text, nullable=False),
    Column("valid_from", INSTANT, nullable=False),
    Column("valid_to", INSTANT, nullable=False),
    Column("signed_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    Column("version", Integer, nullable=False),
)
