"""The register of media and volumes, lists of closure materials, how far packages have reached."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "material",
        sa.Column("problem_uid", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("enclosed", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("office_uid", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=19), nullable=False),
        sa.Column("replaces", sa.String(length=32), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["problem_uid"], ["problem.uid"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(op.f("ix_material_problem_uid"), "material", ["problem_uid"], unique=False)
    op.add_column("counterpart", sa.Column("reached", sa.JSON(), nullable=False, server_default="{}"))
    for column in (
        sa.Column("kind", sa.String(length=16), nullable=False, server_default="数据包"),
        sa.Column("series", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("volume", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("volumes", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("jobs", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("medium", sa.String(length=16), nullable=True),
        sa.Column("medium_number", sa.Text(), nullable=False, server_default=""),
        sa.Column("handler", sa.Text(), nullable=False, server_default=""),
        sa.Column("handed_at", sa.String(length=19), nullable=False, server_default=""),
    ):
        op.add_column("shipment", column)
    op.create_index(op.f("ix_shipment_series"), "shipment", ["series"], unique=False)
