"""Pages in HTML: the words that a reader sees, paragraph by paragraph.

Scripts, navigation and what is hidden are left out, and told by how many characters. The only
place that imports Beautiful Soup.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from html.entities import html5
from typing import TYPE_CHECKING

from dipoli.codec.corpus.plain import decoded
from dipoli.codec.corpus.reading import Reading, unreadable
from dipoli.faults import RefusedError

if TYPE_CHECKING:
    from bs4 import Tag

_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ENTITY = re.compile(r"&(\w+;)")
_HEAD = 4_096
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "canvas",
        "title",
    }
)
_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "select", "menu"})
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
     "tbody", "tfoot", "thead", "tr", "ul"}
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DEEPEST = 400
_MOST_TAGS = 1_000_000


def read_page(content: bytes, file: str, encoding: str = "") -> Reading:
    """Read a page.

    Args:
        content: the bytes.
        file: their name, for a finding.
        encoding: by name; empty for that of its byte order mark or ``meta``, UTF-8 where it has
            neither.

    Raises:
        MalformedError: it is in another encoding, or too deep.
        RefusedError: Beautiful Soup is not installed.
    """
    try:
        from bs4 import BeautifulSoup  # noqa: PLC0415 - an extra
    except ImportError:
        message = "Pages cannot be read here: install Dipoli with its extra, as dipoli[texts]."
        raise RefusedError(message) from None
    named = _META.search(content[:_HEAD])
    said = named.group(1).decode("ascii") if named else ""
    text, told = decoded(content, file, encoding or _usable(said))
    if text.count("<") > _MOST_TAGS:
        mend = "check that it is the file you meant"
        raise unreadable(file, f"at most {_MOST_TAGS:,} tags", f"{text.count('<'):,}", mend)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what looks like XML, or like a path, is read all the same
        try:
            soup = BeautifulSoup(_ENTITY.sub(_known, text), "html.parser")
        except (RecursionError, AssertionError, ValueError):
            raise unreadable(file, "a page", "a page that is broken", "save it anew") from None
    walk = _Walk(file)
    walk.read(soup)
    left = (
        f"{count:,} characters of {what} left out." for what, count in walk.left.items() if count
    )
    return Reading(text=walk.text(), format="HTML", told=(*told, *left))


def _usable(said: str) -> str:
    """The encoding that a page says, as a program reads it; UTF-8 needs no word."""
    name = said.lower()
    if name in ("utf-8", "utf8", "unicode", "utf-16"):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
            "iso-8859-1": "cp1252", "latin1": "cp1252", "x-sjis": "cp932", "shift_jis": "cp932",
            "windows-31j": "cp932"}.get(name, name)  # fmt: skip


def _known(found: re.Match[str]) -> str:
    """An entity that HTML has; any other as the letters that it is, none of which is lost."""
    return found[0] if found[1] in html5 else f"&amp;{found[1]}"


class _Walk:
    """A walk over a page, without recursion, that gathers what is seen."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.left: Counter[str] = Counter()
        self._parts: list[str] = []

    def text(self) -> str:
        """What was gathered: lines without space at their ends, one empty line at most."""
        joined = "\n".join(line.strip() for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", joined).strip() + "\n"

    def read(self, root: Tag) -> None:
        """Gather what is seen in a tag."""
        from bs4 import Tag  # noqa: PLC0415 - an extra

        stack: list[tuple[object, int, bool]] = [(root, 0, False)]
        while stack:
            node, depth, kept = stack.pop()
            if depth > _DEEPEST:
                mend = "save the page as text and add that"
                raise unreadable(self.file, f"at most {_DEEPEST} tags in one another", "more", mend)
            if isinstance(node, str):
                self._words(node, kept=kept)
            elif isinstance(node, Tag):
                reason = _left_out(node)
                if reason:
                    self.left[reason] += _size(node)
                    continue
                inside = [(child, depth + 1, kept or node.name == "pre") for child in node.children]
                before, after = _around(node.name)
                self._parts.append(before)
                stack += [(_End(after), depth, kept), *reversed(inside)]
            elif isinstance(node, _End):
                self._parts.append(node.words)

    def _words(self, node: str, *, kept: bool) -> None:
        from bs4.element import PreformattedString  # noqa: PLC0415 - an extra

        if isinstance(node, PreformattedString):
            return  # comments and declarations, which nobody sees
        if kept:
            self._parts.append(str(node))
            return
        words = re.sub(r"[ \t\n\r\f]+", " ", str(node))
        if words == " " and (not self._parts or self._parts[-1].endswith(("\n", " "))):
            return
        self._parts.append(words)


class _End:
    """What stands behind a tag."""

    def __init__(self, words: str) -> None:
        self.words = words


def _around(name: str) -> tuple[str, str]:
    if name == "br":
        return "", "\n"
    if name in ("td", "th"):
        return "", "\t"
    if name in ("li", "tr", "dt", "dd"):
        return "\n", "\n"
    return ("\n\n", "\n\n") if name in _BLOCKS else ("", "")


def _left_out(tag: Tag) -> str:
    """Why a tag is left out; empty when it is seen."""
    if tag.name in _UNSEEN:
        return "scripts, styles and heads" if _size(tag) else "nothing"
    if tag.name in _AROUND or tag.get("role") in ("navigation", "search", "contentinfo"):
        return "navigation, footers and forms"
    style = tag.get("style")
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
    return "hidden text" if hidden or (isinstance(style, str) and _HIDDEN.search(style)) else ""


def _size(tag: Tag) -> int:
    return sum(len(str(one).strip()) for one in tag.descendants if isinstance(one, str))
