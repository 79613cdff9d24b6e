"""Pages that are drawn for paper alone: the same head, marks and foot as those of the site."""

from __future__ import annotations

from html import escape

from attrs import frozen


@frozen(kw_only=True)
class PrintPage:
    """What stands on every sheet of a page that `dipoli.codec.printing.to_pdf` lays out.

    Args:
        title: of what is on it; its heading, and above every sheet.
        language: of the page.
        marks: above every sheet.
        readable: who can read it, on every sheet.
        under: a line below the heading; empty for none.
        symbol: as it is cited; empty for none.
        spoken: language of the heading; that of the page when empty.
    """

    title: str
    language: str
    marks: tuple[str, ...]
    readable: str
    under: str = ""
    symbol: str = ""
    spoken: str = ""

    def html(self, body: str) -> str:
        """The page.

        Args:
            body: HTML of what stands below the heading.
        """
        marks = "".join(f'<p class="mark">{escape(mark)}</p>' for mark in self.marks)
        above = f'<section class="page-marks">{marks}</section>' if marks else ""
        cited = f'<span class="symbol">{escape(self.symbol)}</span> ' if self.symbol else ""
        line = f'<p class="sub">{cited}{escape(self.under)}</p>' if cited or self.under else ""
        said = f' lang="{escape(self.spoken)}"' if self.spoken else ""
        return (
            f'<!DOCTYPE html><html lang="{escape(self.language)}"><head>'
            f"<title>{escape(self.title)}</title></head><body>{above}"
            f"<main><h1{said}>{escape(self.title)}</h1>{line}{body}</main>"
            f"<footer><p>{escape(self.readable)}</p></footer></body></html>"
        )
