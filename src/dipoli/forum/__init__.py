"""The forum: rules of procedure as tables and guards, by the charter that its parties agreed.

    act.py        an act as these rules see it
    form.py       what an act says, field by field: one description to read, print and document it
    kind.py       an act's rules: who may do it, in which stage, under which guards, to what effect
    standing.py   everything in one circle as it stands after n acts
    procedure.py  all kinds together: ``rule`` and ``enter``

Each subject has a file of its own with its stages, its moves, one table and its guards. Everything
is pure: time, text and standing are arguments. A refusal is a value that cites the charter.
"""
