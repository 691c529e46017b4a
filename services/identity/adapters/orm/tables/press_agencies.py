"""Press agencies, the applications to be one, their offices and residents in the province."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.adapters.orm.tables.json import Valued
from services.identity.domain.model import ApplicationStatus, LicenceStatus, PressProfile

press_agency = Table(
    "press_agency",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_exact", Text, nullable=False),
    Column("name_sort", Text(collation="C"), nullable=False),
    Column("search", Text, nullable=False, unique=True),
    Column("types", ARRAY(Text), nullable=False),
    Column("kind", Text, nullable=False),
    Column("registered_at", INSTANT, nullable=False),
    Column("version", Integer, nullable=False),
    Column("licence_no", Text),
    Column("governing_body", Text),
    Column("central", Boolean, nullable=False),
    Column("purpose", Text),
    Column("domains", ARRAY(Text), nullable=False),
    Column("head", Text),
    Column("valid_to", Date),
    Column("status", word(LicenceStatus), nullable=False),
    Column("warned_of", Date),
    Index("ix_press_agency_order", "name_sort", "id"),
    Index("ix_press_agency_valid_to", "valid_to", postgresql_where="valid_to IS NOT NULL"),
)

press_application = Table(
    "press_application",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("applicant_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("profile", Valued(PressProfile), nullable=False),
    Column("submitted_at", INSTANT, nullable=False),
    Column("status", word(ApplicationStatus), nullable=False),
    Column("decided_at", INSTANT),
    Column("decided_by", Uuid),
    Column("reason", Text),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id")),
    Column("version", Integer, nullable=False),
)

press_office = Table(
    "press_office",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id"), nullable=False, index=True),
    Column("province_code", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("head", Text, nullable=False),
    Column("notified_on", Date, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("entered_at", INSTANT, nullable=False),
    Column("ended_on", Date),
)

resident_reporter = Table(
    "resident_reporter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id"), nullable=False, index=True),
    Column("reporter_id", Uuid, ForeignKey("reporter.id"), nullable=False),
    Column("province_code", Text, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("notified_on", Date, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("entered_at", INSTANT, nullable=False),
    Column("ended_on", Date),
    Index("uq_resident_reporter_stay", "reporter_id", unique=True, postgresql_where="ended_on IS NULL"),
)
