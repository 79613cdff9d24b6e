"""``python -m dipoli.web``: the site on this machine, until Ctrl-C."""

from __future__ import annotations

import sys
from importlib.util import find_spec

_NEEDED = ("django", "uvicorn")


def main() -> int:
    """Serve, where all that the site needs is there."""
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        told = f"The site was not started: {' and '.join(lacking)} cannot be found. "
        told += "Install them with: pip install 'dipoli[site]'\n"
        sys.stderr.write(told)
        return 2
    from dipoli.web.main import main as serve  # noqa: PLC0415 - after what it needs was found

    return serve()


if __name__ == "__main__":
    sys.exit(main())
