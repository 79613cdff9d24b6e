"""Sentences of the program that remember of what they are made, so that they can be translated.

A sentence is told by its *template*, whole, with names in braces where something stands in it. It
is a text like any other, in English; whoever shows it to a person of another language asks for the
template's translation and fills in the same parts.

    tell("{who} broke the silence on {text}.", who=code, text="T1")

A part may be a sentence itself. What people wrote is a part as they wrote it, and is never
translated. A template is a constant: no template is put together by a program. Names in a template
are plain: no conversions, no formats, no attributes.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import Formatter
from typing import Any, NamedTuple, Self

Catalogue = Callable[["Told"], str | None]
"""Template of a told sentence to its translation; None where there is none."""
Settle = Callable[[str, Mapping[str, str]], str]
"""What a language does to a template when the parts are known, such as Korean particles."""

_ACT = re.compile(r"[a-z-]+\.[a-z-]+(?![\w.-])")
_NONE: Mapping[str, object] = {}


class _More(NamedTuple):
    """What few sentences have besides their template and parts."""

    single: str = ""
    number: int | None = None
    context: str = ""
    between: str = ""
    begins: bool = False


_PLAIN = _More()


class Told(str):
    """A sentence in English, with its template and the parts that stand in it.

    Attributes:
        template: the sentence with names in braces; for a number, that of several.
        parts: name in the template to what stands there.
        more: what few sentences have besides.
    """

    __slots__ = ("more", "parts", "template")

    template: str
    parts: Mapping[str, object]
    more: _More

    def __new__(
        cls, template: str, parts: Mapping[str, object], single: str = "", number: int | None = None
    ) -> Self:
        """Fill in the parts.

        Args:
            template: the sentence; for a number, that of several.
            parts: what stands there.
            single: the sentence for the number one.
            number: on which it hangs.
        """
        if single:
            return cls._with(template, parts, _More(single, number))
        told = super().__new__(cls, template.format_map(parts))
        told.template, told.parts, told.more = template, parts, _PLAIN
        return told

    @classmethod
    def _with(cls, template: str, parts: Mapping[str, object], more: _More) -> Self:
        """A sentence with all that it can have."""
        chosen = more.single if more.number == 1 and more.single else template
        text = chosen.format_map(parts)
        told = super().__new__(cls, begun(text) if more.begins else text)
        told.template, told.parts, told.more = template, parts, more
        return told

    @property
    def single(self) -> str:
        """The sentence for the number one; empty where it does not hang on a number."""
        return self.more.single

    @property
    def number(self) -> int | None:
        """On which it hangs; None where it hangs on none."""
        return self.more.number

    @property
    def context(self) -> str:
        """What tells one meaning of a word from another; empty where it has but one."""
        return self.more.context

    @property
    def between(self) -> str:
        """How two of a list stand beside each other, ``{some}, {other}``; empty for no list.

        Only this has a translation; the template of a list is its parts.
        """
        return self.more.between

    @property
    def begins(self) -> bool:
        """Whether it begins a line, and so has a capital letter there."""
        return self.more.begins

    def __add__(self, other: str) -> Told:
        """Two sentences, one after the other; both can be translated still."""
        return Told("{a}{b}", {"a": self, "b": other})

    def __radd__(self, other: str) -> Told:
        """The same, the other way round."""
        return Told("{a}{b}", {"a": other, "b": self})

    def __reduce__(self) -> tuple[object, ...]:
        """As it is copied and kept."""
        return _kept, (self.template, dict(self.parts), tuple(self.more))

    def having(self, parts: Mapping[str, object], *, begins: bool | None = None) -> Told:
        """The same sentence with other parts in it, or at the beginning of a line."""
        more = self.more if begins is None else self.more._replace(begins=begins)
        return self._with(self.template, parts, more)

    @classmethod
    def list_of(cls, between: str, held: Sequence[str]) -> Told:
        """A list: its template is its parts, and what stands between two is told apart."""
        template, names, more = _list(between, len(held))
        told = super().__new__(cls, between.join(held))
        told.template, told.parts, told.more = template, dict(zip(names, held, strict=True)), more
        return told

    @classmethod
    def of_table(cls, word: str, context: str) -> Told:
        """A word of a table, which is its context."""
        return cls._with(word, _NONE, _More(context=context))


def _kept(
    template: str,
    parts: Mapping[str, object],
    more: tuple[str, int | None, str, str, bool],
) -> Told:
    return Told._with(template, parts, _More(*more))  # noqa: SLF001 - as `Told` is copied


# ---------------------------------------------------------------- keeping


def to_json(said: object) -> object:
    """What is told, as it can be kept in a file; `of_json` tells the same again.

    Args:
        said: a sentence; a text, a number; a list or a mapping of these.

    >>> of_json(to_json(tell("{who} took the floor.", who="XOR"))).template
    '{who} took the floor.'
    """
    if isinstance(said, Told):
        return {_TOLD: said.template, "parts": to_json(said.parts), "more": list(said.more)}
    if isinstance(said, Mapping):
        return {name: to_json(one) for name, one in said.items()}
    return [to_json(one) for one in said] if isinstance(said, list | tuple) else said


def of_json(kept: Any) -> Any:  # noqa: ANN401 - whatever a file has
    """What was kept by `to_json`, told again; lists come as lists."""
    if isinstance(kept, dict):
        parts = {name: of_json(one) for name, one in kept.items() if name != _TOLD}
        return _kept(kept[_TOLD], parts["parts"], parts["more"]) if _TOLD in kept else parts
    return [of_json(one) for one in kept] if isinstance(kept, list) else kept


_TOLD = "told by template"
"""The name under which a kept sentence has its template; nothing else has a name like it."""


class Moment(str):
    """A time of the record as people read it, with the time itself for other ways to write it.

    Attributes:
        utc: ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    __slots__ = ("utc",)

    utc: str

    def __new__(cls, shown: str, utc: str) -> Self:
        """How it is shown, and what it is."""
        told = super().__new__(cls, shown)
        told.utc = utc
        return told

    def __reduce__(self) -> tuple[object, ...]:
        """As it is copied and kept."""
        return Moment, (str(self), self.utc)


