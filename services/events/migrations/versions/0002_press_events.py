"""Press events, invitations, passes with their acts, scans, and projections of identity."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_press_events()
    create_invitations()
    create_passes()
    create_scans()
    create_projections()


def create_press_events() -> None:
    op.create_table(
        "press_events",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("organiser_name", "title", "content")),
        sa.Column("chair", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("reply_until", "announced_at", "changed_at")),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("cancel_reason", sa.Text),
        sa.Column("passes_issued", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_press_events"),
    )
    op.create_index("ix_press_events_starts_at", "press_events", ["starts_at", "id"])
    op.create_index("ix_press_events_agency_id", "press_events", ["agency_id", "starts_at", "id"])


def create_invitations() -> None:
    op.create_table(
        "invitations",
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("id", "press_event_id", "press_agency_id")),
        sa.Column("newsroom", sa.Text, nullable=False),
        sa.Column("named_reporter_id", sa.Uuid),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("message", sa.Text),
        sa.Column("materials", sa.JSON, nullable=False),
        sa.Column("invited_at", INSTANT, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.Column("note", sa.Text),
        sa.Column("reporter_id", sa.Uuid),
        sa.Column("attendee_name", sa.Text),
        sa.Column("accreditation", sa.String, nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.Column("refusal_reason", sa.Text),
        sa.Column("pass_id", sa.Uuid),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(
            ["press_event_id"], ["press_events.id"], name="fk_invitations_press_event_id"
        ),
        sa.UniqueConstraint(
            "press_event_id",
            "press_agency_id",
            "named_reporter_id",
            name="uq_invitations_seat",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_invitations_press_agency_id", "invitations", ["press_agency_id", "id"])


def create_passes() -> None:
    names = ("id", "press_event_id", "invitation_id", "reporter_id", "press_agency_id")
    op.create_table(
        "passes",
        *(sa.Column(name, sa.Uuid, nullable=False) for name in names),
        sa.Column("holder_name", sa.Text, nullable=False),
        sa.Column("newsroom", sa.Text, nullable=False),
        sa.Column("list_index", sa.Integer, nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passes"),
        sa.ForeignKeyConstraint(["press_event_id"], ["press_events.id"], name="fk_passes_press_event_id"),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitations.id"], name="fk_passes_invitation_id"),
        sa.UniqueConstraint("press_event_id", "list_index", name="uq_passes_place"),
    )
    op.create_table(
        "pass_acts",
        sa.Column("pass_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("gate", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("pass_id", "version", name="pk_pass_acts"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_pass_acts_pass_id"),
        sa.UniqueConstraint("pass_id", "kind", name="uq_pass_acts_kind"),
    )


def create_scans() -> None:
    op.create_table(
        "scans",
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("press_event_id", sa.Uuid, nullable=False),
        sa.Column("pass_id", sa.Uuid),
        sa.Column("token_digest", sa.LargeBinary, nullable=False),
        sa.Column("gate", sa.Text, nullable=False),
        sa.Column("scanned_at", INSTANT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("offline", sa.Boolean, nullable=False),
        sa.Column("scanned_by", sa.Text, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("first_at", INSTANT),
        sa.Column("first_gate", sa.Text),
        sa.PrimaryKeyConstraint("nonce", name="pk_scans"),
        sa.ForeignKeyConstraint(["press_event_id"], ["press_events.id"], name="fk_scans_press_event_id"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_scans_pass_id"),
    )
    op.create_index("ix_scans_press_event_id", "scans", ["press_event_id", "position"])


def create_projections() -> None:
    op.create_table(
        "agencies",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name="pk_agencies"),
    )
    op.create_table(
        "press_agencies",
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("types", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("press_agency_id", name="pk_press_agencies"),
    )
    op.create_table(
        "reporters",
        sa.Column("reporter_id", sa.Uuid, nullable=False),
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("reporter_id", name="pk_reporters"),
    )
