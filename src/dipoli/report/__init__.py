"""The report: pages and charts drawn from values, for people who negotiate.

`dipoli.report.page.write_report` writes one self-contained HTML text: no network, prints well,
works on a phone; nothing runs in it but the explorer, where it is asked for. History comes first,
then baskets, packages and values; what clashes stands closed until a reader opens it. Nothing is
sorted, totalled or coloured by party, and who could carry what is never read here.

May import: codec, analysis, charter, terms, faults. Nothing is imported here, so that commands
which draw no chart start at once.
"""
