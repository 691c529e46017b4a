"""What identity has told about agencies and their spokespersons; the tables are the chassis'."""

from services.distribution.adapters.orm.metadata import METADATA
from shared.persistence.directory import directory_tables

known_agency, _ended_agency, _speaking_right = directory_tables(METADATA)
