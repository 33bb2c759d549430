"""What templates load to print pieces, dates and badges."""
