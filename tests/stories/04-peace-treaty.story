# The peace treaty. An exercise: its states are invented.
#
# Four states fought over the lake; XEF did not, and presides. A treaty of peace is before the body.
# Each of the four is claimed to be necessary, by another of them, with the paper on which the claim
# rests. XCO also claims that XGO is, which has no seat here. The treaty is told with and without each
# claimed one. Then it is adopted, and held against a parliament.

given charter northeast-asia-proposed
given seats XAL, XBE, XCO, XDE, XEF
given chair XEF

2030-03-01 09:00  SECRETARIAT  order.publish  "Drawn before all delegations."  use=chair  order=XEF,XAL,XBE,XCO,XDE
2030-03-01 10:00  XEF  meeting.invite   M1  "On the treaty"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-12 10:00  XAL  proposal.table   P1  "Treaty of peace of the lake"  purpose=measure
2030-03-12 10:10  XAL  necessary.claim  P1  "XBE signed the armistice, article 1."  party="XBE"
2030-03-12 10:20  XBE  necessary.claim  P1  "XCO signed the armistice, article 1."  party="XCO"
2030-03-12 10:30  XCO  necessary.claim  P1  "XDE did not sign the armistice, and is bound by it."  party="XDE"
2030-03-12 10:40  XDE  necessary.claim  P1  "XAL signed the armistice, article 1."  party="XAL"
2030-03-12 10:50  XCO  necessary.claim  P1  "XGO keeps the upper dam under the armistice, article 7."  party="XGO"
2030-03-16 10:00  XEF  meeting.open     M1
2030-03-16 10:10  XEF  proposal.put     P1
then P1 is under decision; P1 still needs "a seat with a voice for XGO"
then proposal.adopt by XEF on P1 is out of order under art. 6.11

# XGO has no seat. Without the claim for it, the treaty could be adopted; with the claim, it is invited.
2030-03-16 10:20  XCO  necessary.withdraw  P1  party="XGO"
then proposal.adopt by XEF on P1 is in order
2030-03-16 10:25  XCO  necessary.claim     P1  "XGO keeps the upper dam under the armistice, article 7."  party="XGO"
2030-03-16 10:30  XBE  proposal.table      P2  "To invite XGO as a member"  purpose=admit  subject="XGO"
then without XGO cannot be settled: P1; without XGO goes on: P2
2030-03-20 10:30  XEF  proposal.put        P2
2030-03-20 10:40  XEF  proposal.adopt      P2
2030-03-20 11:00  XEF  member.invite       XGO  "Come and sit with us."  category=member  decision=P2
2030-03-20 11:05  SECRETARIAT  seat.add    code=XGO  paper=no
then XGO is invited; proposal.adopt by XEF on P1 is out of order under art. 6.11
2030-03-21 09:00  XGO  member.accept       XGO
then XGO is accepted; proposal.adopt by XEF on P1 is in order

# XAL suspends its own taking part. With the claim for it: not adopted. Without it: it could be.
2030-03-22 09:00  XAL  member.pause        XAL
then P1 still needs "a seat with a voice for XAL"; proposal.adopt by XEF on P1 is out of order under art. 6.11
2030-03-22 09:10  XDE  necessary.withdraw  P1  party="XAL"
then proposal.adopt by XEF on P1 is in order
2030-03-22 09:20  XDE  necessary.claim     P1  "XAL signed the armistice, article 1."  party="XAL"
2030-03-22 09:30  XAL  member.return       XAL

# The same for XBE.
2030-03-22 10:00  XBE  member.pause        XBE
then P1 still needs "a seat with a voice for XBE"; proposal.adopt by XEF on P1 is out of order under art. 6.11
2030-03-22 10:10  XAL  necessary.withdraw  P1  party="XBE"
then proposal.adopt by XEF on P1 is in order
2030-03-22 10:20  XAL  necessary.claim     P1  "XBE signed the armistice, article 1."  party="XBE"
2030-03-22 10:30  XBE  member.return       XBE

# The same for XCO.
2030-03-22 11:00  XCO  member.pause        XCO
then P1 still needs "a seat with a voice for XCO"; proposal.adopt by XEF on P1 is out of order under art. 6.11
2030-03-22 11:10  XBE  necessary.withdraw  P1  party="XCO"
then proposal.adopt by XEF on P1 is in order
2030-03-22 11:20  XBE  necessary.claim     P1  "XCO signed the armistice, article 1."  party="XCO"
2030-03-22 11:30  XCO  member.return       XCO

# The same for XDE.
2030-03-22 12:00  XDE  member.pause        XDE
then P1 still needs "a seat with a voice for XDE"; proposal.adopt by XEF on P1 is out of order under art. 6.11
2030-03-22 12:10  XCO  necessary.withdraw  P1  party="XDE"
then proposal.adopt by XEF on P1 is in order
2030-03-22 12:20  XCO  necessary.claim     P1  "XDE did not sign the armistice, and is bound by it."  party="XDE"
2030-03-22 12:30  XDE  member.return       XDE

# To sit is not to agree: a party that sits may object, and only it withdraws that.
2030-03-23 09:00  XGO  objection.raise     P1  "Article 4 is open with us."  reason=substance
then proposal.adopt by XEF on P1 is out of order under art. 6.1
2030-03-23 15:00  XGO  objection.withdraw  P1

# Two consents at home are claimed. They hold back effect, not adoption.
2030-03-24 09:00  XBE  ratify.claim     P1  "Constitution of Bermark, article 60."  party=XBE  body="Parliament of Bermark"
2030-03-24 09:10  XAL  ratify.claim     P1  "Basic Law of Alderan, article 11."  party=XAL  body="Council of Alderan"
2030-03-24 10:00  XEF  proposal.adopt   P1
then P1 is adopted; P1 is not in effect
then P1 waits for "Parliament of Bermark (XBE)", "Council of Alderan (XAL)"
then proposal.effect by SECRETARIAT on P1 is out of order under art. 6.12
2030-05-02 09:00  XAL  ratify.report    P1  body="Council of Alderan"  given=yes
2030-06-11 09:00  XBE  ratify.report    P1  body="Parliament of Bermark"  given=no
then P1 is adopted; P1 waits for "Parliament of Bermark (XBE)"
then proposal.effect by SECRETARIAT on P1 is out of order under art. 6.12
then ratify.report by XAL on P1 body="Parliament of Bermark" given=yes is out of order under art. 6.12
then ratify.withdraw by XAL on P1 party=XBE body="Parliament of Bermark" is out of order under art. 6.12
# Without the claim it could take effect; XBE, whose claim and whose parliament it is, makes it again.
2030-06-12 09:00  XBE  ratify.withdraw  P1  party=XBE  body="Parliament of Bermark"
then P1 waits for nothing; proposal.effect by SECRETARIAT on P1 is in order
2030-06-12 09:10  XBE  ratify.claim     P1  "Constitution of Bermark, article 60."  party=XBE  body="Parliament of Bermark"
then proposal.effect by SECRETARIAT on P1 is out of order under art. 6.12
2031-02-03 09:00  XBE  ratify.report    P1  body="Parliament of Bermark"  given=yes
2031-02-03 12:00  SECRETARIAT  proposal.effect  P1
then P1 is in effect; P1 waits for nothing
