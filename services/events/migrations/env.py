"""Alembic's entry."""

from services.events.adapters.orm import METADATA
from shared.persistence.migrations import run

run(METADATA)
