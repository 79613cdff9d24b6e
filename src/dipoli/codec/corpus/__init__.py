"""A corpus folder: texts with a manifest, which says of each whose words it holds and where from.

``MANIFEST.csv`` has a line for each text, with its length and its hash, so that a text that was
changed is found. Texts are UTF-8; what they were made from lies beside them under ``originals``.
"""

from dipoli.codec.corpus.folder import read_corpus

__all__ = ["read_corpus"]
