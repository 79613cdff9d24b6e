"""Sentences of the program that remember of what they are made, so that they can be translated.

A sentence is told by its *template*, whole, with names in braces where something stands in it. It
is a text like any other, in English; whoever shows it to a person of another language asks for the
template's translation and fills in the same parts.

    tell("{who} broke the silence on {text}.", who=code, text="T1")

A part may be a sentence itself. What people wrote is a part as they wrote it, and is never
translated. A template is a constant: no template is put together by a program.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from typing import Self

Catalogue = Callable[["Told"], str | None]
"""Template of a told sentence to its translation; None where there is none."""

_FORM = string.Formatter()


class Told(str):
    """A sentence in English, with its template and the parts that stand in it.

    Attributes:
        template: the sentence with names in braces; for a number, that of several.
        single: the sentence for the number one; empty where it does not hang on a number.
        number: on which it hangs; None where it hangs on none.
        parts: name in the template to what stands there.
    """

    __slots__ = ("number", "parts", "single", "template")

    template: str
    single: str
    number: int | None
    parts: Mapping[str, object]

    def __new__(
        cls,
        template: str,
        parts: Mapping[str, object],
        single: str = "",
        number: int | None = None,
    ) -> Self:
        """Fill in the parts."""
        chosen = single if number == 1 and single else template
        told = super().__new__(cls, filled(chosen, parts))
        told.template, told.single, told.number, told.parts = template, single, number, parts
        return told

    def __add__(self, other: str) -> Told:
        """Two sentences, one after the other; both can be translated still."""
        return Told("{a}{b}", {"a": self, "b": other})

    def __radd__(self, other: str) -> Told:
        """The same, the other way round."""
        return Told("{a}{b}", {"a": other, "b": self})

    def __reduce__(self) -> tuple[object, ...]:
        """As it is copied and kept."""
        return Told, (self.template, dict(self.parts), self.single, self.number)


def filled(template: str, parts: Mapping[str, object]) -> str:
    """A template with its parts in place of their names.

    Raises:
        KeyError: a name in the template has no part.
    """
    if "{" not in template:
        return template
    return _FORM.vformat(template, (), parts)


def tell(template: str, /, **parts: object) -> Told:
    """A sentence of the program.

    Args:
        template: with names in braces; a brace of its own is doubled.
        parts: what stands there: texts, numbers, other sentences.

    >>> tell("{who} took the floor.", who="XOR")
    'XOR took the floor.'
    """
    return Told(template, parts)


def tell_count(number: int, single: str, several: str, /, **parts: object) -> Told:
    """A sentence that hangs on a number; languages have other plurals than English.

    Args:
        number: how many; it stands in both templates as ``{number}``.
        single: the template for one.
        several: the template for any other number.
        parts: what else stands there.

    >>> [tell_count(number, "{number} act", "{number} acts") for number in (0, 1)]
    ['0 acts', '1 act']
    """
    return Told(several, {"number": number, **parts}, single, number)


def joined(between: str, sentences: Iterable[str]) -> Told:
    """Sentences one after the other, each of which can be translated still.

    Args:
        between: stands between them; a sign, no word.
        sentences: told ones, or texts.

    >>> joined(", ", ["one", tell("two")])
    'one, two'
    """
    held = list(sentences)
    parts = {f"p{number}": one for number, one in enumerate(held)}
    between = between.replace("{", "{{").replace("}", "}}")
    return Told(between.join(f"{{{name}}}" for name in parts), parts)


def rendered(said: object, catalogue: Catalogue, leaf: Callable[[str], str] = str) -> str:
    """A sentence in another language.

    Args:
        said: what is told; a text that is no sentence of the program is a leaf.
        catalogue: template to translation.
        leaf: what becomes of a text that stands as a part: a name in place of a code, say.

    >>> words = {"{who} took the floor.": "발언: {who}"}
    >>> rendered(tell("{who} took the floor.", who="XOR"), lambda one: words.get(one.template))
    '발언: XOR'
    """
    if not isinstance(said, Told):
        return leaf(str(said)) if isinstance(said, str) else str(said)
    found = catalogue(said) if any(sign.isalpha() for sign in _letters(said)) else None
    if found is None:
        found = said.single if said.number == 1 and said.single else said.template
    parts = {name: rendered(part, catalogue, leaf) for name, part in said.parts.items()}
    return filled(found, parts)


def _letters(said: Told) -> Iterable[str]:
    """What stands in a template besides the names of its parts."""
    return (sign for text, _, _, _ in _FORM.parse(said.template) for sign in text)
