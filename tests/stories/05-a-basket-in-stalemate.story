# A basket in stalemate. An exercise: its states are invented.
#
# In the basket on arms nothing moves. In the basket on the sea a decision is taken all the same and
# takes effect. A decision in the basket on the economy is taken too; its effect waits, since the
# body agreed that it comes after the one on arms, and it is said for what it waits.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XCO

2030-03-01 10:00  XCO  meeting.invite  M1  "Three baskets"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-12 10:00  XAL  proposal.table  P1  "No guns within ten kilometres of the shore"  purpose=measure  basket=arms
2030-03-12 10:05  XBE  proposal.table  P2  "One signal of distress on the lake"  purpose=measure  basket=maritime
2030-03-12 10:10  XDE  proposal.table  P3  "A ferry between all four shores"  purpose=measure  basket=economy
2030-03-12 10:15  XDE  proposal.table  P5  "A common timetable of ferries"  purpose=measure  basket=economy
2030-03-12 10:20  XAL  link.claim      L1  "Ferries pass the guns; note of XAL, 11 March 2030."  waits=P3  other=P1  how=after
then L1 is claimed; L1 still needs "a decision of the body"
2030-03-12 10:30  XAL  proposal.table  P4  "To agree link L1"  purpose=link  subject="L1"
2030-03-16 10:00  XCO  meeting.open    M1
2030-03-16 10:10  XCO  proposal.put    P4
2030-03-16 10:20  XCO  proposal.adopt  P4
then L1 is agreed

# Arms: an objection stands, and the basket is parked.
2030-03-16 11:00  XCO  proposal.put    P1
2030-03-16 11:05  XBE  objection.raise  P1  reason=instructions-pending
then P1 is objected to; proposal.adopt by XCO on P1 is out of order under art. 6.1
2030-03-16 11:30  XCO  proposal.park   P1
2030-03-16 11:35  XCO  basket.park     arms
then arms is parked; maritime is running; economy is running
then basket.park by XCO on arms is out of order under art. 9.1

# The sea: another basket adopts all the same, and what it adopts takes effect.
2030-03-16 12:00  XCO  proposal.put    P2
2030-03-16 12:10  XCO  proposal.adopt  P2
then P2 waits for nothing
2030-03-17 09:00  SECRETARIAT  proposal.effect  P2
then P2 is in effect; P1 is parked

# The economy: decided as well. What is linked waits, and says for what; what is not linked does not.
2030-03-17 10:00  XCO  proposal.put    P3
2030-03-17 10:10  XCO  proposal.adopt  P3
2030-03-17 10:20  XCO  proposal.put    P5
2030-03-17 10:30  XCO  proposal.adopt  P5
2030-03-17 10:40  SECRETARIAT  proposal.effect  P5
then P5 is in effect; P3 is adopted; P3 waits for P1
then P3 still needs "it waits for P1 to be in effect (link L1, claimed by XAL"
then L1 still needs "P3 waits for P1 to be in effect"
then proposal.effect by SECRETARIAT on P3 is out of order under art. 9.2
then link.remove by XDE on L1 is out of order under art. 9.2; link.remove by XAL on L1 is in order

# Two months later the instructions have come. The basket is taken up again, with notice.
2030-05-20 10:00  XBE  basket.resume   arms
2030-05-20 10:05  XAL  proposal.resume  P1
then P1 is tabled; proposal.put by XCO on P1 is out of order under art. 6.3
2030-05-23 10:05  XCO  proposal.put    P1
2030-05-23 10:15  XCO  proposal.adopt  P1
then P3 waits for P1
2030-05-24 09:00  SECRETARIAT  proposal.effect  P1
2030-05-24 09:05  SECRETARIAT  proposal.effect  P3
then P1 is in effect; P3 is in effect; L1 still needs "it does not hold back P3"
