"""One module per thing that a person wants done; window and command line both stand on these."""
