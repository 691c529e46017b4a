"""The tables of this service; importing this package knows them all."""

from services.distribution.adapters.orm import deliveries, directory, followed, items, media, releases, takes
from services.distribution.adapters.orm.metadata import METADATA

__all__ = ["METADATA", "deliveries", "directory", "followed", "items", "media", "releases", "takes"]
