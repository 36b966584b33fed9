"""The petition register: points, repeated petitions, batches, closure, publications, and its computed lines."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE TABLE search_petition (id INTEGER PRIMARY KEY, uid VARCHAR(32) NOT NULL UNIQUE, body TEXT NOT NULL)",
    "CREATE VIRTUAL TABLE search_petition_index USING fts5(body, content='', tokenize='unicode61')",
)


def upgrade() -> None:
    op.create_table(
        "petition_point",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("substantiated", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.Column("living", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("beyond", sa.JSON(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["petition_uid"], ["petition.uid"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_petition_point_petition_uid", "petition_point", ["petition_uid"], unique=False)
    op.create_table(
        "petition_link",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("target_uid", sa.String(length=32), nullable=False),
        sa.Column("relation", sa.String(length=8), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.Column("living", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("beyond", sa.JSON(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["petition_uid"], ["petition.uid"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_petition_link_petition_uid", "petition_link", ["petition_uid"], unique=False)
    op.create_index("ix_petition_link_target_uid", "petition_link", ["target_uid"], unique=False)
    op.create_table(
        "petition_batch",
        sa.Column("source_uid", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.Column("living", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("beyond", sa.JSON(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_table(
        "petition_step",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("actor_uid", sa.String(length=32), nullable=False),
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
    op.create_index("ix_petition_step_petition_uid", "petition_step", ["petition_uid"], unique=False)
    op.create_table(
        "publication",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("edition", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("completion", sa.String(length=16), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("masked", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
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
    op.create_index("ix_publication_edition", "publication", ["edition"], unique=False)
    op.create_index("ix_publication_petition_uid", "publication", ["petition_uid"], unique=False)
    op.create_table(
        "petition_line",
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("source_uid", sa.String(length=32), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False),
        sa.Column("batch_order", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("truth", sa.String(length=16), nullable=False),
        sa.Column("completion", sa.String(length=16), nullable=False),
        sa.Column("closure", sa.String(length=16), nullable=False),
        sa.Column("published", sa.String(length=16), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_petition_lean",
        "petition_line",
        [
            "batch_order",
            "source_uid",
            "completion",
            "closure",
            "truth",
            "unit",
            "area",
            "types",
            "batch",
            "due",
            "published",
            "waiting",
            "starred",
            "linked",
            "repeats",
            "number",
            "points",
            "uid",
        ],
        unique=False,
    )
    op.create_index("ix_petition_line_key", "petition_line", ["key"], unique=False)
    op.create_table(
        "petition_cite",
        sa.Column("petition_uid", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_petition_cite_key", "petition_cite", ["key"], unique=False)
    op.create_index("ix_petition_cite_petition_uid", "petition_cite", ["petition_uid"], unique=False)
    for statement in SEARCH:
        op.execute(statement)
