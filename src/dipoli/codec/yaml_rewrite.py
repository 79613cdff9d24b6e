"""A changed value back into the text of its paper, so that all else stays as somebody wrote it.

Theory of operation. The paper is composed to nodes with their places in the text, and walked beside
the old and the new value. Where both are mappings the walk goes into the keys they share; where
both are lists, entries that are alike are paired and the walk goes into the rest. What differs is
written anew in its own place: comments, order of keys, quotes and line breaks of all else are left
alone. What belongs to a deleted key or entry, its comment on the same line included, goes with it.

The walk knows block and flow style, one key or entry to a line, as people and `case_writer` write
papers. A paper of another shape, or one in which the result would not read back as the new value,
is written anew as a whole: a value is never lost for the sake of a comment.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import yaml
from attrs import frozen

from dipoli.codec.case_writer import block_lines, flow_text, item_lines, yaml_text
from dipoli.codec.yaml12 import read_yaml
from dipoli.faults import MalformedError


@frozen(kw_only=True)
class Splice:
    """Another text in a place of a text.

    Args:
        at: offset of its first character, in code points.
        old: what stands there.
        new: what will.
    """

    at: int
    old: str
    new: str


class _ClumsyError(Exception):
    """The shape of the paper is not one into which the walk can write."""


def rewritten(
    text: str,
    old: object,
    new: Mapping[str, Any],
    mark: str,
    reads: Callable[[str], object] | None = None,
) -> tuple[Splice, ...]:
    """Where a paper changes so that it reads as a new value.

    Args:
        text: the paper; it reads as ``old``.
        old: what stands in it.
        new: what shall stand in it.
        mark: for its first line, where it has to be written as a whole.
        reads: how a text of the paper reads, for who remembers it; it is read when None.

    Returns:
        The places, in order and apart; none where nothing changes. Applied, the text reads as
        ``new``.
    """
    if same(old, new):
        return ()
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        if not isinstance(old, dict) or not isinstance(root, yaml.MappingNode):
            raise _ClumsyError  # noqa: TRY301 - told below, like every other
        found = tuple(sorted(_Walk(text).mapping(root, old, dict(new)), key=_place))
        if same((reads or _value)(spliced(text, found)), new):
            return found
    except (_ClumsyError, ValueError, yaml.YAMLError):
        pass
    return (Splice(at=0, old=text, new=yaml_text(dict(new), mark)),)


def _place(splice: Splice) -> tuple[int, int]:
    """Where a splice stands among others: what is put in comes before what is replaced."""
    return splice.at, len(splice.old)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """A text after splices, which stand in order and apart.

    Raises:
        ValueError: they overlap.
    """
    made, last = [], 0
    for one in splices:
        if one.at < last or text[one.at : one.at + len(one.old)] != one.old:
            message = "splices overlap, or are of another text"
            raise ValueError(message)
        made += [text[last : one.at], one.new]
        last = one.at + len(one.old)
    return "".join([*made, text[last:]])


def same(one: object, two: object) -> bool:
    """Whether two values are the same in a paper, where 1 is not true.

    >>> same([1, {"a": None}], [1, {"a": None}]), same(1, True), same({"a": 1, "b": 2}, {"b": 2})
    (True, False, False)
    """
    if isinstance(one, dict) and isinstance(two, dict):
        return list(one) == list(two) and all(same(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    return type(one) is type(two) and one == two


def _value(text: str) -> object:
    """What stands in a paper; None where it cannot be read."""
    try:
        return read_yaml(text.encode(), "paper").data
    except MalformedError:
        return None


@frozen
class _Walk:
    """The walk through one text."""

    text: str

    # ------------------------------------------------------------ places in the text

    def start(self, node: yaml.Node) -> int:
        return int(node.start_mark.index)

    def end(self, node: yaml.Node) -> int:
        """After the last character that belongs to a node; a block's own mark is further on."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            return len(self.text[:end].rstrip())
        return end

    def line(self, at: int) -> int:
        """The beginning of a line."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """The end of a line, before its break."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def splice(self, start: int, end: int, new: str) -> Splice:
        return Splice(at=start, old=self.text[start:end], new=new)

    def cut(self, start: int, end: int) -> Splice:
        """Without whole lines, from the line of one place to that of another."""
        return self.splice(self.line(start), min(self.line_end(end) + 1, len(self.text)), "")

    def under(self, at: int, lines: Sequence[str]) -> Splice:
        """Lines under the line of a place."""
        end = self.line_end(at)
        return self.splice(end, end, "".join(f"\n{one}" for one in lines))

    def over(self, at: int, lines: Sequence[str]) -> Splice:
        """Lines over the line of a place."""
        begin = self.line(at)
        return self.splice(begin, begin, "".join(f"{one}\n" for one in lines))

    # ------------------------------------------------------------ mappings

    def mapping(
        self, node: yaml.MappingNode, old: dict[str, Any], new: dict[str, Any]
    ) -> Iterator[Splice]:
        pairs = {key.value: (key, value) for key, value in node.value}
        kept = [key for key in old if key in new]
        if (
            len(pairs) != len(node.value)
            or list(pairs) != list(old)
            or kept != [key for key in new if key in old]
            or not kept
            or (node.flow_style and not same(old, new))
        ):
            raise _ClumsyError
        column = node.value[0][0].start_mark.column
        for key in kept:
            yield from self.value(*pairs[key], old[key], new[key], column)
        for key in old:
            if key not in new:
                yield self.without(node, key, column)
        for before, added in _added(kept, list(new)):
            lines = [line for key in added for line in block_lines({key: new[key]}, column)]
            if before is not None:
                yield self.under(self.end(pairs[before][1]), lines)
            else:
                yield self.first(node, lines, column)

    def without(self, node: yaml.MappingNode, key: str, column: int) -> Splice:
        """Without a key: its lines; the first of an entry of a list shares its line with a dash."""
        names = [one.value for one, _value in node.value]
        n = names.index(key)
        mine, value = node.value[n]
        if self.text[self.line(self.start(mine)) : self.start(mine)].strip():
            if n + 1 == len(names):
                raise _ClumsyError
            return self.splice(self.start(mine), self.start(node.value[n + 1][0]), "")
        if mine.start_mark.column != column:
            raise _ClumsyError
        return self.cut(self.start(mine), self.end(value))

    def first(self, node: yaml.MappingNode, lines: Sequence[str], column: int) -> Splice:
        """Lines before the first key, which may stand behind a dash."""
        at = self.start(node.value[0][0])
        told = "".join(f"{one}\n" for one in lines)
        return self.splice(at, at, told[column:] + " " * column)

    def value(
        self, key: yaml.Node, node: yaml.Node, old: object, new: object, column: int
    ) -> Iterator[Splice]:
        """The value of a key, changed inside or written anew."""
        if same(old, new):
            return
        inner = list(self.inside(node, old, new))
        if inner:
            yield from inner
            return
        if isinstance(node, yaml.ScalarNode) and not isinstance(new, dict | list):
            gap = "" if self.end(node) > self.start(node) else " "
            yield self.splice(self.start(node), self.end(node), gap + flow_text(new))
            return
        told = "\n".join(block_lines({key.value: new}, column))
        yield self.splice(self.start(key), self.end(node), told[column:])

    def inside(self, node: yaml.Node, old: Any, new: Any) -> Iterator[Splice]:  # noqa: ANN401 - any plain value
        """Changes inside a mapping or list; nothing where it has to be written anew."""
        try:
            if isinstance(node, yaml.MappingNode) and _are(dict, old, new):
                yield from list(self.mapping(node, old, new))
            if isinstance(node, yaml.SequenceNode) and _are(list, old, new):
                yield from list(self.sequence(node, old, new))
        except _ClumsyError:
            return

    # ------------------------------------------------------------ lists

    def sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> Iterator[Splice]:
        if node.flow_style or not old or not new or len(node.value) != len(old):
            raise _ClumsyError
        column = node.start_mark.column
        dashes = [self.dash(one, column) for one in node.value]
        for old_at, new_at in _pairs(old, new):
            if old_at is not None and new_at is not None:
                yield from self.entry(
                    node.value[old_at], dashes[old_at], old[old_at], new[new_at], column
                )
            elif old_at is not None:
                yield self.cut(dashes[old_at], self.end(node.value[old_at]))
        for added, at in _inserted(old, new):
            lines = list(item_lines([new[one] for one in added], column))
            yield (
                self.under(self.end(node.value[at - 1]), lines)
                if at
                else self.over(dashes[0], lines)
            )

    def dash(self, node: yaml.Node, column: int) -> int:
        """Where the dash of an entry stands: on its line, in the column of the list."""
        at = self.line(self.start(node)) + column
        if self.text[at : at + 1] != "-" or self.text[self.line(at) : at].strip():
            raise _ClumsyError
        return at

    def entry(
        self, node: yaml.Node, dash: int, old: object, new: object, column: int
    ) -> Iterator[Splice]:
        if same(old, new):
            return
        inner = list(self.inside(node, old, new))
        if inner:
            yield from inner
        elif isinstance(node, yaml.ScalarNode) and not isinstance(new, dict | list):
            yield self.splice(self.start(node), self.end(node), flow_text(new))
        else:
            told = "\n".join(item_lines([new], column))
            yield self.splice(dash, self.end(node), told[column:])


