"""Decides: what happens to articles, stories and marks, each change in one transaction."""
