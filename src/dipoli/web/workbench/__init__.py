"""The pages of the workbench: plain forms over the cases on one's own desk.

A local site mounts them, under ``/workbench/``: that of a node, and `dipoli workbench`. A host's
site never does: its table of routes has no row for them, and `.importlinter` keeps it so.
"""
