"""SHOWS: views by page, forms, addresses."""
