# A change of government in A. An exercise: its states are invented.
#
# XAL has undertaken something to XBE, holds a bracket, reads a term in its own way and reserves a
# matter. An election brings another government, which gives the state another name. Its new head
# of delegation opens the same record: the commitment is there, and so are the bracket, the term
# and the matter. The seat, which never changed hands, answers for all of it.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE, XEF
given chair XEF

2030-03-01 09:00  SECRETARIAT  order.publish  "Drawn before all delegations."  use=chair  order=XEF,XAL,XBE,XCO,XDE
2030-03-01 09:10  XAL  name.give  "Republic of Alderan"  sort=party  thing="XAL"  language=en

# What the old government did.
2030-03-02 10:00  XAL  commitment.make  C1  "To open the locks each spring."  owners=XAL  recipients=XBE  subject=locks  due=2031-03-20T10:00
2030-03-03 10:00  XAL  text.table       T1  "On the lake"  symbol="LAKE/1"  kind=working-paper  language=en  everything=no
2030-03-03 10:10  XAL  clause.propose   T1-1  "The lake is shared in good faith."  sort=words
2030-03-03 10:20  XAL  clause.bracket   T1-1  "in good faith"
2030-03-04 10:00  XAL  term.dispute     D1  "good faith"  names="good faith"
2030-03-04 10:05  XAL  term.mean        D1  "With notice of a day."
2030-03-04 10:10  XBE  term.mean        D1  "With notice of a week."
2030-03-05 10:00  XAL  matter.reserve   R1  "The northern shore"  names="northern shore"
2030-03-06 10:00  XBE  commitment.make  C2  "To share its measurements."  owners=XBE  recipients=XAL  pair=C1
2030-03-06 11:00  XAL  commitment.pair  C1  other=C2
2030-04-01 10:00  XAL  commitment.suspend  C1  "Until after the election."

# The change. XAL alone tells it, once it has been, and about itself.
then government.change by XBE on XAL at 2031-01-10 10:00 "They voted." since=2030-11-05T00:00 is out of order under art. 2.3
then government.change by XAL on XAL at 2031-01-10 10:00 "We shall see." since=2031-01-20T12:00 is out of order under art. 16.1
2031-01-20 12:30  XAL  government.change  XAL  "The government that the election of 5 November brought has taken office."  since=2031-01-20T12:00
2031-01-20 12:40  XAL  name.give  "Union of Alderan"  sort=party  thing="XAL"  language=en

# The successor finds the same record: nothing ended, and nothing began anew.
then XAL is present; C1 is standing; C2 is standing; R1 is reserved; D1 in T1 is disputed; T1-1 is bracketed
then of C1 it is said "XAL suspended the whole"; of C1 it is said "It is one of a pair with C2 of XBE"
then commitment.withdraw by XAL on C1 "That was the others." is out of order under art. 10.5
then clause.lift by XBE on T1-1 which=1 is out of order under art. 8.5

# It answers for the seat: it resumes what its predecessors suspended, and fulfils it.
2031-02-01 10:00  XAL  commitment.resume  C1  "We keep what was signed."
2031-03-25 10:00  XBE  commitment.assess  C1  "They opened on the 19th."  verdict=fulfilled
2031-03-25 11:00  XAL  commitment.assess  C1  "They were open in time."  verdict=fulfilled
2031-03-25 12:00  SECRETARIAT  commitment.fulfil  C1
then C1 is fulfilled; of C1 it is said "All sides say that it is fulfilled."

# What the seat holds open, it alone can settle. It lets the bracket go, and keeps its meaning.
2031-04-01 10:00  XAL  clause.lift  T1-1  which=1
then T1-1 is not bracketed; T1 is marked with D1; D1 in T1 is disputed
