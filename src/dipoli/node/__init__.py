"""The node: what a delegation runs on its own machine; no host need be trusted for it.

It keeps the delegation's keys, shows what is to be signed before it signs, holds a full copy of
every circle in which the delegation sits, cosigns the heads that it has verified, remembers what it
was promised, and raises the alarm, with a proof where one can exist.
"""
