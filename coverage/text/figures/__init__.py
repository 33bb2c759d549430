"""Figures: numbers, quantities and days as intervals, and the claims that rest on them."""
