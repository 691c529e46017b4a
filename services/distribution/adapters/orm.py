"""The tables of this service: those of the chassis, and no others yet."""

from shared.persistence import metadata_for

METADATA = metadata_for("distribution")
