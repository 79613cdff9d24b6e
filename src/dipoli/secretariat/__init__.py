"""The secretariat: receives, rules, enters, certifies, answers. It keeps the record and owns none.

    settings.py  what a host may choose
    receive.py   bytes in, a ruling out: pure
    certify.py   heads, receipts, refusals, and witnesses' lines under heads: pure
    office.py    the one place where these meet a depositary; ``Office.receive`` is the one door
    own_acts.py  what the secretariat enters itself, also for seats on paper
    export.py    a circle as a folder (bag.py, plain_text.py), and its verification
    take_over.py custody moves: the old office signs, the next one enters and goes on
    premises.py  an office in a folder (keys in safe.py), for the command line

No act is entered past the door, the secretariat's own included. An answer is signed either way: a
receipt or a refusal. What the secretariat cannot do is in no code of its own but in the record:
whatever it signs, others check by the same rules.
"""
