# The line goes dead. An exercise: its states are invented.
#
# Two of four states stop talking: their channel is paused, and one of them suspends its own seat. The
# forum shows what still runs between them and without the one: what needs no decision, and nobody's
# leave. Then something is seen on the shore. It can be asked about, at once and by any party; an
# answer is awaited up to an hour that all can read; and a meeting is held without the one that was
# asked. Only the steps that follow from it need a decision of the body.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE
given chair XCO

# What was built while they still spoke.
2030-01-10 09:00  XAL  channel.declare  XAL  "node of XAL"  sort=node
2030-01-10 09:05  XBE  channel.declare  XBE  "node of XBE"  sort=node
2030-01-10 09:10  XCO  channel.declare  XCO  "mailbox of XCO"  sort=mailbox
2030-01-11 09:00  XAL  strand.register  S1  "Talks of the two"  parties=XAL,XBE  since=2029-05-01T09:00
2030-01-11 10:00  XAL  line.open        L1  "Between the two coast guards"  ends=XAL,XBE  channel="radio, channel 16"
2030-01-11 11:00  XBE  line.confirm     L1
2030-01-12 09:00  XAL  focal-point.name  F1  "incidents at sea"  name="The duty desk"  office="Coast guard"  hours="at all hours"  channel="radio"
2030-01-12 09:30  XBE  focal-point.name  F2  "incidents at sea"  name="The watch"  office="Harbour office"  hours="06:00 to 22:00"  channel="telephone"
2030-01-13 09:00  XBE  measure.offer    N1  "Incidents at sea are told of within a day"  shape=notification  trigger=after-an-event  direction=one-sided  within=24
2030-01-14 09:00  XCO  circle.call      B1  "Fishery experts and officials"  sort=informal-consultations  track=track-1-5  rank=experts  host="The university by the lake"  seats=XAL,XBE,XDE
2030-01-15 09:00  XDE  exchange.announce  E1  "Patrol boats"  named=XAL,XBE,XDE  holders=XAL,XBE,XCO,XDE  least=2  otherwise=released-among-those  opens=2030-02-01T09:00  deadline=2030-06-01T09:00
2030-02-20 10:00  XCO  meeting.invite   M1  "Spring session"  place="The hall by the lake"  opens=2030-03-10T10:00
then between XAL and XBE still run: XAL, XBE, F1, F2, L1, N1, E1, B1, S1, confidence, maritime, nuclear-safety, arms, economy, humanitarian

# Official contact stops.
2030-03-01 08:00  XBE  strand.pause     S1  "Until further notice."
2030-03-01 08:10  XBE  member.pause     XBE
2030-03-01 08:20  XCO  basket.park      arms
2030-03-01 12:00  SECRETARIAT  channel.down  XBE  "No message has passed since 08:30."
2030-03-01 13:00  XAL  line.test        L1
then S1 stands still; XBE stands still; arms stands still
then between XAL and XBE still run: XAL, F1, F2, L1, N1, E1, B1, confidence, maritime, nuclear-safety, economy, humanitarian

# Without XBE altogether: what was its alone is not counted on; what may go on is not called dead.
then L1 stands still without XBE; N1 stands still without XBE; S1 stands still without XBE
then E1 runs without XBE; B1 runs without XBE; XDE is not known here without XBE
then without XBE still run: XAL, XCO, F1, E1, B1, confidence, maritime, nuclear-safety, economy, humanitarian

# Something is seen. Nobody's leave is needed to ask: not the chair's, not a meeting's, not XBE's.
2030-03-04 10:00  XAL  request.ask      Q1  "Guns are being brought to the ice. What is it, and until when?"  to=XBE  about=exercise  date=2030-03-04T06:00  place="The north shore"
then Q1 is asked; Q1 still needs "An answer of XBE is awaited until 2030-03-06T10:00:00Z"
then request.call by XAL on Q1 scope=all is out of order under art. 13.4
then request.answer by XCO on Q1 "x" is out of order under art. 13.3
then request.close by XCO on Q1 is out of order under art. 13.1
then request.ask by XBE on Q2 "x" to=XAL about=statement date=2030-03-04T06:00 place="x" is in order

# The time is over. That is a date, and it says nothing of why.
2030-03-06 10:00:01  XDE  note.say  "We have the same question."
then Q1 is asked; Q1 still needs "No answer is entered; one was awaited until 2030-03-06T10:00:00Z. The channel of XBE is entered as down"
2030-03-06 11:00  XAL  request.call     Q1  scope=all
then Q1 is meeting called; Q1 still needs "The chair holds it until 2030-03-08T11:00:00Z"
then request.hold by XDE on Q1 present=XAL,XDE date=2030-03-06T11:00 is out of order under art. 13.4
then request.hold by XDE on Q1 at 2030-03-08 11:00:01 present=XAL,XDE date=2030-03-08T10:00 is in order

# The chair holds it. XBE does not come, and that stops nothing.
2030-03-07 10:00  XCO  request.hold     Q1  "An hour; XDE told what its fishermen saw."  present=XAL,XCO,XDE  date=2030-03-07T09:00
then Q1 is met; Q1 still needs "with XAL, XCO, XDE"

# Steps need a decision of the body, and here alone one objection would stop them.
2030-03-07 11:00  XDE  proposal.table   P1  "To ask for two observers on the ice"  purpose=measure  subject="Q1"
then request.recommend by XDE on Q1 decision=P1 is out of order under art. 6.13
2030-03-10 10:00  XCO  meeting.open     M1
2030-03-10 12:00  XCO  proposal.put     P1
2030-03-10 12:20  XCO  proposal.adopt   P1
2030-03-10 12:30  XDE  request.recommend  Q1  decision=P1
then Q1 is measures; Q1 still needs "Steps were recommended by P1"

# The answer comes, by note verbale, with its date; and an invitation that nobody had to decide on.
2030-03-12 09:00  XBE/SECRETARIAT  request.answer  Q1  "An exercise of the coast guard, until 14 March."  [on paper]
2030-03-12 09:30  XBE/SECRETARIAT  visit.invite  V1  "The ice after the exercise"  sort=visit  guests=XAL,XDE  place="The north shore"  begins=2030-03-15T09:00  [on paper]
2030-03-12 09:40  XBE/SECRETARIAT  request.visit  Q1  visit=V1  [on paper]
2030-03-20 10:00  XAL  request.close    Q1
then Q1 is closed; request.answer by XBE on Q1 "x" is out of order under art. 13.2

# Contact again.
2030-04-02 09:00  SECRETARIAT  channel.up  XBE
2030-04-02 09:10  XBE  member.return    XBE
2030-04-02 09:20  XBE  strand.resume    S1
then between XAL and XBE still run: XAL, XBE, F1, F2, L1, N1, E1, B1, S1, confidence, maritime, nuclear-safety, economy, humanitarian
