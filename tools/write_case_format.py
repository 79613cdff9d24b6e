# noqa: INP001 - a script, not a package
"""Write docs/reference/case-format.md and case-format.schema.json from the program.

Run it from anywhere: ``python tools/write_case_format.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

from dipoli.codec.case_reference import json_schema, reference

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"


def main() -> None:
    """Write both papers."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    (REFERENCE / "case-format.md").write_text(reference(), encoding="utf-8")
    schema = json.dumps(json_schema(), indent=1, ensure_ascii=False)
    (REFERENCE / "case-format.schema.json").write_text(schema + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
