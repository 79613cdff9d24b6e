"""Files of codings: a queue with what its coders coded, as CSV, xlsx or JSON.

A file that was written and is read again is the same value, whichever its kind. Every row carries
the hash of its words and its place, so that a code never lands on other words: a row whose words
were changed is refused. Nothing is read in part: a file with one fault gives no codings.

An empty cell of codes is not yet coded; ``-`` is coded, and no issue found.
"""
