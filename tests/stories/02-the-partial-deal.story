# The partial deal. An exercise: its states are invented.
#
# XAL and XBE talk beside the forum, and agree on long-range rockets alone. Their neighbours XCO and
# XDE live in reach of shorter ones, and have said so. The deal is marked, from the data. One mark
# falls when the shorter range is added; the other when XDE says that something else satisfies it.
# The forum then locks the deal in. What is promised is told as each side tells it.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE, XEF
given chair XEF

2030-03-01 09:00  SECRETARIAT  order.publish  "Drawn before all delegations."  use=chair  order=XEF,XAL,XBE,XCO,XDE
2030-03-01 10:00  XCO  interest.state   N1  "The whole of our coast is in reach."  subject=rockets  parts=medium-range  source="Statement of the ministry, February 2030"
2030-03-01 10:30  XDE  interest.state   N2  "Our capital is in reach."  subject=rockets  parts=short-range,medium-range  source="Address to the assembly, February 2030"

# Two talk beside the forum. They register it here; a third cannot.
2030-04-02 09:00  XBE  strand.register  B1  "The two-party talks"  parties=XAL,XBE  since=2029-11-05T09:00
2030-04-02 09:10  XAL  strand.account   B1  "We meet to prepare the meeting of leaders."  name="Contacts at working level"
then strand.account by XCO on B1 "We were not asked." is out of order under art. 10.6
2030-06-12 18:00  XBE  strand.hold      B1  "The leaders met."  date=2030-06-12T09:00  place="The villa on the island"  rank=leaders
2030-06-12 18:10  XBE  strand.outcome   D1  "Agreement on long-range rockets"  strand=B1  date=2030-06-12T15:00  source="Joint communiqué, paragraph 3"  subject=rockets  covers=long-range
2030-06-12 20:00  XAL  outcome.read     D1  "We read it as covering tests as well."  name="Common understanding of 12 June"

# It touches both neighbours, and covers neither. The reason is in the data.
then D1 is registered; D1 is marked with N1, N2
then of D1 it is said "XCO, which is no party to D1, has stated an interest in rockets (medium-range) (N1)."
then of D1 it is said "nothing here that its parties agreed covers rockets (short-range, medium-range)."

# The medium range is added. That covers all that XCO stated, and a part of what XDE stated.
2030-07-01 10:00  XBE  commitment.make  C1  "Not to deploy medium-range rockets."  owners=XBE  recipients=XAL,XCO,XDE  sense=not-to-do  subject=rockets  covers=medium-range  until=2035-07-01T10:00  agency="The inspectorate of the lake"
then D1 is marked with N2; C1 is not marked
then of D1 it is said "covers rockets (short-range)."

# XDE is offered something else of worth. That it satisfies XDE, XDE alone can say.
2030-07-02 10:00  XEF  proposal.table   P1  "That the forum takes up the agreement of 12 June"  purpose=measure  subject="D1"
2030-07-03 10:00  XAL  commitment.make  C2  "To warn XDE of each launch, an hour before."  owners=XAL  recipients=XDE  subject=warning  hours=720  event=decision-in-effect  of=P1
then of C2 it is said "It is due 30 days after P1 is in effect; P1 is not in effect."
then commitment.make by XBE on C9 "To warn XDE as well." owners=XAL is out of order under art. 10.1
then D1 is marked with N2; interest.accept by XAL on N2 other=C2 is out of order under art. 10.8
2030-07-05 10:00  XDE  interest.accept  N2  "A warning is what we lacked."  other=C2
then D1 is not marked; N2 still needs "XDE says that it is satisfied by C2."

# What two agreed is locked in by all.
then strand.lock by XBE on D1 decision=P1 is out of order under art. 10.7
2030-07-05 11:00  XEF  meeting.invite   M1  "On the agreement of 12 June"  place="The hall by the lake"  opens=2030-07-20T10:00
2030-07-20 10:00  XEF  meeting.open     M1
2030-07-20 10:05  XEF  agenda.adopt     M1
2030-07-20 10:10  XEF  proposal.put     P1
2030-07-20 11:00  XEF  proposal.adopt   P1
2030-07-20 12:00  XAL  strand.lock      D1  decision=P1
then D1 is locked in; of C2 it is said "which is by 2030-08-19T11:00:00Z"

# One commitment contradicts another of the same party. It is marked on both, and stops neither.
2030-08-01 10:00  XBE  commitment.make  C3  "To deploy medium-range rockets on the island for an exercise."  owners=XBE  sense=to-do  subject=rockets  covers=medium-range  due=2030-09-30T10:00
then C3 is marked with C1; C1 is marked with C3
then of C3 it is said "By C3 XBE undertakes to do, and by C1 not to do, the same: rockets (medium-range)"
2030-08-04 10:00  XBE  commitment.withdraw  C3
then C3 is taken back; C1 is not marked

# Each side says how it stands. Nothing is called broken on the word of one.
2030-08-20 10:00  XDE  commitment.assess    C2  "One launch of August was not announced."  verdict=not-fulfilled
then of C2 it is said "that date has passed"; of C2 it is said "XAL has made no entry. XDE says: it is not fulfilled."
2030-08-21 10:00  XAL  commitment.evidence  C2  "The register of warnings, June to August."
2030-08-21 10:10  XAL  commitment.assess    C2  "Each launch of rockets was announced; that of August was a balloon."  verdict=fulfilled
then C2 is standing; of C2 it is said "XAL says: it is fulfilled. XDE says: it is not fulfilled."
then commitment.fulfil by SECRETARIAT on C2 is out of order under art. 10.3

# XAL suspends. What satisfied XDE is suspended with it, and the mark is back until it is resumed.
2030-08-22 10:00  XAL  commitment.suspend   C2  "Until the balloon is settled."
then D1 is marked with N2
2030-09-01 10:00  XAL  commitment.resume    C2  "It is settled."
2030-09-01 12:00  XDE  commitment.assess    C2  "It was a balloon."  verdict=fulfilled
2030-09-01 12:10  SECRETARIAT  commitment.fulfil  C2
then C2 is fulfilled; of C2 it is said "All sides say that it is fulfilled."; D1 is not marked
