"""The tables of this service; importing this package knows them all."""

from services.distribution.adapters.orm import directory, followed, media, releases
from services.distribution.adapters.orm.metadata import METADATA

__all__ = ["METADATA", "directory", "followed", "media", "releases"]
