"""The tables of this service; importing this package knows them all."""

from services.distribution.adapters.orm.metadata import METADATA

__all__ = ["METADATA"]
