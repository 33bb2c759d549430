"""Grouping: which articles tell of the same event."""
