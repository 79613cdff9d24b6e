"""Coding by hand: passages drawn for coders, their readings apart, and how far they agree.

Theory of operation. A *queue* is a sample of passages, each with the SHA-256 of its words and its
place, so that a code can never land on other words. Each coder codes apart, without seeing another
coder's codes nor why a passage was drawn. A passage that a coder has not coded is unknown, which is
not the same as a passage in which a coder finds no issue. Agreement is Krippendorff's alpha. Where
coders differ an adjudicator decides, beside their own codes and never over them. Against what was
decided the lexicon is scored.

Documents, not passages, are split into a half for work on the codebook and a half for its test, by
a rule that holds for every draw. What agrees may still be wrong: two coders can share a mistake.
"""
