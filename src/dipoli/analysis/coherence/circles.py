"""Nothing may rest on itself, neither at once nor by way of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dipoli.analysis.case import Case
from dipoli.analysis.coherence.incoherence import Incoherence, Place, incoherence


def find_circles(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of a directed graph, at least one for every knot of them.

    Args:
        edges: for each name the names on which it rests; unknown ones are passed over.

    Returns:
        Each circle as the chain of its names, with the first repeated at the end.

    Source: depth-first search with three colours (Cormen et al., section 22.3); a grey name met
    again closes a circle. Iterative, so that a long chain cannot exhaust the stack.

    >>> list(find_circles({"a": ["b"], "b": ["a"], "c": ["a"]}))
    [('a', 'b', 'a')]
    """
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        path: list[str] = [start]
        depth = {start: 0}
        ahead = [iter(edges[start])]
        while path:
            step = next(ahead[-1], None)
            if step is None:
                done.add(path[-1])
                del depth[path.pop()]
                ahead.pop()
            elif step in depth:
                yield (*path[depth[step] :], step)
            elif step in edges and step not in done:
                depth[step] = len(path)
                path.append(step)
                ahead.append(iter(edges[step]))


def _circles(
    paper: str, key: str, edges: Mapping[str, Sequence[str]], order: Sequence[str], what: str
) -> Iterator[Incoherence]:
    list_key, inner = key.split(".")
    for circle in find_circles(edges):
        place: Place = (list_key, order.index(circle[0]), inner)
        yield incoherence(
            paper, place, f"{what} without a circle", " -> ".join(circle), "break the chain"
        )


def steps_come_in_order(case: Case) -> Iterator[Incoherence]:
    """No step comes after itself, not even by way of others."""
    edges = {step.id: step.after for step in case.steps}
    order = [step.id for step in case.steps]
    yield from _circles("steps.yaml", "steps.after", edges, order, "an order of steps")


def bodies_do_not_rest_on_themselves(case: Case) -> Iterator[Incoherence]:
    """No composite body consents by its own consent, and no body belongs to itself."""
    order = [body.code for body in case.ratifiers]
    made_of = {body.code: body.all_of or () for body in case.ratifiers}
    belongs = {body.code: (body.of,) if body.of else () for body in case.ratifiers}
    paper = "parties.yaml"
    yield from _circles(paper, "ratifiers.all_of", made_of, order, "composite bodies")
    yield from _circles(paper, "ratifiers.of", belongs, order, "bodies")


def sets_do_not_inherit_themselves(case: Case) -> Iterator[Incoherence]:
    """No set of positions inherits from itself, not even by way of others."""
    order = [one.id for one in case.position_sets]
    edges = {one.id: (one.inherits,) if one.inherits else () for one in case.position_sets}
    yield from _circles("case.yaml", "position_sets.inherits", edges, order, "inheritance")
