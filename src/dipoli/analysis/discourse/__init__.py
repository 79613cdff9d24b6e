"""What each actor says, about what, how often and how; and where words meet.

Texts are cut into passages, passages are coded by a lexicon that everybody can read, and every
figure names the spans on which it rests. Counting words tells what was said, not what is wanted:
who mentions a thing may reject it, and silence can be policy.

For analysts and mediators. Nothing of this room enters a forum or the report that a command makes
unless it is asked for.
"""
