"""Reads: plain text in, frozen records out. No Django, no clock, no network, no files."""
