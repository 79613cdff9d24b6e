"""Pages have a secret of their own, for their owner alone, and keep it."""

from __future__ import annotations

import os
from pathlib import Path

import django
import pytest

from dipoli.web.surroundings import has_secret, surround


def test_a_secret_is_made_once_and_one_that_was_cut_off_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"DIPOLI_DEMO": "1", "DIPOLI_NODE": "1"})
    monkeypatch.setattr(django, "setup", lambda: None)
    secret = tmp_path / "secret.key"
    secret.touch()  # a program was ended here
    assert not has_secret(tmp_path)
    surround(tmp_path, workbench=True)
    first = secret.read_text("ascii")
    assert len(first) >= 48
    assert os.environ["DIPOLI_SITE"] == str(tmp_path)
    assert (os.environ["DIPOLI_WORKBENCH"], os.environ["DIPOLI_NODE"]) == ("1", "")
    assert os.environ["DIPOLI_DEMO"] == ""
    surround(tmp_path, node=True)
    assert secret.read_text("ascii") == first
    assert (os.environ["DIPOLI_WORKBENCH"], os.environ["DIPOLI_NODE"]) == ("", "1")


def test_a_new_secret_is_its_owners_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(django, "setup", lambda: None)
    surround(tmp_path)
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
