"""Collation: the articles of one story laid side by side."""
