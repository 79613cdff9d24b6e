"""Exact search near a bound: buckets, a dual, and the enumeration of all that comes close."""
