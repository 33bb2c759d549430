"""Opens: bytes in, articles out. Calls `coverage.text`; knows nothing of the database."""
