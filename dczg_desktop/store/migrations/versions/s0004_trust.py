"""Keys that count no longer, sealing keys, receipts, and what a newer program wrote kept as it came."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MADE = ("amendment", "amendment_answer", "closure_case", "closure_step", "deadline", "evidence", "material", "progress", "public_notice",
        "withdrawal")  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "revocation",
        sa.Column("replica", sa.String(length=32), nullable=False),
        sa.Column("office_uid", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("successor", sa.String(length=32), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("declared_by", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=19), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("replica"),
    )
    op.create_table(
        "foreign_record",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("problem_uid", sa.String(length=32), nullable=False),
        sa.Column("from_uid", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("living", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "uid"),
    )
    op.create_index(op.f("ix_foreign_record_problem_uid"), "foreign_record", ["problem_uid"], unique=False)
    for table in MADE:
        op.add_column(table, sa.Column("beyond", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column(
        "counterpart", sa.Column("sealing_key", sa.String(length=80), nullable=False, server_default="")
    )
    op.add_column("counterpart", sa.Column("serial", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(
        "shipment", sa.Column("acknowledged_by", sa.String(length=16), nullable=False, server_default="")
    )
    op.add_column("shipment", sa.Column("receipt", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("shipment", sa.Column("sealing", sa.String(length=16), nullable=False, server_default=""))
    op.execute("UPDATE shipment SET acknowledged_by = '数据包' WHERE acknowledged_at <> ''")
