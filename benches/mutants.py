"""Mutants: one small fault at a time is put into the record's code, and a test must notice.

Each module is copied with its whole package into a folder of its own, changed in one place, and
tested there: first by the test file of its name, then by all tests of the room. A mutant that no
test notices has survived. Some cannot be noticed, since they do the same in another way: they are
listed with the reason. Resumable: each verdict is saved as it is reached.

    python -m benches.mutants                 every module of the record
    python -m benches.mutants tree note       these modules
"""

from __future__ import annotations

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benches.ledger import ROOT, Ledger
from benches.survivors import REASONS

ROOM = Path("dipoli/record")
TESTS = Path("tests/record")
SECONDS = 120
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
RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
import hypothesis, pytest
hypothesis.settings.register_profile(
    "mutants", max_examples=40, deadline=None, database=None, derandomize=True,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.load_profile("mutants")
IGNORE = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
import dipoli
assert dipoli.__file__.startswith(sys.argv[1]), dipoli.__file__
sys.exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", *IGNORE, *sys.argv[2:]]))
"""


def main() -> int:
    """Judge every mutant that was not judged yet and leave the table.

    Returns:
        0 when at least 95 % of each module's mutants are killed or told, 1 otherwise.
    """
    asked = sys.argv[1:]
    paths = sorted((ROOT / "src" / ROOM).glob("*.py"))
    paths = [path for path in paths if path.stem in asked or not asked]
    ledger = Ledger(name="mutants-each", title="Mutants, each")
    if judge(paths[0], paths[0].read_text(encoding="utf-8"))["verdict"] == "killed":
        print("the tests of the record fail without any mutant: mend them first")
        return 1
    for path in paths:
        for name, source in mutants(path):
            if name not in ledger.rows:
                ledger.record(name, judge(path, source))
                print(f"{name}: {ledger.rows[name]['verdict']}", flush=True)
    wanted = {name for path in paths for name, _ in mutants(path)}
    told = _summary({name: row for name, row in ledger.rows.items() if name in wanted})
    print(told.table())
    if not asked:
        print(f"written to {told.write().relative_to(ROOT)}")
    return 0 if all(float(str(row.get("share", 100))) >= 95 for row in told.rows.values()) else 1


def _summary(rows: dict[str, dict[str, object]]) -> Ledger:
    """One row for each module, then one for each survivor with its reason."""
    told = Ledger(name="mutants", title="Mutants of the record")
    told.rows = {}
    counts: dict[str, Counter[str]] = {}
    for name, row in rows.items():
        verdict = str(row["verdict"])
        reason = REASONS.get(name, "")
        kind = "told" if verdict == "survived" and reason else verdict
        counts.setdefault(name.split(":")[0], Counter())[kind] += 1
    for module, count in counts.items():
        killed = count["killed"]
        told.rows[module] = {
            "mutants": count.total(),
            "killed": killed,
            "share": round(100 * killed / count.total(), 1),
            "survived": count["survived"] + count["told"],
        }
    for name, row in rows.items():
        if row["verdict"] == "survived":
            told.rows[name.replace("|", "\\|")] = {
                "survived": 1,
                "reason": REASONS.get(name, "not noticed by any test"),
            }
    return told


def judge(path: Path, source: str) -> dict[str, object]:
    """Whether a test notices this source in place of that of the path."""
    start = time.perf_counter()
    own = TESTS / f"test_{path.stem}.py"
    steps = [[str(own)]] if (ROOT / own).exists() else []
    with tempfile.TemporaryDirectory(prefix="dipoli-mutant-") as folder:
        shutil.copytree(ROOT / "src" / "dipoli", Path(folder) / "dipoli")
        (Path(folder) / ROOM / path.name).write_text(source, encoding="utf-8")
        killed = any(not _passes(folder, step) for step in [*steps, [str(TESTS)]])
    seconds = round(time.perf_counter() - start, 1)
    return {"verdict": "killed" if killed else "survived", "seconds": seconds}


def _passes(folder: str, tests: list[str]) -> bool:
    """Whether the tests pass; what never ends, or eats all memory, is noticed too."""
    words = [sys.executable, "-c", RUN, folder, *tests]
    paths = os.pathsep.join([folder, str(ROOT)])
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        told = subprocess.run(  # noqa: S603 - our own words
            words, check=False, capture_output=True, cwd=ROOT, env=env, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return told.returncode == 0


def mutants(path: Path) -> Iterator[tuple[str, str]]:
    """Name and source of each mutant of a module, always in the same order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    for number, (owner, node) in enumerate(_places(tree)):
        for way, changed in enumerate(_ways(node)):
            if changed is None:
                continue
            name = f"{path.stem}: {owner}: {_short(node)} to {_short(changed)}"
            seen[name] += 1
            told = name if seen[name] == 1 else f"{name} #{seen[name]}"
            mutant = copy.deepcopy(tree)
            target = _places(mutant)[number][1]
            replaced = _ways(target)[way]
            assert replaced is not None
            source = ast.unparse(ast.fix_missing_locations(_Swap(target, replaced).visit(mutant)))
            yield told, source


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split())
    return f"`{text[:90]}`"


def _places(tree: ast.Module) -> list[tuple[str, ast.AST]]:
    """Every node that may be changed, with the function that it stands in."""
    found: list[tuple[str, ast.AST]] = []

    def walk(node: ast.AST, owner: str) -> None:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    found.append((owner, child))
                    inside = isinstance(child, ast.FunctionDef | ast.ClassDef)
                    walk(child, f"{owner}.{child.name}".lstrip(".") if inside else owner)  # type: ignore[attr-defined]

    walk(tree, "")
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


if __name__ == "__main__":
    sys.exit(main())
