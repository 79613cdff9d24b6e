"""The workbench: a case is written, changed and thought with, on its owner's own machine.

It may import everything below it: the methods, the codec, the report, and of a node what seals. It
knows no page and no secretariat: pages stand in `dipoli.web.workbench`, which a local site mounts
and a host's site never does.
"""
