"""Dipoli in Python and in notebooks: cases and frameworks read, answers as values and tables."""
