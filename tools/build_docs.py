# noqa: INP001 - a script, not a package
"""Build the documentation as a site that opens as files, without a network.

Run it from the top folder; ``make docs`` does:

    python -m tools.build_docs out/docs

Tests of the browser make the pictures, notebooks are run, and Sphinx writes the pages; what it
warns of is an error. The new site takes the place of the old one once it is whole.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.docs import notebooks, pictured

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONF = ROOT / "tools" / "docs"


def main(words: Sequence[str] | None = None) -> int:
    """Build the site.

    Returns:
        0; 1 where a picture, a notebook or a page is not as it should be.
    """
    parser = argparse.ArgumentParser(description="Build the documentation as a site.")
    parser.add_argument("out", type=Path, help="where the site goes, in place of what is there")
    parser.add_argument("--as-kept", action="store_true", help="do not run the notebooks")
    asked = parser.parse_args(words)
    out: Path = asked.out.absolute()
    work = out.with_name(f"{out.name}-work")
    for part in ("pictures", "notebooks"):
        shutil.rmtree(work / part, ignore_errors=True)
        (work / part).mkdir(parents=True)
    if not take_pictures(work / "pictures"):
        return 1
    if not asked.as_kept:
        for notebook in sorted(DOCS.glob("notebooks/*.ipynb")):
            print(f"Running {notebook.name}", flush=True)  # noqa: T201 - a command prints
            notebooks.run(notebook, work / "notebooks")
    made = work / "site"
    shutil.rmtree(made, ignore_errors=True)
    if build(made, pictures=work / "pictures", run=work / "notebooks", trees=work / "trees"):
        return 1
    shutil.rmtree(out, ignore_errors=True)
    made.rename(out)
    print(f"{out / 'index.html'}")  # noqa: T201 - a command prints
    return 0


def take_pictures(folder: Path) -> bool:
    """Run the tests that make pictures, and no others; whether all that is shown was made."""
    makers = pictured.makers(ROOT)
    done = subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *sorted(set(makers.values()))],
        cwd=ROOT,
        env=os.environ | {pictured.FOLDER: str(folder)},
        check=False,
    )
    lost = sorted(pictured.shown(DOCS) - {one.stem for one in folder.glob("*.png")})
    if lost:
        print(f"No test made these pictures: {', '.join(lost)}", file=sys.stderr)  # noqa: T201
    return done.returncode == 0 and not lost


def build(out: Path, *, pictures: Path, run: Path | None = None, trees: Path | None = None) -> int:
    """Let Sphinx write the pages.

    Args:
        out: where they go.
        pictures: where the pictures lie that tests made.
        run: where the notebooks lie that were run; they are shown as they are kept without it.
        trees: where Sphinx keeps what it read; beside the pages without it.

    Returns:
        0; 1 or 2 where Sphinx found an error, or anything to warn of.
    """
    words = ["--quiet", "--fail-on-warning", "--builder", "html", "--fresh-env"]
    words += ["--conf-dir", str(CONF), "--doctree-dir", str(trees or out.with_name("trees"))]
    words += ["--define", f"dipoli_pictures={pictures}"]
    words += ["--define", f"dipoli_notebooks={run or ''}"]
    command = [sys.executable, "-m", "sphinx", *words, str(DOCS), str(out)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - the generator


if __name__ == "__main__":
    sys.exit(main())
