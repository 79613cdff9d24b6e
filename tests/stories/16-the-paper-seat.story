# The paper seat. An exercise: its states are invented.
#
# XDE never logs in. It answers by note verbale; the secretariat enters what the note says, in the
# name of XDE, and the line says so: whose act it is, whose hand entered it, and that it came on paper.
# XDE presides, objects, holds the pen, brackets, refers to its capital, and its silence counts like any
# other's: once the text was served on it, by the channel that it declared itself.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XCO

2030-02-01 09:00  XDE/SECRETARIAT  channel.declare  XDE  "Note verbale to the Ministry, Old Harbour 1"  sort=note-verbale  [on paper]
2030-02-01 09:30  XAL  channel.declare  XAL  "node of XAL"  sort=node
2030-02-01 09:31  XBE  channel.declare  XBE  "node of XBE"  sort=node
2030-02-01 09:32  XCO  channel.declare  XCO  "mailbox of XCO"  sort=mailbox
2030-02-01 09:40  XDE/SECRETARIAT  note.say  "The Ministry presents its compliments, and takes part."  [on paper]
2030-02-01 10:00  XCO  meeting.invite  M1  "The bulletin"  place="The hall by the lake"  opens=2030-02-16T10:00

# It tables, holds a pen, brackets and lifts.
2030-02-10 10:00  XDE/SECRETARIAT  proposal.table  P1  "A common bulletin on the river"  purpose=measure  [on paper]
2030-02-10 10:05  XDE/SECRETARIAT  text.table      T1  "Plan of the bulletin"  symbol="LAKE/2030/L.1"  kind=l-document  language=en  everything=no  [on paper]
2030-02-10 10:06  XDE/SECRETARIAT  clause.propose  T1-1  "The bulletin appears each week."  sort=words  [on paper]
2030-02-10 11:00  XAL  text.table      T2  "Plan of the gauges"  symbol="LAKE/2030/L.2"  kind=l-document  language=en  everything=no
2030-02-10 11:01  XAL  clause.propose  T2-1  "Each gauge is read daily."  sort=words
2030-02-10 12:00  XDE/SECRETARIAT  clause.bracket  T2-1  "daily"  [on paper]
then T2-1 is bracketed; clause.lift by XAL on T2-1 which=1 is out of order under art. 8.5
2030-02-11 12:00  XDE/SECRETARIAT  clause.lift     T2-1  which=1  [on paper]
then T2-1 is clean

# Its objection stands like any other's, and only it withdraws that.
2030-02-10 12:30  XCO  proposal.table  P2  "Leave to decide P1 by silence"  purpose=leave-for-silence  subject="P1"
2030-02-16 10:00  XCO  meeting.open    M1
2030-02-16 10:10  XCO  proposal.put    P2
2030-02-16 10:20  XDE/SECRETARIAT  objection.raise  P2  "The note gives the reason."  reason=procedure  [on paper]
then P2 is objected to; proposal.adopt by XCO on P2 is out of order under art. 6.1
2030-02-16 15:00  XDE/SECRETARIAT  objection.withdraw  P2  [on paper]
2030-02-16 15:10  XDE/SECRETARIAT  proposal.refer  P2  deadline=2030-02-20T10:00  [on paper]
then P2 still needs "the capitals of XDE"; proposal.adopt by XCO on P2 is out of order under art. 6.7
2030-02-18 09:00  XDE/SECRETARIAT  proposal.confirm  P2  [on paper]
2030-02-18 09:30  XCO  proposal.adopt  P2
then P2 is adopted

# Silence. Until the text is served on XDE, by its own channel, its silence says nothing.
2030-03-01 10:00  XCO  silence.open         P1  "72 hours"  deadline=2030-03-04T10:00
2030-03-01 11:00  XAL  silence.acknowledge  P1
2030-03-01 11:01  XBE  silence.acknowledge  P1
2030-03-01 11:02  XCO  silence.acknowledge  P1
then P1 is served on XAL, XBE, XCO; P1 is not served on XDE; P1 still needs "to be served on XDE"
then silence.certify by SECRETARIAT on P1 at 2030-03-04 10:00:01 is out of order under art. 7.7
then text.serve by SECRETARIAT on P1 "mailbox of XDE" seat=XDE how=delivered is out of order under art. 7.7
2030-03-01 15:00  SECRETARIAT  text.serve   P1  "Note verbale to the Ministry, Old Harbour 1"  seat=XDE  how=delivered
then P1 is served on XAL, XBE, XCO, XDE

# A note that comes in time breaks the silence; one that is dated in time and comes late does not.
then silence.break by XDE/SECRETARIAT on P1 at 2030-03-04 09:00 reason=instructions-pending [on paper] [received 2030-03-04 10:00] is in order
then silence.break by XDE/SECRETARIAT on P1 at 2030-03-04 09:00 reason=instructions-pending [on paper] [received 2030-03-04 10:00:01] is out of order under art. 7.5
2030-03-04 09:00  XDE/SECRETARIAT  silence.break  P1  "instructions pending"  reason=instructions-pending  [on paper]  [received 2030-03-04 09:40]
then P1 is broken; P1 is tabled; silence.certify by SECRETARIAT on P1 is out of order under art. 7.1

# Leave serves once: for another silence the members give it anew.
then silence.open by XCO on P1 at 2030-03-05 10:00 deadline=2030-03-08T10:00 is out of order under art. 7.3
2030-03-05 12:00  XCO  proposal.table  P3  "Leave to decide P1 by silence, once more"  purpose=leave-for-silence  subject="P1"
2030-03-08 12:00  XCO  proposal.put    P3
2030-03-08 12:10  XCO  proposal.adopt  P3

# A second silence. The Ministry takes the note and does not sign for it: that is service as well.
2030-03-10 10:00  XCO  silence.open         P1  "72 hours"  deadline=2030-03-13T10:00
2030-03-10 11:00  XAL  silence.acknowledge  P1
2030-03-10 11:01  XBE  silence.acknowledge  P1
2030-03-10 11:02  XCO  silence.acknowledge  P1
2030-03-10 15:00  SECRETARIAT  text.serve   P1  "Note verbale to the Ministry, Old Harbour 1"  seat=XDE  how=receipt-ignored
2030-03-13 10:00:01  SECRETARIAT  silence.certify  P1
then P1 is held; P1 is adopted

# It stays out of a decision, attaches a statement, and presides when its turn comes.
2030-03-14 09:00  XDE/SECRETARIAT  statement.attach  P1  "The bulletin says nothing about the line."  annex=interpretative-statement  [on paper]
2030-03-14 10:00  SECRETARIAT  order.publish  "Drawn before all delegations."  use=chair  order=XCO,XDE,XAL,XBE
2030-03-14 11:00  XCO  meeting.close   M1  outcome=nothing
then it is the turn of XCO in the chair
2030-03-14 11:10  XCO  chair.pass
2030-03-14 12:00  XDE/SECRETARIAT  chair.take  "By note verbale."  [on paper]
then XDE presides
