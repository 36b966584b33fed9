"""How a table is laid out is remembered for each sending office."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "layout_by_sender",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=80), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=19), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("fingerprint", "sender"),
    )
    op.execute(
        "INSERT INTO layout_by_sender (fingerprint, sender, columns, headings, at, id)"
        " SELECT fingerprint, '', columns, '', '', id FROM layout"
    )
    op.execute("DROP TABLE layout")
    op.rename_table("layout_by_sender", "layout")
