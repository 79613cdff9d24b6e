# Two meanings. An exercise: its states are invented.
#
# A draft says "complete withdrawal". XAL and XBE agree on the words and read them in two ways. The
# draft is marked until both accept, in this text, what the words mean here. The mark stops nothing:
# it says that one word is read in several ways.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XDE

2030-03-01 10:00  XDE  meeting.invite  M1  "The draft on the islands"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-12 10:00  XCO  text.table      T1  "Draft on the islands"  symbol="LAKE/2030/L.1"  kind=l-document  language=en  everything=no
2030-03-12 10:05  XCO  clause.propose  T1-1  "Each party carries out a complete withdrawal from the islands."  sort=words
2030-03-12 10:06  XCO  clause.propose  T1-2  "The fishing seasons are told to all."  sort=words
then T1 is not marked

2030-03-13 09:00  XAL  term.dispute    D1  "complete withdrawal"  names="complete withdrawal"
2030-03-13 09:05  XAL  term.mean       D1  "Soldiers, weapons and the radar."
then T1 is marked with D1; D1 in T1 is disputed
then term.offer by XCO on D1 "Soldiers and weapons." text=T1 is out of order under art. 8.12
2030-03-13 11:00  XBE  term.mean       D1  "Soldiers and weapons. The radar is for weather and stays."
then T1 is marked with D1; D1 in T1 still needs "a meaning to be offered for T1"

# A text that does not use the words is not marked.
2030-03-13 11:10  XDE  text.table      T2  "Draft on the fishing seasons"  symbol="LAKE/2030/L.2"  kind=l-document  language=en  everything=no
then T2 is not marked

# The mark stops nothing: a proposal about the marked text may be put to the body.
2030-03-13 12:00  XCO  proposal.table  P1  "To adopt T1"  purpose=text  subject="T1"
2030-03-16 12:00  XDE  meeting.open    M1
then proposal.put by XDE on P1 is in order; T1 is marked with D1

2030-03-16 12:10  XCO  term.offer      D1  "Soldiers and weapons; the radar is shown to inspectors of all parties."  text=T1
then D1 in T1 is meaning offered; D1 in T1 still needs "XAL, XBE to accept"
then term.accept by XDE(deputy) on D1 text=T1 is out of order under art. 8.12
2030-03-16 12:20  XBE  term.accept     D1  text=T1
then D1 in T1 still needs "XAL to accept"; T1 is marked with D1

# XAL offers other words. Who had accepted the former ones is asked again.
2030-03-16 13:00  XAL  term.offer      D1  "Soldiers and weapons; the radar is shown to inspectors of all parties, four times a year."  text=T1
then D1 in T1 still needs "XAL, XBE to accept"
2030-03-16 13:10  XAL  term.accept     D1  text=T1
2030-03-16 13:20  XBE  term.accept     D1  text=T1
then D1 in T1 is settled; T1 is not marked

# It is settled in this text, and nowhere else: another draft with the same words is marked.
2030-03-16 14:00  XDE  clause.propose  T2-1  "The season begins after the complete withdrawal."  sort=words
then T2 is marked with D1; D1 in T2 is disputed; T1 is not marked

2030-03-16 15:00  XDE  proposal.put    P1
2030-03-16 15:10  XDE  proposal.adopt  P1
then P1 is adopted; T1 is decided; T1 is not marked
then term.reopen by XAL on D1 "We read it again." text=T1 is out of order under art. 8.1
