"""Edits Word files in LibreOffice, as a delegation would: run by the system's own Python, with uno.

    /usr/bin/python3 office.py FOLDER

FOLDER has ``cases.json``: for each case a file and steps. One LibreOffice is started for all, with
a profile of its own in FOLDER, tracking changes under the author that a step names; the profile has
the first. Each file is saved as ``out-<number>.docx``. Knows nothing of what the program reads.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PARAGRAPH_BREAK = 0
"""As uno numbers it."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="givenname" oor:op="fuse">
<value>{author}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="WarnAlienFormat"
oor:op="fuse"><value>false</value></prop></item></oor:items>
"""


def _uno() -> Any:  # noqa: ANN401 - of uno
    """What only the system's Python has; whoever only looks at this file needs none of it."""
    return importlib.import_module("uno")


def _property(name: str, value: object) -> Any:  # noqa: ANN401 - of uno
    made = _uno().getClass("com.sun.star.beans.PropertyValue")()
    made.Name, made.Value = name, value
    return made


def _connected(pipe: str) -> Any:  # noqa: ANN401 - of uno
    """What a LibreOffice that starts gives out, once it is there."""
    local = _uno().getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    for _ in range(600):
        with contextlib.suppress(_uno().getClass("com.sun.star.connection.NoConnectException")):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.1)
    raise TimeoutError(pipe)


class Office:
    """One LibreOffice."""

    def __init__(self, folder: Path, author: str) -> None:
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(
            _PROFILE.format(author=author), encoding="utf-8"
        )
        pipe = f"dipoli-{folder.name}-{time.monotonic_ns()}"
        self.process = subprocess.Popen(  # noqa: S603 - the words are our own
            ["/usr/bin/soffice", f"-env:UserInstallation={profile.resolve().as_uri()}",
             "--headless", "--norestore", "--nologo", "--nodefault",
             f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            self.context = _connected(pipe)
            self.desktop = self._service("com.sun.star.frame.Desktop")
            self.dispatcher = self._service("com.sun.star.frame.DispatchHelper")
        except BaseException:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise

    def _service(self, name: str) -> Any:  # noqa: ANN401 - of uno
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def author(self, name: str) -> None:
        """Work under another name, as the dialogue of options sets it."""
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (_property("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        access.setPropertyValue("givenname", name)
        access.commitChanges()

    def edit(self, source: Path, target: Path, steps: list[dict[str, Any]]) -> None:
        """Open a file, do the steps, save it."""
        hidden = (_property("Hidden", True),)  # noqa: FBT003 - a value
        document = self.desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, hidden)
        try:
            document.RecordChanges = True
            for step in steps:
                self._step(document, step)
            if target.suffix == ".pdf":
                kind = (_property("FilterName", "writer_pdf_Export"),)
            else:
                kind = (_property("FilterName", "MS Word 2007 XML"),)
            document.storeToURL(target.as_uri(), kind)
        finally:
            document.close(True)  # noqa: FBT003 - as uno has it

    def _step(self, document: Any, step: dict[str, Any]) -> None:  # noqa: ANN401 - of uno
        do = step["do"]
        if do == "author":
            self.author(step["name"])
        elif do == "tracking":
            document.RecordChanges = step["on"]
        elif do == "unanchor":
            document.Bookmarks.getByName(step["anchor"]).dispose()
        elif do == "move":
            self._move(document, step)
        elif do == "row":
            self._row(document, step)
        elif do == "clause":
            self._clause(document, step)
        else:
            self._words(document, step)

    def _found(self, document: Any, step: dict[str, Any]) -> Any:  # noqa: ANN401 - of uno
        """The passage, from the beginning of the clause's anchor on, or in the whole text."""
        seeking = document.createSearchDescriptor()
        seeking.SearchString, seeking.SearchCaseSensitive = step["passage"], True
        if "anchor" in step:
            start = document.Bookmarks.getByName(step["anchor"]).Anchor.Start
            found = document.findNext(start, seeking)
        else:
            found = document.findFirst(seeking)
        if found is None:
            raise LookupError(step["passage"])
        return found

    def _words(self, document: Any, step: dict[str, Any]) -> None:  # noqa: ANN401 - of uno
        found, do = self._found(document, step), step["do"]
        text = found.Text
        if do == "delete":
            found.setString("")
        elif do == "replace":
            found.setString(step["words"])
        elif do == "before":
            text.insertString(found.Start, step["words"], False)  # noqa: FBT003 - as uno has it
        elif do == "behind":
            text.insertString(found.End, step["words"], False)  # noqa: FBT003 - as uno has it
        elif do == "paragraph":
            cursor = text.createTextCursorByRange(found.End)
            text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)  # noqa: FBT003 - as uno has it
            text.insertString(cursor, step["words"], False)  # noqa: FBT003 - as uno has it
        else:
            raise LookupError(do)

    def _clause(self, document: Any, step: dict[str, Any]) -> None:  # noqa: ANN401 - of uno
        """Delete a whole paragraph with its end."""
        found = self._found(document, step)
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)  # noqa: FBT003 - as uno has it
        cursor.gotoEndOfParagraph(True)  # noqa: FBT003 - as uno has it
        if step.get("end"):
            cursor.goRight(1, True)  # noqa: FBT003 - as uno has it
        cursor.setString("")

    def _view(self, document: Any, where: Any) -> Any:  # noqa: ANN401 - of uno
        view = document.CurrentController.ViewCursor
        view.gotoRange(where, False)  # noqa: FBT003 - as uno has it
        return document.CurrentController.Frame

    def _move(self, document: Any, step: dict[str, Any]) -> None:  # noqa: ANN401 - of uno
        """Move a paragraph up or down, as the command of the editor does."""
        frame = self._view(document, self._found(document, step).Start)
        command = ".uno:MoveUp" if step["up"] else ".uno:MoveDown"
        for _ in range(step["by"]):
            self.dispatcher.executeDispatch(frame, command, "", 0, ())

    def _row(self, document: Any, step: dict[str, Any]) -> None:  # noqa: ANN401 - of uno
        """Put a row behind that of a passage, with words in its cells."""
        found = self._found(document, step)
        table, cell = found.TextTable, found.Cell
        frame = self._view(document, found.Start)
        self.dispatcher.executeDispatch(frame, ".uno:InsertRowsAfter", "", 0, ())
        number = int(cell.CellName[1:]) + 1
        for column, words in zip("ABC", step["cells"], strict=False):
            into = table.getCellByName(f"{column}{number}")
            into.insertString(into.createTextCursor(), words, False)  # noqa: FBT003 - as uno has it

    def close(self) -> None:
        """End it, and wait until it has ended."""
        with contextlib.suppress(Exception):  # the bridge breaks while it ends
            self.desktop.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def main() -> int:
    """Edit every file."""
    folder = Path(sys.argv[1]).resolve()
    asked = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    office = Office(folder, asked["author"])
    try:
        for one in asked["cases"]:
            office.author(asked["author"])
            office.edit(folder / one["file"], folder / one["out"], one["steps"])
            print(one["out"], flush=True)  # noqa: T201 - so that who waits sees how far it is
    finally:
        office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
