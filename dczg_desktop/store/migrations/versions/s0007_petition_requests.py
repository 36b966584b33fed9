"""Requests to change fields of a petition, their answers, and the day a petition was finished."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("petition", sa.Column("completed_on", sa.Date(), nullable=True))
    op.create_table(
        "petition_amendment",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("target_kind", sa.String(length=32), nullable=False),
        sa.Column("target_uid", sa.String(length=32), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("to_office_uid", sa.String(length=32), nullable=False),
        *_made(),
    )
    op.create_index("ix_petition_amendment_petition_uid", "petition_amendment", ["petition_uid"])
    op.create_index("ix_petition_amendment_to_office_uid", "petition_amendment", ["to_office_uid"])
    op.create_table(
        "petition_amendment_answer",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("amendment_uid", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_made(),
    )
    op.create_index(
        "ix_petition_amendment_answer_petition_uid", "petition_amendment_answer", ["petition_uid"]
    )
    op.create_index(
        "ix_petition_amendment_answer_amendment_uid", "petition_amendment_answer", ["amendment_uid"]
    )


def _made() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("office_uid", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=19), nullable=False),
        sa.Column("replaces", sa.String(length=32), nullable=False),
        sa.Column("beyond", sa.JSON(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["petition_uid"], ["petition.uid"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
