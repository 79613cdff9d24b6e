# The circle of Efland, which mediates, with Alderan. Bermark has no place in it, and reads nothing.
given charter helsinki-style
given seats XAL, XEF

2031-02-03 09:00  XEF  offices.open  G1  "The crossing at the bridge."  mediator=XEF  party=XAL
then message.send by XAL on M1 "A word." mark=you-may-convey is out of order under art. 15.2
2031-02-03 15:00  XAL  offices.accept  G1

# Three messages, and how far each may go.
2031-02-04 10:00  XAL  message.send  M1  "Our last word is that the bridge stays closed until the spring."  mark=for-you-alone
2031-02-04 10:10  XAL  message.send  M2  "A ferry under a white flag could cross twice a day."  mark=as-your-own-idea
2031-02-04 10:20  XAL  message.send  M3  "We are ready to meet at the lake on the first Monday of May."  mark=you-may-convey
then M1 still needs "It stays in this circle."
then M2 still needs "It may reach every party to whom the mediator speaks; nobody has told that it did."
then message.mark by XEF on M1 mark=you-may-convey is out of order under art. 15.3
then message.mark by XAL on M3 mark=for-you-alone is in order

# What was conveyed is told, by the day. Then it can be narrowed no more.
2031-02-06 09:00  XEF  message.conveyed  M3  to=XBE  how=with-its-source  day=2031-02-05T00:00
2031-02-07 08:00  XEF  message.conveyed  M2  to=XBE  how=as-the-mediators-own-idea  day=2031-02-06T00:00
then message.mark by XAL on M3 mark=for-you-alone is out of order under art. 15.3
then message.conveyed by XEF on M1 to=XBE how=as-the-mediators-own-idea day=2031-02-07T00:00 is out of order under art. 15.4

# An answer of Bermark comes back, under its own mark. What else Bermark said did not come.
2031-02-08 10:00  XEF  message.convey  M4  "We shall come, with three people."  source=FzpiKPa477il2xvt3mgfKfrezS9EBg1qqWLuq5uIg6w=  from=XBE  answers=M3
then M4 still needs "It is a message of XBE, word for word"

# One text runs over both circles. The pen stays with the mediator; brackets stay here.
2031-02-10 09:00  XEF  text.table  T1  "On the crossing"  symbol="SNT/1"  kind=single-negotiating-text  language=en  everything=yes
2031-02-10 09:05  XEF  clause.propose  T1-1  "A boat crosses twice a day from the first of May."  sort=words
2031-02-11 10:00  XAL  clause.bracket  T1-1  "twice a day"
then text.pen by XEF on T1 to=XAL is out of order under art. 15.5
then T1-1 is bracketed
