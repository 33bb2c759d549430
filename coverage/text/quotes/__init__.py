"""Quotes: reported words with speaker, cue and through whom they were heard."""
