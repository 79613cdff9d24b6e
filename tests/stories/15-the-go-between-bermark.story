# The circle of Efland with Bermark. Alderan has no place in it, and reads nothing.
given charter helsinki-style
given seats XBE, XEF

2031-02-03 09:30  XEF  offices.open  G1  "The crossing at the bridge."  mediator=XEF  party=XBE
2031-02-04 08:00  XBE  offices.accept  G1

# What Alderan let go comes with its source, word for word.
2031-02-05 11:00  XEF  message.convey  M1  "We are ready to meet at the lake on the first Monday of May."  source=sb4Bh9Q5I+kcsGzHCPuzraHmWEx3yUj8gIFFw+w7LTQ=  from=XAL
then M1 still needs "It is a message of XAL, word for word; the mediator can prove it."

# An idea comes as the mediator's own. Nothing here says whether anybody gave it to the mediator.
2031-02-06 14:00  XEF  message.convey  M2  "Why not by boat, with a lantern at each landing?"
then M2 still needs "The mediator's own words cite no source, and need none."

# Bermark answers both. One answer is for the mediator alone; the other may reach Alderan.
2031-02-07 09:00  XBE  message.send  M3  "No boat with soldiers in it will ever land on our shore."  mark=for-you-alone  answers=M2
2031-02-07 09:10  XBE  message.send  M4  "We shall come, with three people."  mark=you-may-convey  to=XAL  answers=M1
then message.convey by XBE on M5 "We shall come." is out of order under art. 15.4
2031-02-08 12:00  XEF  message.conveyed  M4  to=XAL  how=with-its-source  day=2031-02-08T00:00
then M4 still needs "It was conveyed to XAL on 2031-02-08, with its source."

# The same text, word for word. What Alderan brackets is not seen here.
2031-02-10 09:00  XEF  text.table  T1  "On the crossing"  symbol="SNT/1"  kind=single-negotiating-text  language=en  everything=yes
2031-02-10 09:05  XEF  clause.propose  T1-1  "A boat crosses twice a day from the first of May."  sort=words
then T1-1 is proposed

# Either side ends it when it likes. Nothing is conveyed after that.
2031-02-20 12:00  XBE  offices.end  G1
then message.convey by XEF on M5 "One word more." is out of order under art. 15.2
