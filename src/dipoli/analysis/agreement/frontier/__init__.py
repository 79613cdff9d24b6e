"""Packages that cannot be improved for one party without loss to another."""
