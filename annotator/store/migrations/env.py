"""What Alembic runs: the migrations, on the connection that `annotator.store.migrate` gives."""

from __future__ import annotations

from alembic import context

from annotator.store.migrate import compared
from annotator.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_name=compared,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
