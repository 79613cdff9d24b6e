# noqa: INP001 - a script, not a package
"""Write the list of keys that are worthless, from what the demonstrations make them of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dipoli.demonstration.keys import public_keys

PLACE = Path(__file__).resolve().parents[1] / "src/dipoli/record/worthless_keys.py"


def listed() -> str:
    """The module that holds the list, in alphabetical order."""
    digests = sorted(hashlib.sha256(key).hexdigest() for key in public_keys())
    rows = "".join(f'        "{digest}",\n' for digest in digests)
    return f'''"""The keys of the demonstrations. Written by `tools/write_worthless_keys.py`."""

from __future__ import annotations

WORTHLESS = frozenset(
    {{
{rows}    }}
)
"""SHA-256 of each public key that a demonstration uses, in hexadecimal."""
'''


if __name__ == "__main__":
    PLACE.write_text(listed(), encoding="ascii")
