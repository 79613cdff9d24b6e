"""Who reads: nobody in particular, a delegation, or the secretariat."""

from __future__ import annotations

import re

from attrs import frozen

from dipoli.record.standing import Standing

VISITOR = ""
"""The code of who has sat down nowhere."""

_CODE = re.compile(r"[A-Z0-9]{2,16}")


@frozen(kw_only=True)
class Reader:
    """Who asks for a page.

    Args:
        code: of the delegation or the secretariat; empty for a visitor.
        hall: name of the forum in which that is; empty for a visitor.
        language: in which the reader reads; empty for that of the site.
        person: account of the person; empty where nobody has logged in, as in a demonstration.
        role: of the person in that place; empty where the place is all that is known.
        reads: whether the role may read alone, and not act.
        officer: whether the person lets others of the same place in, and out.
        administrator: whether the person is an administrator of the site; that opens no circle.
    """

    code: str = VISITOR
    hall: str = ""
    language: str = ""
    person: str = ""
    role: str = ""
    reads: bool = False
    officer: bool = False
    administrator: bool = False

    @property
    def sits(self) -> bool:
        """Whether the reader has a place somewhere."""
        return bool(self.code)

    @property
    def may_act(self) -> bool:
        """Whether the reader's role may act for its place at all."""
        return self.sits and not self.reads

    def may_read(self, hall: str, standing: Standing, *, public: bool) -> bool:
        """Whether a circle is this reader's to read.

        A circle is read by who sits in it. The secretariat, which keeps the record, reads what is
        not sealed. A record that was compiled from public documents is public itself.

        Args:
            hall: name of the forum on the site.
            standing: of the circle's record.
            public: whether it was compiled from public documents.
        """
        if public:
            return True
        if not self.sits or hall != self.hall:
            return False
        if self.code == standing.secretariat:
            return not standing.is_sealed
        return standing.is_seated(self.code)


def is_code(word: str) -> bool:
    """Whether a word can be a code at all."""
    return _CODE.fullmatch(word) is not None
