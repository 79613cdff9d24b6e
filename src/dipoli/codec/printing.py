"""Pages on paper: HTML to PDF, the one place that imports WeasyPrint.

Nothing is fetched: a page brings its style along. Letters are embedded with the fonts in which they
are drawn. Where no font of the machine has a letter, nothing is made and the fonts that are wanting
are named: a paper with boxes in the place of words would be a false one.
"""

from __future__ import annotations

import io
import logging
import re
import threading
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from dipoli.faults import RefusedError
from dipoli.told import tell

STYLE = Path(__file__).with_name("print.css")
MEDIA = "application/pdf"
_LINKS = re.compile(r'(<a\b[^>]*?)\shref="(?!#)[^"]*"')
_STYLES = re.compile(r"<link\b[^>]*>|<script\b[^>]*></script>")
_FOOT = re.compile(r"<footer\b.*?</footer>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")
_NAME = re.compile(r"<h1\b([^>]*)>(.*?)</h1>", re.DOTALL)
_SYMBOL = re.compile(r'<span class="symbol"[^>]*>(.*?)</span>', re.DOTALL)
_SPOKEN = re.compile(r'\blang="[A-Za-z-]+"')
_MOST_LETTERS = 20
_one_at_a_time = threading.Lock()
"""Pango is shared by all threads of a process, and a print takes a core for a second or more."""


def can_print() -> bool:
    """Whether PDF files can be made here at all."""
    try:
        _weasyprint()
    except RefusedError:
        return False
    return True


def need_print() -> None:
    """See that PDF files can be made here, before a long work that is to end in one.

    Raises:
        RefusedError: WeasyPrint or Pango is not installed.
    """
    _weasyprint()


def to_pdf(html: str, styles: Iterable[str] = ()) -> bytes:
    """A page as a PDF of A4 sheets, each with the mark, who can read it, and page x of y.

    Addresses of links do not leave: a paper is read elsewhere, by who may not know the site.

    Args:
        html: the page.
        styles: style sheets of the page, before that of paper.

    Returns:
        The PDF, the same for the same page.

    Raises:
        RefusedError: WeasyPrint or Pango is not installed, or no font has some of the letters.
    """
    return laid_out(_running_first(_STYLES.sub("", html)), (*styles, STYLE.read_text("utf-8")))


def laid_out(html: str, styles: Iterable[str]) -> bytes:
    """A page as a PDF by its own style and the sheets that are given, and nothing else.

    Args:
        html: the page; no script of it runs.
        styles: style sheets.

    Returns:
        The PDF, the same for the same page.

    Raises:
        RefusedError: WeasyPrint or Pango is not installed, or no font has some of the letters.
    """
    library = _weasyprint()
    plain = _LINKS.sub(r"\1", html)
    fetcher = _nothing()
    sheets = [library.CSS(string=one, url_fetcher=fetcher) for one in styles]
    lost: list[str] = []

    def look(document: Any, _pdf: Any) -> None:  # noqa: ANN401 - of WeasyPrint
        lost.extend(chr(one) for font in document.fonts.values() for one in font.missing)

    target = io.BytesIO()
    with _one_at_a_time:
        library.HTML(string=plain, url_fetcher=fetcher).write_pdf(
            target, stylesheets=sheets, finisher=look
        )
    if lost:
        letters = " ".join(sorted(set(lost))[:_MOST_LETTERS])
        told = tell(
            "No font of this machine has these letters: {letters}. Install fonts that have them, "
            "on Debian fonts-noto-cjk and fonts-dejavu-core. No PDF was made.",
            letters=letters,
        )
        raise RefusedError(told)
    return target.getvalue()


def _running_first(html: str) -> str:
    """A page with what runs on every sheet at its beginning, so that it is known from the first.

    That is its foot, and its name as its heading has it, in the heading's own language.

    >>> _running_first("<body><h1>a</h1><footer>b</footer></body>")
    '<body><div class="paper">a</div><footer>b</footer><h1>a</h1></body>'
    """
    foot, body = _FOOT.search(html), _BODY.search(html)
    if foot is None or body is None:
        return html
    rest = f"{html[body.end() : foot.start()]}{html[foot.end() :]}"
    return f"{html[: body.end()]}{_named(rest)}{foot[0]}{rest}"


def _named(html: str) -> str:
    """Symbol and name of a page, for the head of each sheet."""
    name, symbol = _NAME.search(html), _SYMBOL.search(html)
    if name is None:
        return ""
    spoken = _SPOKEN.search(name[1])
    said = f" {spoken[0]}" if spoken else ""
    cited = f"{symbol[1]} " if symbol else ""
    return f'<div class="paper"{said}>{cited}{name[2]}</div>'


def _weasyprint() -> ModuleType:
    """The library.

    Raises:
        RefusedError: it is not installed, or not what it rests on.
    """
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    try:
        import weasyprint  # noqa: PLC0415 - an extra
    except (ImportError, OSError):  # Pango is looked for as the library is imported
        told = tell(
            "No PDF can be made here. Install Dipoli as dipoli[print], and Pango, on Debian "
            "libpango-1.0-0 and libpangoft2-1.0-0."
        )
        raise RefusedError(told) from None
    return weasyprint  # type: ignore[no-any-return]  # an extra


def _nothing() -> Any:  # noqa: ANN401 - of WeasyPrint
    """Fetches nothing, from nowhere."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - as above

    return URLFetcher(allowed_protocols=())
