"""What the migrations make is what the entities say; a migration that fails leaves the file as it was."""

import pytest
from sqlalchemy import create_engine, inspect

from dczg_desktop.domain.entities import Entity
from dczg_desktop.store import schema
from dczg_desktop.store.db import open_engine
from dczg_desktop.store.schema import SCHEMA, file_version


def test_the_entities_are_what_the_migrations_make(ledger, tmp_path):
    fresh = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    Entity.metadata.create_all(fresh)
    with ledger.engine.connect() as migrated, fresh.connect() as declared:
        assert tables(migrated) == tables(declared)
    fresh.dispose()


def tables(connection):
    """All tables with columns, keys and indexes, as the database describes them."""
    described = {}
    look = inspect(connection)
    for name in look.get_table_names():
        if name.startswith(("alembic", "search_", "sqlite_")):
            continue
        columns = {
            c["name"]: (str(c["type"]), c["nullable"], c["primary_key"]) for c in look.get_columns(name)
        }
        keys = sorted(
            (k["constrained_columns"], k["referred_table"], k["options"]) for k in look.get_foreign_keys(name)
        )
        indexes = sorted((i["name"], i["column_names"], i["unique"]) for i in look.get_indexes(name))
        unique = sorted(tuple(u["column_names"]) for u in look.get_unique_constraints(name))
        described[name] = (columns, repr(keys), indexes, unique)
    return described


def test_the_board_and_the_journal_are_where_the_entities_say(ledger):
    with ledger.engine.connect() as connection:
        assert set(tables(connection)) == set(Entity.metadata.tables)


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path, monkeypatch):

    path = tmp_path / "新.dczg"
    engine = open_engine(path)
    run = schema._run

    def broken(connection):
        run(connection)
        raise RuntimeError("power")

    monkeypatch.setattr(schema, "_run", broken)
    with pytest.raises(RuntimeError):
        schema.upgrade(engine, path)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == 0

    monkeypatch.setattr(schema, "_run", run)
    schema.upgrade(engine, path)
    assert file_version(path) == SCHEMA
    engine.dispose()
