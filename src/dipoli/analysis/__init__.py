"""Advice: methods that compute consequences of stated assumptions. Nothing here decides."""
