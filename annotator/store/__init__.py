"""The project file: tables, one transaction for a change with its log line, lock, migrations."""