class LanguageCode(str):
    """The code of a language, as a part of a sentence: who shows it can name the language."""

    __slots__ = ()


# ---------------------------------------------------------------- telling


def said_by(fault: Exception) -> str:
    """The words of a fault; where they were told as a sentence, they still can be translated."""
    first = fault.args[0] if fault.args else None
    return first if isinstance(first, Told) else str(fault)


def filled(template: str, parts: Mapping[str, object]) -> str:
    """A template with its parts in place of their names.

    Raises:
        KeyError: a name in the template has no part.
    """
    return template.format_map(parts)


def tell(template: str, /, **parts: object) -> Told:
    """A sentence of the program.

    Args:
        template: with names in braces; a brace of its own is doubled.
        parts: what stands there: texts, numbers, other sentences.

    >>> tell("{who} took the floor.", who="XOR")
    'XOR took the floor.'
    """
    return Told(template, parts) if parts else _constant(template)


def as_told(template: str) -> str:
    """A constant as a sentence of the program: for values whose words are written in place."""
    return _constant(template)


@lru_cache(maxsize=8192)
def _constant(template: str) -> Told:
    """A sentence in which nothing stands; there is no need to make it twice."""
    return Told(template, _NONE)


def tell_count(number: int, single: str, several: str, /, **parts: object) -> Told:
    """A sentence that hangs on a number; languages have other plurals than English.

    Args:
        number: how many; it can stand in both templates as ``{number}``.
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
        between: stands between them: a sign, or a word such as “ and ”; it is translated as
            ``{some} and {other}``.
        sentences: told ones, or texts.

    >>> joined(", ", ["one", tell("two")])
    'one, two'
    """
    return Told.list_of(between, tuple(sentences))


@lru_cache(maxsize=1024)
def _list(between: str, number: int) -> tuple[str, tuple[str, ...], _More]:
    """The template of a list of so many, the names of its parts, and what stands between two."""
    names = tuple(f"p{at}" for at in range(number))
    between = between.replace("{", "{{").replace("}", "}}")
    pair = f"{{some}}{between}{{other}}"
    return between.join(f"{{{name}}}" for name in names), names, _More(between=pair)


def commas(sentences: Iterable[str]) -> Told:
    """Things of one sort, with commas between them.

    >>> commas(["XAL", "XKS", "XOR"])
    'XAL, XKS, XOR'
    """
    return joined(", ", sentences)


def in_words(member: enum.Enum) -> Told:
    """A word of a table of the rules, such as the stage of a proposal, as people read it.

    Its context is the table, since a language may need one word for a proposal that is parked and
    another for a text.

    >>> from dipoli.terms import Confidence
    >>> in_words(Confidence.HIGH), in_words(Confidence.HIGH).context
    ('high', 'dipoli.terms.Confidence')
    """
    found = _WORDS.get(member)
    if found is None:
        sort = type(member)
        context = f"{sort.__module__}.{sort.__qualname__}"
        found = _WORDS[member] = Told.of_table(plain(str(member.value)), context)
    return found


_WORDS: dict[enum.Enum, Told] = {}


