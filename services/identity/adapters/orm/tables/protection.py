"""What protects people: the audit log."""

from services.identity.adapters.orm.tables.base import metadata
from shared.persistence.audit import audit_tables

audit = audit_tables(metadata)
