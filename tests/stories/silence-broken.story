# A silence is broken in its last minute.
#
# XBE proposes a bulletin on the river. The members give leave, in a meeting, to decide it by silence, and
# the chair opens one of 72 hours. XAL writes one minute before the end that its instructions are pending. What
# was broken stays broken: nobody can find afterwards that it held, and the next one begins anew.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XCO

2030-02-01 10:00  XCO  meeting.invite  M1  "The bulletin"  place="The hall by the lake"  opens=2030-02-23T10:00
2030-02-20 10:00  XBE  proposal.table  P1  "A common bulletin on the state of the river"  purpose=measure
2030-02-20 10:05  XCO  proposal.table  P2  "Leave to decide P1 by silence"  purpose=leave-for-silence  subject="P1"
then silence.open by XCO on P1 "72 hours" deadline=+72h is out of order under art. 7.3
then proposal.put by XCO on P2 is out of order under art. 6.3

2030-02-23 10:00  XCO  meeting.open    M1
2030-02-23 10:05  XCO  proposal.put    P2
2030-02-23 10:20  XCO  proposal.adopt  P2
then P2 is adopted; P1 is tabled

then silence.open by XCO on P1 at 2030-03-01 10:00 deadline=+71h is out of order under art. 7.4
2030-03-01 10:00  XCO  silence.open    P1  "72 hours"  deadline=2030-03-04T10:00
then P1 is under silence; P1 is running; P1 still needs "to be served on XAL, XBE, XCO, XDE"
then silence.certify by SECRETARIAT on P1 is out of order under art. 7.8
then silence.break by XAL on P1 at 2030-03-04 10:00:01 reason=not-stated is out of order under art. 7.5

2030-03-04 09:59  XAL  silence.break   P1  "instructions pending"  reason=instructions-pending
then P1 is broken; silence.certify by SECRETARIAT on P1 is out of order under art. 7.1
then P1 is tabled; P1 is not adopted; P1 still needs "be opened for silence"
then XCO presides
