"""Runs the migrations on the connection that the caller opened; the caller owns the transaction."""

from alembic import context

from dczg_desktop.domain.entities import Entity

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Entity.metadata,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
