"""Runs Alembic's steps on the connection that the catalog hands over."""

from alembic import context  # noqa: TID253 - only alembic loads this file

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True)
context.run_migrations()
