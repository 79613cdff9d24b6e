"""Links between baskets: what linking adds and to whom, what hangs on what, what each seat costs.

`linkage` answers everything at once; `linked_pairs`, `joins`, `side_by_side`, `balance` and
`tables` answer one question each.
"""

from dipoli.analysis.agreement.linkage.answers import Added, Linkage, Stands
from dipoli.analysis.agreement.linkage.balance import balance
from dipoli.analysis.agreement.linkage.beside import kept, side_by_side
from dipoli.analysis.agreement.linkage.joins import joins
from dipoli.analysis.agreement.linkage.pairs import basket_link, linked_pairs, reach, within
from dipoli.analysis.agreement.linkage.seats import tables
from dipoli.analysis.agreement.linkage.whole import SHARES, decided, linkage

__all__ = [
    "SHARES",
    "Added",
    "Linkage",
    "Stands",
    "balance",
    "basket_link",
    "decided",
    "joins",
    "kept",
    "linkage",
    "linked_pairs",
    "reach",
    "side_by_side",
    "tables",
    "within",
]
