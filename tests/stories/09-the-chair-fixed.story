# The chair, first half: one that is fixed. An exercise: its states are invented.
#
# The charter names XAL, without term. Four meetings are held. The chair calls them, places an item
# and issues the chair's text; the others place what they place. The second half of the story tells the
# same four meetings under a chair that rotates.

given charter six-party-style
given seats XAL, XBE, XCO, XDE
given chair XAL

2030-01-10 10:00  XAL  chair.take      "As the charter says."
then XAL presides; it is the turn of XAL in the chair
then chair.take by XBE is out of order under art. 4.1; chair.pass by XAL is out of order under art. 4.2

2030-02-01 09:00  XAL  meeting.invite  M1  "Round 1"  place="The hall by the lake"  opens=2030-03-16T10:00
2030-03-10 09:00  XAL  agenda.place    I1-1  "Opening by the chair"  meeting=M1
2030-03-10 09:10  XBE  agenda.place    I1-2  "The water gauges"  meeting=M1
2030-03-16 10:00  XAL  meeting.open    M1
2030-03-16 11:00  XAL  text.table      T1  "Where round 1 stands"  symbol="LAKE/2030/CH.1"  kind=chairs-text  language=en  everything=no
2030-03-16 18:00  XAL  meeting.close   M1  outcome=nothing

2030-05-01 09:00  XAL  meeting.invite  M2  "Round 2"  place="The hall by the lake"  opens=2030-06-16T10:00
2030-06-10 09:00  XAL  agenda.place    I2-1  "Opening by the chair"  meeting=M2
2030-06-10 09:10  XDE  agenda.place    I2-2  "The water gauges"  meeting=M2
2030-06-16 10:00  XAL  meeting.open    M2
2030-06-16 11:00  XAL  text.table      T2  "Where round 2 stands"  symbol="LAKE/2030/CH.2"  kind=chairs-text  language=en  everything=no
2030-06-16 12:00  XDE  text.table      T9  "Working paper on gauges"  symbol="LAKE/2030/WP.1"  kind=working-paper  language=en  everything=no
2030-06-16 18:00  XAL  meeting.close   M2  outcome=nothing

2030-08-01 09:00  XAL  meeting.invite  M3  "Round 3"  place="The hall by the lake"  opens=2030-09-16T10:00
2030-09-10 09:00  XAL  agenda.place    I3-1  "Opening by the chair"  meeting=M3
2030-09-10 09:10  XBE  agenda.place    I3-2  "The water gauges"  meeting=M3
2030-09-16 10:00  XAL  meeting.open    M3
2030-09-16 11:00  XAL  text.table      T3  "Where round 3 stands"  symbol="LAKE/2030/CH.3"  kind=chairs-text  language=en  everything=no
2030-09-16 18:00  XAL  meeting.close   M3  outcome=nothing

2030-11-01 09:00  XAL  meeting.invite  M4  "Round 4"  place="The hall by the lake"  opens=2030-12-16T10:00
2030-12-10 09:00  XAL  agenda.place    I4-1  "Opening by the chair"  meeting=M4
2030-12-10 09:10  XCO  agenda.place    I4-2  "The water gauges"  meeting=M4
2030-12-16 10:00  XAL  meeting.open    M4
2030-12-16 11:00  XAL  text.table      T4  "Where round 4 stands"  symbol="LAKE/2030/CH.4"  kind=chairs-text  language=en  everything=no
2030-12-16 18:00  XAL  meeting.close   M4  outcome=nothing

then it is the turn of XAL in the chair
then XAL took the chair 1 time, presided at 4 meetings, holds 4 pens, placed 4 items
then XBE took the chair 0 times, presided at 0 meetings, holds 0 pens, placed 2 items
then XCO took the chair 0 times, presided at 0 meetings, holds 0 pens, placed 1 item
then XDE took the chair 0 times, presided at 0 meetings, holds 1 pen, placed 1 item
