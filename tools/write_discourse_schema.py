# noqa: INP001 - a script, not a package
"""Write the schemas of `dipoli discourse` into docs/reference/json from the program.

Run it from anywhere: ``python tools/write_discourse_schema.py``.
"""

from __future__ import annotations

import json
from pathlib import Path

from dipoli.codec.discourse_carry_json import carry_schema
from dipoli.codec.discourse_json import json_schema

FOLDER = Path(__file__).resolve().parents[1] / "docs/reference/json"


def main() -> None:
    """Write both schemas."""
    carrying = json.loads((FOLDER / "carry.schema.json").read_text(encoding="utf-8"))
    written = (("discourse", json_schema()), ("discourse-carry", carry_schema(carrying)))
    for name, schema in written:
        text = json.dumps(schema, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
