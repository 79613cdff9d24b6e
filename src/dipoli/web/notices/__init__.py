"""E-mail that says that something waits, and where; never what, of whom, or in which circle.

A letter by e-mail lies open to whoever carries it. So it holds a sentence and the address of the
site, and whoever follows it signs in and reads there. Off unless DIPOLI_MAIL names a server, and
for each person unless the person asked for it.

    python -m dipoli.web.notices FOLDER        once; a timer of the machine asks every few minutes
"""
