"""How far several people who marked the same texts agree, and where they do not."""
