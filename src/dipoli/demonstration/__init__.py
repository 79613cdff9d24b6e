"""Two demonstrations, made through the one door: an exercise of invented states, and a replay.

May import: secretariat and everything below it. Nothing but the command line imports it.
"""
