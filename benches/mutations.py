"""One small fault at a time: every place of a module where a mutant is made, and its source."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


@frozen
class Mutant:
    """One place of a module, changed in one way.

    Args:
        path: of the module.
        name: module, function, what stood there and what stands there now.
        number: of the place.
        way: in which it is changed.
        body: whether the place is in a function, and not in what a module or a class says.
    """

    path: Path
    name: str
    number: int
    way: int
    body: bool

    def source(self) -> str:
        """The whole module with the change."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        target = _places(tree)[self.number].node
        replaced = _ways(target)[self.way]
        assert replaced is not None
        return ast.unparse(ast.fix_missing_locations(_Swap(target, replaced).visit(tree)))


def mutants(path: Path) -> Iterator[Mutant]:
    """Each mutant of a module, always in the same order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    for number, place in enumerate(_places(tree)):
        for way, changed in enumerate(_ways(place.node)):
            if changed is None:
                continue
            name = f"{path.stem}: {place.owner}: {_short(place.node)} to {_short(changed)}"
            seen[name] += 1
            told = name if seen[name] == 1 else f"{name} #{seen[name]}"
            yield Mutant(path, told, number, way, place.body)


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return f"`{text[:90]}`"


@frozen
class _Place:
    """A node that may be changed, the function or class it stands in, and whether it is one."""

    owner: str
    node: ast.AST
    body: bool


def _places(tree: ast.Module) -> list[_Place]:
    """Every node that may be changed, with the function that it stands in."""
    found: list[_Place] = []

    def walk(node: ast.AST, owner: str, *, body: bool) -> None:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    found.append(_Place(owner, child, body))
                    if isinstance(child, ast.FunctionDef | ast.ClassDef):
                        called = isinstance(child, ast.FunctionDef)
                        walk(child, f"{owner}.{child.name}".lstrip("."), body=body or called)
                    else:
                        walk(child, owner, body=body)

    walk(tree, "", body=False)
    return found


def _ways(node: ast.AST) -> list[ast.AST | None]:
    """The node with one thing changed, in each way that we know."""
    ways: list[ast.AST | None] = []
    if isinstance(node, ast.Compare):
        ways = [_with_operator(node, at) for at in range(len(node.ops))]
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        swapped = SWAPPED.get(type(node.op))
        ways = [_evolved(node, op=swapped())] if swapped else []
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        ways = [node.operand]
    elif isinstance(node, ast.Constant):
        ways = [_other_constant(node)]
    elif isinstance(node, ast.Slice):
        ends = [end for end in ("lower", "upper") if getattr(node, end)]
        ways = [_evolved(node, **{end: None}) for end in ends]
    elif isinstance(node, ast.Raise | ast.Expr) and not _is_docstring(node):
        ways = [ast.Pass()]
    return ways


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _with_operator(node: ast.Compare, at: int) -> ast.AST | None:
    swapped = SWAPPED.get(type(node.ops[at]))
    if swapped is None:
        return None
    return _evolved(node, ops=[*node.ops[:at], swapped(), *node.ops[at + 1 :]])


def _other_constant(node: ast.Constant) -> ast.AST | None:
    value = node.value
    if isinstance(value, bool):
        return ast.Constant(not value)
    if isinstance(value, int):
        return ast.Constant(value + 1)
    return ast.Constant(value + b"?") if isinstance(value, bytes) else None


def _evolved(node: ast.AST, **fields: object) -> ast.AST:
    told = copy.copy(node)
    for name, value in fields.items():
        setattr(told, name, value)
    return told


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old = old
        self.new = new

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, or the one that takes its place."""
        return self.new if node is self.old else self.generic_visit(node)
