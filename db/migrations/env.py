"""Run migrations on the connection that the program passes in."""

from alembic import context

from lisdesk.store.entities import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
