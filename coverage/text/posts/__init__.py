"""Posts: social posts as plain text shows them, links them, or has lost them."""
