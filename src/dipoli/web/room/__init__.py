"""Pages of a part off the record: one room, in the memory of one program, for one screen in it.

No site mounts them. `dipoli forum room --pages` starts the program that serves them, on the machine
of the room alone, and they hold no record, no database and no session. Why not a page for each
member at a device of their own: docs/adr/0035-a-case-built-off-the-record.md.
"""