def _are(kind: type[object], one: object, two: object) -> bool:
    return isinstance(one, kind) and isinstance(two, kind)


def _added(kept: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, list[str]]]:
    """Keys that are new, in runs, each with the kept key before it; None for the first."""
    before: str | None = None
    run: list[str] = []
    for key in new:
        if key in kept:
            if run:
                yield before, run
            before, run = key, []
        else:
            run.append(key)
    if run:
        yield before, run


def _aligned(old: list[Any], new: list[Any]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list becomes another: by what each entry says, then by what it is called."""
    one, two = ([_name(entry) for entry in held] for held in (old, new))
    return difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes()


def _name(entry: object) -> str:
    """By what an entry is the same entry when something in it changes."""
    if isinstance(entry, dict):
        for keys in (("id",), ("code",), ("issue", "importance"), ("n",), ("pair",),
                     ("party", "towards")):  # fmt: skip
            if all(key in entry for key in keys):
                return json.dumps([keys[0], *[entry[key] for key in keys if key != "importance"]])
    return json.dumps(entry)


def _pairs(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Entries of two lists that belong together; a lone one of the old list is to go."""
    for sort, i, i_end, k, k_end in _aligned(old, new):
        if sort == "insert":
            continue
        for n in range(i_end - i):
            yield i + n, (k + n if k + n < k_end and sort != "delete" else None)


def _inserted(old: list[Any], new: list[Any]) -> Iterator[tuple[list[int], int]]:
    """Runs of new entries, each with the number of old entries that stand before it."""
    for sort, i, i_end, k, k_end in _aligned(old, new):
        surplus = list(range(k + (i_end - i), k_end)) if sort in {"insert", "replace"} else []
        if surplus:
            yield surplus, i_end
