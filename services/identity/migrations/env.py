"""The environment Alembic runs; everything is in the chassis."""

from services.identity.adapters.orm import metadata
from shared.persistence.migrations import run

run(metadata)
