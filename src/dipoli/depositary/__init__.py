"""The depositary: keeps the originals, checks due form, and hands out nothing it has not checked.

The word is treaty law's: the keeper of originals who examines whether a paper is in due form, and
decides nothing else (Vienna Convention on the Law of Treaties, arts. 76 and 77). Whether an act is
in order was ruled before it came here.

    form.py      what is checked of every act and head, whatever keeps them
    sqlite.py    one file for a forum; the default
    postgres.py  a PostgreSQL server, through a role that may add and read, and nothing else
    tiles.py     the same record as static files, which go on when the database does not

Two keepers share a promise, not code: what ``append`` has returned from is kept through a crash of
the program, of the database and of the machine; what it raised from is not acknowledged; nothing is
ever half kept. Guards inside the database are a guard-rail. The proof is the signed checkpoint that
others hold.

What is kept here can be read by whoever can read the disk: only the bodies of sealed circles are
ciphertext.
"""
