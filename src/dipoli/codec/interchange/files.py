"""Files of a source, each an ordinary file of moderate size, in the order of their names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dipoli.codec.interchange.scenario import MOST_BYTES, refusal

MOST_FILES = 200


def read_folder(folder: Path, endings: tuple[str, ...]) -> Mapping[str, bytes]:
    """Every file of a folder, by name.

    Args:
        folder: the folder; names that begin with a dot are passed over.
        endings: how names may end, in small letters, such as ``.xml``.

    Returns:
        Contents in the order of the names.

    Raises:
        MalformedError: it is no folder, holds nothing to read, or something else than such files.
    """
    if not folder.is_dir():
        raise refusal(str(folder), "a folder", "a file, or nothing", "name the folder of the files")
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    if not entries or len(entries) > MOST_FILES:
        found = f"{len(entries)}" if entries else "an empty folder"
        mend = "name the folder that holds one scenario"
        raise refusal(str(folder), f"1 to {MOST_FILES} files", found, mend)
    for path in entries:
        if not path.name.lower().endswith(endings):
            expected = f"only files that end in {', '.join(endings)}"
            raise refusal(str(path), expected, f"the name {path.name}", "move it elsewhere")
    return {path.name: read_file(path) for path in entries}


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file.

    Raises:
        MalformedError: it is a link, a folder, or too large.
    """
    if path.is_symlink() or not path.is_file():
        raise refusal(str(path), "an ordinary file", "a link or a folder", "put the file there")
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        mend = "check that it is the file you meant"
        raise refusal(str(path), f"at most {MOST_BYTES:,} bytes", "more", mend)
    return content
