"""Alembic's entry: runs the migrations on the connection it is handed, in that connection's own transaction."""

from alembic import context

from kpis.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
