"""What a service's migration does to have an audit log, and what the database itself refuses."""

import sqlalchemy as sa
from alembic import op

# The owner of a table could drop the trigger: it stops mistakes and injected SQL, the chain shows the rest.
_APPEND_ONLY = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seq IS NULL AND NEW.seq IS NOT NULL
            AND (OLD.position, OLD.at, OLD.actor, OLD.action, OLD.subject_kind, OLD.subject_id, OLD.detail)
            IS NOT DISTINCT FROM
            (NEW.position, NEW.at, NEW.actor, NEW.action, NEW.subject_kind, NEW.subject_id, NEW.detail)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$
"""
_GUARDS = (
    "CREATE TRIGGER audit_rows BEFORE UPDATE OR DELETE ON audit"
    " FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    "CREATE TRIGGER audit_table BEFORE TRUNCATE ON audit"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
)


def audit_0001() -> None:
    """Creates audit and audit_head, which takes rows and lets the linker fill in its columns once."""
    op.create_table(
        "audit",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Uuid),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("action", "subject_kind", "subject_id")),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger),
        sa.Column("prev_hash", sa.LargeBinary),
        sa.Column("hash", sa.LargeBinary),
        sa.PrimaryKeyConstraint("position", name="pk_audit"),
        sa.UniqueConstraint("seq", name="uq_audit_seq"),
    )
    op.create_index("ix_audit_unlinked", "audit", ["position"], postgresql_where=sa.text("seq IS NULL"))
    op.create_index("ix_audit_subject_id_position", "audit", ["subject_id", "position"])
    op.create_index("ix_audit_actor_position", "audit", ["actor", "position"])
    op.create_table(
        "audit_head",
        sa.Column("single", sa.Boolean, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("single", name="single"),
        sa.PrimaryKeyConstraint("single", name="pk_audit_head"),
    )
    for statement in (_APPEND_ONLY, *_GUARDS):
        op.execute(statement)
