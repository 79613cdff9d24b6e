"""What was typed into a form, read along the form of the case format.

What is empty is unknown and left out. A figure that is none is kept as it was typed, with the
reason, so that the form can be shown again with it; then nothing is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field

from dipoli.told import tell
from dipoli.web.workbench.fields import ABSENT
from dipoli.web.workbench.spot import Spot, spots

MOST_ROWS = 120
_WHOLE = re.compile(r"[-+]?[0-9]{1,17}")
_NO_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Signs that stand in no paper, which come in with what is pasted."""


@define
class Typed:
    """What was typed.

    Args:
        sent: name of a field to its values.
        wrong: filled with why what was typed in a field could not be taken.
    """

    sent: Mapping[str, Sequence[str]]
    wrong: dict[str, str] = field(factory=dict)

    def row(
        self,
        form: type[Any],
        old: Any,  # noqa: ANN401 - a plain value
        name: str = "",
        but: Iterable[str] = (),
    ) -> dict[str, Any]:
        """A row; what is unknown is left out.

        Args:
            form: of the format.
            old: the row as it stands, whose lists keep their order.
            name: under which it was sent.
            but: keys that are not read.
        """
        held = old if isinstance(old, dict) else {}
        found = {one.said: self._key(one, held.get(one.said)) for one in spots(form, name, "", but)}
        return {key: value for key, value in found.items() if value is not ABSENT}

    def text(self, name: str) -> str:
        """What was typed in a field."""
        held = self.sent.get(name, ())
        return _NO_SIGN.sub("", held[0].replace("\r\n", "\n")).strip() if held else ""

    def number(self, name: str) -> Any:  # noqa: ANN401 - a whole number, what was typed, or nothing
        """A whole number; what was typed where it is none, with the reason noted."""
        typed = self.text(name)
        if not typed:
            return ABSENT
        if _WHOLE.fullmatch(typed) is None:
            self.wrong[name] = tell("This is no whole number. Write it in plain digits.")
            return typed
        return int(typed)

    def figure(self, name: str) -> int | None:
        """A whole number; None where there is none, with the reason noted where one was meant."""
        found = self.number(name)
        return found if isinstance(found, int) else None

    # ------------------------------------------------------------ along the form

    def _key(self, spot: Spot, old: Any) -> Any:  # noqa: ANN401 - plain values
        if spot.nothing and self.text(f"{spot.name}.none"):
            return None
        found = self._value(spot, old)
        left_out = spot.may_go and old is None and found in ([], {})
        return ABSENT if left_out else found

    def _value(self, spot: Spot, old: Any) -> Any:  # noqa: ANN401 - plain values
        match spot.sort:
            case "group":
                found: Any = self.row(spot.hint, old, spot.name) or ABSENT
            case "rows":
                found = self._rows(spot, old) if spot.is_list else self._pairs(spot, old)
            case "lines" | "numbers":
                found = self._list(spot, old)
            case "number":
                found = self.number(spot.name)
            case "yesno":
                found = {"yes": True, "no": False}.get(self.text(spot.name), ABSENT)
            case _:
                empty = "" if "may be empty" in spot.key.kind else ABSENT
                found = self.text(spot.name) or empty
        return found

    def _list(self, spot: Spot, old: Any) -> Any:  # noqa: ANN401 - plain values
        given: list[Any]
        if spot.sort == "numbers":
            given = self.text(spot.name).replace(",", " ").split()
            if any(_WHOLE.fullmatch(one) is None for one in given):
                told = tell("These are not whole numbers. Write them with spaces between.")
                self.wrong[spot.name] = told
                return given
            given = [int(one) for one in given]
        elif f"{spot.name}.chosen" in self.sent:  # boxes; the last line of a text is one line too
            given = [one for one in self.sent.get(spot.name, ()) if one]
        else:
            given = [one.strip() for one in self.text(spot.name).splitlines() if one.strip()]
        if not given and spot.key.least:
            return ABSENT
        if f"{spot.name}.chosen" not in self.sent:
            return given
        held = old if isinstance(old, list) else []  # what stays chosen stands where it stood
        return [one for one in held if one in given] + [one for one in given if one not in held]

    def _count(self, spot: Spot) -> range:
        count = self.text(f"{spot.name}.count")
        return range(min(int(count), MOST_ROWS) if count.isdigit() else 0)

    def _rows(self, spot: Spot, old: Any) -> Any:  # noqa: ANN401 - plain values
        held = old if isinstance(old, list) else []
        made = [
            self.row(spot.inner[0], held[n] if n < len(held) else {}, f"{spot.name}.{n}")
            for n in self._count(spot)
        ]
        found = [one for one in made if any(value not in ("", []) for value in one.values())]
        return found if found or not spot.key.least else ABSENT

    def _pairs(self, spot: Spot, old: Any) -> Any:  # noqa: ANN401 - plain values
        held = old if isinstance(old, dict) else {}
        pairs: dict[str, Any] = {}
        for n in self._count(spot):
            own = self.text(f"{spot.name}.{n}.key")
            value = self._value(spot.value_of(n, own), held.get(own))
            if own and value is not ABSENT:
                pairs[own] = value
        return pairs if pairs or not spot.key.least else ABSENT
