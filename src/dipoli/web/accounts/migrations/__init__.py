"""The desk's tables about people, as they came to be."""
