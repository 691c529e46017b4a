"""Alembic's entry."""

from services.metrics.adapters.orm import METADATA
from shared.persistence.migrations import run

run(METADATA)
