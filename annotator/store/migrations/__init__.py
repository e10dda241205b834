"""The history of the tables, one file a step; `annotator.store.migrate` runs it."""
