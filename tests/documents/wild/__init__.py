"""Pages of our own, marked up as content systems in the wild mark theirs up."""
