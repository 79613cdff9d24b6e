"""How a sentence of the rules reads: with names in the place of codes, and nothing else changed.

Rulings name parties by code, since a code is the same for all. At the edge, where somebody reads,
each code gives way to the name by which the reader's seat calls that party (`dipoli.forum.names`).

Only whole words that are codes give way, each once: a name that is put in is not looked through
again. What stays as it is: what stands in “these marks”, or in straight ones, which are somebody's
own words; codes that are given as examples of a code (“a code such as XAL”); short names, record
names and paths of files in which a code is a part, such as ``XAL-1``, ``lake/XAL`` and ``XAL.act``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from dipoli.record.shape import CODE
from dipoli.told import Edit, Told, mended

_QUOTED = r"“[^”]*”|(?<!\w)'[^']*(?:'(?!\w)|\.\.\.)|(?<!\w)\"[^\"]*(?:\"(?!\w)|\.\.\.)"
_EXAMPLES = rf"\bsuch as {CODE}(?:(?:, | or ){CODE})*(?![\w-])"
_BEFORE, _BEHIND = r"(?<![\w/.=-])", r"(?![\w/=-]|\.\w)"


def codes_of(codes: Iterable[str]) -> re.Pattern[str]:
    """What is looked for in a sentence: these codes, and what is passed over on the way."""
    told = "|".join(re.escape(code) for code in sorted(codes, key=len, reverse=True))
    return re.compile(rf"{_QUOTED}|{_EXAMPLES}|{_BEFORE}(?P<code>{told or '(?!)'}){_BEHIND}")


def in_names(text: str, codes: re.Pattern[str], name: Callable[[str], str]) -> str:
    """A sentence of the program's own with names in the place of codes.

    Args:
        text: the reason or the remedy of a ruling, or what is still needed.
        codes: as `codes_of` gives them.
        name: of a party by its code.

    >>> in_names("XAL-1 of XAL: “XAL said”.", codes_of(["XAL"]), {"XAL": "Alderan"}.__getitem__)
    'XAL-1 of Alderan: “XAL said”.'
    """
    if isinstance(text, Told):
        return mended(text, named_places(text, codes, name))

    def read(found: re.Match[str]) -> str:
        return found.group() if found["code"] is None else name(found["code"])

    return codes.sub(read, text)


def named_places(text: str, codes: re.Pattern[str], name: Callable[[str], str]) -> Iterator[Edit]:
    """Where names stand in the place of codes: for a sentence that keeps its parts."""
    for found in codes.finditer(text):
        if found["code"] is not None:
            yield found.start(), found.end(), name(found["code"])
