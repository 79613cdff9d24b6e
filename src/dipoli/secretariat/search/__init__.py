"""Search: what one may read, found by its words, in any of the languages of a forum.

Each circle has an index of its own, and each sort of its readers: a seat that came later has one of
what is open to it, and no act that it may not read ever enters it. Nothing is filtered afterwards,
so that nothing can leak by a filter that was forgotten. An index is derived: it lives in memory
alone, is made from the record when somebody searches first, goes on with each act, and is made
again where it is lost.

`letters` makes texts alike, `endings` knows forms of words, `query` reads what was asked, `index`
finds, `snippet` shows where it stands, `passages` tells what an act says, `shelf` keeps the indexes
of a circle, and `finding` asks several circles at once. All but the last three are pure.
"""
