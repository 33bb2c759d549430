"""Frames: quotation marks and words made into tokens; what every reader of speech looks at."""