def plain(value: str) -> str:
    """The value of a table as it is read, with blanks between its words.

    >>> plain("under-silence"), plain("co_chairs")
    ('under silence', 'co chairs')
    """
    return value.replace("-", " ").replace("_", " ")


def begun(sentence: str) -> str:
    """A sentence with a capital letter at its beginning; the name of an act stays as it is written.

    >>> begun("the chair opens it."), begun("meeting.open is for the chair.")
    ('The chair opens it.', 'meeting.open is for the chair.')
    """
    if isinstance(sentence, Told):
        return sentence if sentence.begins else sentence.having(sentence.parts, begins=True)
    return sentence if _ACT.match(sentence) else sentence[:1].upper() + sentence[1:]


# ---------------------------------------------------------------- showing


def rendered(
    said: object,
    catalogue: Catalogue,
    leaf: Callable[[str], str] = str,
    settle: Settle | None = None,
) -> str:
    """A sentence in another language.

    Args:
        said: what is told; a text that is no sentence of the program is a leaf.
        catalogue: template to translation. It is asked for lists too: for what stands between two
            of them, by a sentence with the template ``{some}, {other}``.
        leaf: what becomes of a text that stands as a part: a name in place of a code, say.
        settle: what the language does to the template when the parts are known.

    >>> words = {"{who} took the floor.": "발언: {who}"}
    >>> rendered(tell("{who} took the floor.", who="XOR"), lambda one: words.get(one.template))
    '발언: XOR'
    """
    if not isinstance(said, Told):
        return leaf(said) if isinstance(said, str) else str(said)
    parts = {name: rendered(part, catalogue, leaf, settle) for name, part in said.parts.items()}
    if said.between:
        text = _between(said.between, catalogue).join(parts.values())
    else:
        found = catalogue(said) if _has_letters(said.template) else None
        if found is None:
            found = said.single if said.number == 1 and said.single else said.template
        text = (settle(found, parts) if settle else found).format_map(parts)
    return begun(text) if said.begins else text


def _between(pair: str, catalogue: Catalogue) -> str:
    """What stands between two of a list, in another language."""
    found = catalogue(Told(pair, {"some": "", "other": ""})) or pair
    _, _, behind = found.partition("{some}")
    return behind.partition("{other}")[0].replace("{{", "{").replace("}}", "}")


@lru_cache(maxsize=8192)
def pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    """A template in pieces: each text with the name of the part behind it, None at the end.

    >>> pieces("{who} took the floor.")
    (('', 'who'), (' took the floor.', None))
    """
    return tuple((text, name) for text, name, _, _ in Formatter().parse(template))


@lru_cache(maxsize=8192)
def _has_letters(template: str) -> bool:
    """Whether a template says something besides its parts."""
    return any(sign.isalpha() for text, _ in pieces(template) for sign in text)


# ---------------------------------------------------------------- changing what stands in it

Edit = tuple[int, int, str]
"""From where to where in the English text, and what stands there instead."""


def mended(said: Told, edits: Iterable[Edit]) -> Told:
    """A sentence in which other words stand in its parts; what its templates say stays as it is.

    Args:
        said: the sentence.
        edits: places of its English text in their order, none over another. One that lies in no
            part, or in two, is left out.

    >>> said = mended(tell("{who} broke the silence."  , who="XOR"), [(0, 3, "Oronda")])
    >>> said, said.parts
    ('Oronda broke the silence.', {'who': 'Oronda'})
    """
    held = sorted(edits)
    return _mended(said, 0, held) if held else said


def _mended(said: Told, at: int, edits: list[Edit]) -> Told:
    changed: dict[str, object] = {}
    for name, start in _places(said, at):
        part = said.parts[name]
        end = start + len(part if isinstance(part, str) else str(part))
        inside = [one for one in edits if start <= one[0] and one[1] <= end]
        if inside and name not in changed:
            changed[name] = (
                _mended(part, start, inside)
                if isinstance(part, Told)
                else _spliced(str(part), start, inside)
            )
    return said.having({**said.parts, **changed}) if changed else said


def _places(said: Told, at: int) -> Iterator[tuple[str, int]]:
    """Each part that stands in the English text, with the place where it begins."""
    template = said.single if said.number == 1 and said.single else said.template
    for text, name in pieces(template):
        at += len(text)
        if name is not None:
            yield name, at
            at += len(str(said.parts[name]))


def _spliced(text: str, at: int, edits: list[Edit]) -> str:
    if len(edits) == 1 and edits[0][:2] == (at, at + len(text)):
        return edits[0][2]
    out, done = [], 0
    for start, end, new in edits:
        out += [text[done : start - at], new]
        done = end - at
    return "".join((*out, text[done:]))
