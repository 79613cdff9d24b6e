"""Questions put to a case from a page: asked once, answered by the commands, kept with receipts.

A `Question` is a value: its kind, its words, and digests of what it rests on. The table of kinds
leads from it to a command, so that a page and a terminal get the same answer. A `Crew` of processes
beside the site does the work, each a program of its own; a `Shelf` keeps what came of it.
"""
