"""What is read from and written to the tables, one file a kind of record.

Every function takes the connection of a transaction that the caller began and ends.
"""
