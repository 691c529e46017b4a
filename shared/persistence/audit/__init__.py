"""The audit log: rows of the command's own transaction, chained by hash afterwards (docs/adr/0027).

A service opts in with `audit_tables(metadata)`, `audit_0001()` in a migration, `Periodic("audit-link", ...)`
in its worker, and the command `verify-audit`.
"""

from shared.persistence.audit.chain import Break, Verdict, link, verify
from shared.persistence.audit.command import verify_audit
from shared.persistence.audit.log import Audit
from shared.persistence.audit.tables import AuditTables, audit_tables

__all__ = ["Audit", "AuditTables", "Break", "Verdict", "audit_tables", "link", "verify", "verify_audit"]
