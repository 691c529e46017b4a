"""Alembic's entry."""

from services.questions.adapters.orm import metadata
from shared.persistence.migrations import run

run(metadata)
