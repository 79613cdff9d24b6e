"""PDF files, written anew by qpdf in a program of its own that may use little memory and time.

What runs, opens other files or carries them is refused; what says who wrote the file, when and with
what, goes. A file that is locked with a password cannot be looked through and is refused.

Source: pdf (ISO 32000-2), 7.11 and 12.6. The library is pikepdf, over qpdf.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dipoli.codec.attached.kinds import MOST, Checked, Kind, refuse
from dipoli.told import tell

SECONDS = 20
_AGAIN = tell("Print it into a new PDF file, and send that.")
_WHY = {
    3: tell("The PDF file is locked with a password."),
    4: tell("The PDF file has programs, forms, or other files in it."),
    5: tell("Something stands before or behind the PDF file."),
}
_END = b"%%EOF"
_PROGRAM = Path(__file__).with_name("pdf_program.py")


def pdf(data: bytes) -> Checked:
    """A PDF file without what it says of its author.

    Raises:
        RefusedError: it cannot be looked through, or has in it what does not belong in a text.
    """
    tail = data[data.rfind(_END) + len(_END) :] if _END in data else b"no end"
    if tail.strip(b"\r\n \0") or b"PK\x05\x06" in data[-65_600:]:
        refuse(_WHY[5], _AGAIN)
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        refuse(tell("The PDF file could not be looked through in time."), _AGAIN)
    if done.returncode in _WHY:
        refuse(_WHY[done.returncode], _AGAIN)
    if done.returncode or not done.stdout.startswith(b"%PDF-") or len(done.stdout) > MOST:
        refuse(tell("The PDF file is damaged."), _AGAIN)
    return Checked(kind=Kind.PDF, data=done.stdout)
