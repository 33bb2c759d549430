"""People: namings in a text, and whom each of them means."""
