# The unsigned idea. An exercise: its states are invented.
#
# A part of the meeting is off the record. What is said in it stands nowhere: between its announcement
# and its end the log has nothing, and nobody is listed as having been there. One text leaves it. The
# secretariat, which ran it, enters the text by its own act, and nobody stands there as its author. The
# chair gives a receipt, is reminded once the date has passed, and refers it to a basket.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XCO

2030-03-01 10:00  XCO  meeting.invite  M1  "The coast"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-16 10:00  XCO  meeting.open    M1
then room.announce by XDE on Q1 "A talk" meeting=M1 facilitator=SECRETARIAT opens=2030-03-16T14:00 deadline=2030-03-16T17:00 is out of order under art. 1.3
2030-03-16 10:30  XCO  room.announce   Q1  "On the coast, among experts"  meeting=M1  facilitator=SECRETARIAT  opens=2030-03-16T14:00  deadline=2030-03-16T17:00
then Q1 is announced; Q1 still needs "off the record from 2030-03-16T14:00:00Z up to 2030-03-16T17:00:00Z"

# Nothing leaves before the end, and nothing by another hand, in a way of writing of its own, or with a name.
then hand-up.enter by SECRETARIAT on R1 at 2030-03-16 16:00 "The coastguards call each other weekly." title="Calls" source=Q1 persons="A clerk","B clerk" is out of order under art. 14.1
then hand-up.enter by XBE on R1 at 2030-03-16 17:00:01 "The coastguards call each other weekly." title="Calls" source=Q1 persons="A clerk","B clerk" is out of order under art. 14.1
then hand-up.enter by SECRETARIAT on R1 at 2030-03-16 17:00:01 "the coastguards  call each other weekly!!" title="Calls" source=Q1 persons="A clerk","B clerk" is out of order under art. 14.1
then hand-up.enter by SECRETARIAT on R1 at 2030-03-16 17:00:01 "As Bermark has it, the coastguards call." title="Calls" source=Q1 persons="A clerk","B clerk" is out of order under art. 14.4
then hand-up.enter by SECRETARIAT on R1 at 2030-03-16 17:00:01 "The coastguards call each other weekly." title="Calls" source=Q1 persons="A clerk" is out of order under art. 14.4
2030-03-16 17:00:01  SECRETARIAT  hand-up.enter  R1  "1. The coastguards call each other weekly.\n2. Each of them has one number that is always answered."  title="Calls"  source=Q1  persons="A clerk","B clerk"
then Q1 is over; R1 is handed up; R1 still needs "the chair's receipt; a reply is due by 2030-04-15T17:00:01Z"
then room.close by SECRETARIAT on Q1 is out of order under art. 14.1

# Receipt, and silence up to the date. Whoever has a place here may remind of it.
then hand-up.reply by XCO on R1 answer=noted is out of order under art. 14.6
2030-03-18 09:00  XCO  hand-up.receive  R1  "With thanks."
then R1 is reply due; hand-up.remind by XDE on R1 at 2030-04-15 17:00:01 is out of order under art. 14.6
2030-04-16 09:00  XDE  hand-up.remind   R1
then R1 is reminded

# Its fate.
2030-04-20 09:00  XCO  hand-up.reply    R1  "The basket on the sea takes it from here."  answer=referred-to-basket  basket=maritime
then R1 is replied; R1 still needs "The reply was: referred to basket maritime."
2030-04-21 10:00  XAL  proposal.table   P1  "Weekly calls of the coastguards"  purpose=measure  basket=maritime
then P1 is tabled
