# One state is missing, told for each. An exercise: its states are invented.
#
# Four matters are before the body. Of one XBE says that nothing can be settled without XAL and XDE;
# of another XCO says so of XGO, which never sat here. One asks the consent of XBE and XCO by name. The
# last waits for nobody. Then each state in turn stays away, and returns: the others talk about
# everything, and settle what does not wait for it.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE, XEF
given chair XEF

2030-03-01 09:00  SECRETARIAT  order.publish  "Drawn before all delegations."  use=chair  order=XEF,XAL,XBE,XCO,XDE
2030-03-01 10:00  XEF  meeting.invite   M1  "Four matters"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-12 10:00  XBE  proposal.table   P1  "Levels of the lake"  purpose=measure
2030-03-12 10:05  XBE  necessary.claim  P1  "XAL keeps the weir; Lake Convention, article 3."  party="XAL"
2030-03-12 10:06  XBE  necessary.claim  P1  "XDE keeps the sluice; Lake Convention, article 3."  party="XDE"
2030-03-12 10:10  XCO  proposal.table   P2  "Levels of the upper river"  purpose=measure
2030-03-12 10:15  XCO  necessary.claim  P2  "XGO keeps the upper dam."  party="XGO"
2030-03-12 10:20  XAL  proposal.table   P3  "The line between the fisheries of XBE and XCO"  purpose=measure  mode=unanimity-of-named  named=XBE,XCO
2030-03-12 10:30  XDE  proposal.table   P4  "One signal of distress"  purpose=measure
2030-03-16 10:00  XEF  meeting.open     M1
2030-03-16 10:10  XEF  proposal.put     P1
2030-03-16 10:11  XEF  proposal.put     P2
2030-03-16 10:12  XEF  proposal.put     P3
2030-03-16 10:13  XEF  proposal.put     P4

# All five sit. One matter waits all the same, for who never sat.
then without XGO cannot be settled: P2; without XGO goes on: P1, P3, P4
then without XGO it is said "XGO has no seat here."
then without XGO it is said "XCO claims that it is necessary: XGO keeps the upper dam."
then proposal.adopt by XEF on P1 is in order; proposal.adopt by XEF on P2 is out of order under art. 6.11
then proposal.adopt by XEF on P3 is in order; proposal.adopt by XEF on P4 is in order

# XAL stays away.
2030-03-17 09:00  XAL  member.pause   XAL
then without XAL cannot be settled: P1; without XAL goes on: P2, P3, P4
then without XAL it is said "All can be talked about without XAL"
then proposal.adopt by XEF on P1 is out of order under art. 6.11
then proposal.adopt by XEF on P3 is in order
then proposal.adopt by XEF on P4 is in order
2030-03-17 10:00  XBE  proposal.speak  P1  "We go on talking."
2030-03-17 18:00  XAL  member.return  XAL
then proposal.adopt by XEF on P1 is in order

# XBE stays away.
2030-03-18 09:00  XBE  member.pause   XBE
then without XBE cannot be settled: P3; without XBE goes on: P1, P2, P4
then without XBE it is said "All can be talked about without XBE"
then proposal.adopt by XEF on P1 is in order
then proposal.adopt by XEF on P3 is out of order under art. 6.11
then proposal.adopt by XEF on P4 is in order
2030-03-18 10:00  XCO  proposal.speak  P3  "We go on talking."
2030-03-18 18:00  XBE  member.return  XBE
then proposal.adopt by XEF on P3 is in order

# XCO stays away.
2030-03-19 09:00  XCO  member.pause   XCO
then without XCO cannot be settled: P3; without XCO goes on: P1, P2, P4
then without XCO it is said "All can be talked about without XCO"
then proposal.adopt by XEF on P1 is in order
then proposal.adopt by XEF on P3 is out of order under art. 6.11
then proposal.adopt by XEF on P4 is in order
2030-03-19 10:00  XDE  proposal.speak  P3  "We go on talking."
2030-03-19 18:00  XCO  member.return  XCO
then proposal.adopt by XEF on P3 is in order

# XDE stays away.
2030-03-20 09:00  XDE  member.pause   XDE
then without XDE cannot be settled: P1; without XDE goes on: P2, P3, P4
then without XDE it is said "All can be talked about without XDE"
then proposal.adopt by XEF on P1 is out of order under art. 6.11
then proposal.adopt by XEF on P3 is in order
then proposal.adopt by XEF on P4 is in order
2030-03-20 10:00  XAL  proposal.speak  P1  "We go on talking."
2030-03-20 18:00  XDE  member.return  XDE
then proposal.adopt by XEF on P1 is in order

# XEF stays away. It presides, so the next in the lot takes the chair; nothing else waits for it.
then without XEF cannot be settled: nothing; without XEF goes on: P1, P2, P3, P4
then without XEF it is said "It presides; who has the next turn takes the chair."
2030-03-21 09:00  XEF  member.pause    XEF
then nobody presides
2030-03-21 09:10  XAL  chair.take
then XAL presides
2030-03-21 09:20  XAL  proposal.adopt  P4
then P4 is adopted
2030-03-21 18:00  XEF  member.return   XEF

# What waits for nobody was settled while a state was missing. The rest is settled with all there.
2030-03-22 10:00  XAL  proposal.adopt  P1
2030-03-22 10:10  XAL  proposal.adopt  P3
then P1 is adopted; P3 is adopted; P2 is under decision
then without XGO cannot be settled: P2; without XAL cannot be settled: nothing
