"""Edits of a case, as values: what is to be done, applied purely to the plain values of its papers.

    rows      one row of a paper: its keys set, a row added, taken out, moved
    points    positions: a ranking, points and their ranges, importance, for one party in one set
    names     a code or an id by another name, wherever it stands
    papers    a paper as text

Each has `told`, a sentence for the log, and `apply`. None reads a clock, a file or another edit, so
that the same edit on the same papers does the same. `settled` follows each: what the format asks to
be said twice is said the second time by the program.
"""

from dipoli.workbench.edits.edit import Edit, Tree
from dipoli.workbench.edits.names import RenameCode, RenameId
from dipoli.workbench.edits.papers import SetText
from dipoli.workbench.edits.points import Figures, Rank, SetImportance, SetPoints
from dipoli.workbench.edits.rows import AddRow, MoveRow, RemoveRow, SetRow
from dipoli.workbench.edits.settle import settled

__all__ = [
    "AddRow",
    "Edit",
    "Figures",
    "MoveRow",
    "Rank",
    "RemoveRow",
    "RenameCode",
    "RenameId",
    "SetImportance",
    "SetPoints",
    "SetRow",
    "SetText",
    "Tree",
    "settled",
]
