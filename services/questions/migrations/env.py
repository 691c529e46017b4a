"""Alembic's entry."""

from services.questions.adapters.public_tables import public_answers
from shared.persistence.migrations import run

run(public_answers.metadata)
