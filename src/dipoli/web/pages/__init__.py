"""Pages that are read: from what was asked to a twin, a value in the words of JSON."""
