"""Versions: what two texts share, what changed between them, where a mark stands now."""
