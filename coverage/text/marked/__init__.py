"""Marked words: what stands in quotation marks though nobody is quoted with it."""
