"""Alembic's entry."""

from services.distribution.adapters.orm import METADATA
from shared.persistence.migrations import run

run(METADATA)
