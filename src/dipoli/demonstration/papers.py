"""What the bodies of the exercise negotiate: texts whose clauses carry words that are contested.

Words in braces are those that a seat may put in brackets. Behind them stand another wording that a
seat may put beside, and a bridging one.
"""

from __future__ import annotations

import re

from attrs import frozen


@frozen(kw_only=True)
class Clause:
    """A clause before it is negotiated.

    Args:
        words: of it.
        contested: passages that may be put in brackets.
        other: another wording.
        bridge: a wording between the two.
    """

    words: str
    contested: tuple[str, ...]
    other: str
    bridge: str


@frozen(kw_only=True)
class Paper:
    """A text of a body."""

    title: str
    clauses: tuple[Clause, ...]


def _paper(title: str, *rows: tuple[str, str, str]) -> Paper:
    return Paper(title=title, clauses=tuple(_clause(*row) for row in rows))


def _clause(words: str, other: str, bridge: str) -> Clause:
    contested = tuple(re.findall(r"\{(.*?)\}", words))
    bare = words.replace("{", "").replace("}", "")
    return Clause(words=bare, contested=contested, other=other, bridge=bridge)


MARITIME = (
    _paper(
        "Encounters of vessels in the common waters",
        (
            "Vessels of the parties keep {two nautical miles} apart, {save in distress}.",
            "Vessels of the parties keep apart as good seamanship asks.",
            "Vessels of the parties keep two nautical miles apart where traffic allows.",
        ),
        (
            "They use the {agreed signals} of the annex {at all times}.",
            "They use the signals of the annex when they meet.",
            "They use the agreed signals of the annex from sunset to sunrise and when they meet.",
        ),
        (
            "{Live firing} is announced to all {48 hours} before it begins.",
            "Firing is announced when it closes a sea lane.",
            "Live firing that closes a sea lane is announced 48 hours before it begins.",
        ),
        (
            "After an incident the commanders {speak to each other} {before they tell the press}.",
            "After an incident the capitals are told first.",
            "After an incident the commanders speak to each other within an hour.",
        ),
        (
            "Nothing here touches the {position of any party} on {the extent of its waters}.",
            "Nothing here is a recognition of any line at sea.",
            "Nothing here touches the position of any party on any line at sea.",
        ),
    ),
    _paper(
        "Search and rescue across the lines",
        (
            "The nearest rescue centre {takes the lead}, {whatever the waters}.",
            "The centre in whose waters it happens takes the lead.",
            "The nearest rescue centre begins, and hands over when the other is ready.",
        ),
        (
            "Rescue craft {enter without prior consent} when {life is in danger}.",
            "Rescue craft enter with consent given by radio.",
            "Rescue craft announce themselves by radio and enter when life is in danger.",
        ),
        (
            "A {common exercise} is held {each spring}.",
            "A common exercise is held when two parties wish it.",
            "A common exercise is held each spring by those that wish it.",
        ),
        (
            "Costs are borne by {each party for itself}, {without later claims}.",
            "Costs are shared by the parties to the rescue.",
            "Each party bears its own costs and may waive none of its claims.",
        ),
        (
            "The centres test their {radio circuit} {each Monday}.",
            "The centres test their circuit monthly.",
            "The centres test their radio circuit each Monday, holidays excepted.",
        ),
    ),
    _paper(
        "Nets, moorings and lost gear",
        (
            "Lost gear is {marked and reported} within {three days}.",
            "Lost gear is reported at the end of a voyage.",
            "Lost gear is reported within three days, and marked where that is safe.",
        ),
        (
            "Fishing craft that stray are {sent back} and {not detained}.",
            "Fishing craft that stray are dealt with under the law of the place.",
            "Fishing craft that stray for the first time are sent back.",
        ),
        (
            "A {seasonal chart} of grounds is published {by the secretariat}.",
            "Each party publishes a chart of its own grounds.",
            "Each party sends its chart, and the secretariat puts them side by side.",
        ),
        (
            "Crews have {access to a doctor} and {to their consul} in every port.",
            "Crews have access to a doctor in every port.",
            "Crews have access to a doctor in every port, and to their consul on request.",
        ),
    ),
)
NUCLEAR = (
    _paper(
        "Early word of an event at a reactor",
        (
            "The parties tell each other of {any unplanned release} within {two hours}.",
            "The parties tell each other of a release that crosses a border.",
            "The parties tell each other within two hours of a release that may cross a border.",
        ),
        (
            "Readings of {gauges at the shore} are shared {as they come}.",
            "Readings of gauges are shared once a month.",
            "Readings of gauges at the shore are shared each day, and hourly after an event.",
        ),
        (
            "A {common format} is used, {in all three languages}.",
            "Each party uses its own format.",
            "A common format is used, in English and in the language of the sender.",
        ),
        (
            "Information is used for {the protection of people} {and for nothing else}.",
            "Information is used as the sender allows.",
            "Information is used for the protection of people unless the sender allows more.",
        ),
        (
            "An {exercise of the circuit} takes place {twice a year}.",
            "An exercise takes place when all agree.",
            "An exercise of the circuit takes place once a year, a second one by agreement.",
        ),
    ),
    _paper(
        "Visits of operators to each other's plants",
        (
            "Each party {receives operators} of the others {once in two years}.",
            "Each party may receive operators of the others.",
            "Each party receives operators of the others once in two years at a plant it names.",
        ),
        (
            "Visitors see {the control room} and {the emergency store}.",
            "Visitors see what the host shows.",
            "Visitors see the emergency store, and the control room where law allows.",
        ),
        (
            "Reports are {shared among all} {within thirty days}.",
            "Reports go to the host alone.",
            "Reports go to the host, and in a summary to all within thirty days.",
        ),
        (
            "{No photograph} is taken {without leave}.",
            "Photographs are taken by the host.",
            "Photographs are taken by the host and handed to the visitors.",
        ),
    ),
    _paper(
        "Iodine, masks and words for the public",
        (
            "Stocks are {listed openly} and {lent on request}.",
            "Stocks are listed for the focal points.",
            "Stocks are listed for the focal points and lent where they can be spared.",
        ),
        (
            "Words for the public are {agreed beforehand} in {three languages}.",
            "Each party speaks to its own public.",
            "Models of words for the public are agreed beforehand; each party uses its own.",
        ),
        (
            "Schools near the shore {practise} {each autumn}.",
            "Schools practise as each party decides.",
            "Schools near the shore practise once a year, when each party decides.",
        ),
    ),
)
ECONOMY = (
    _paper(
        "One ticket for seven ports",
        (
            "Ferries accept {one ticket} between {all seven ports}.",
            "Ferries accept each other's tickets on two lines.",
            "Ferries accept one ticket on lines whose ports have joined.",
        ),
        (
            "Seats for {pupils and pensioners} cost {half}.",
            "Each line sets its own fares.",
            "Each line offers a lower fare to pupils and pensioners.",
        ),
        (
            "Accounts are settled {each quarter} through {a clearing house}.",
            "Accounts are settled between the lines.",
            "Accounts are settled each quarter, through a clearing house where law allows.",
        ),
        (
            "{Exempt goods} pass without {a second inspection}.",
            "All goods are inspected on arrival.",
            "Goods on the common list pass without a second inspection unless a reason is given.",
        ),
        (
            "Payment respects {measures of the Security Council} and {each party's law}.",
            "Payment respects each party's law.",
            "Payment respects every obligation that a party has.",
        ),
    ),
    _paper(
        "A cable along the northern shore",
        (
            "A cable is laid with {one landing} in {each willing party}.",
            "A cable is laid between the parties that pay.",
            "A cable is laid, with a landing in each party that pays or is paid for.",
        ),
        (
            "Repair ships have {free passage} after {a day's notice}.",
            "Repair ships ask for leave each time.",
            "Repair ships announce themselves a day before and pass unless refused.",
        ),
        (
            "Traffic is {not interfered with} {in any event}.",
            "Traffic is not interfered with in time of peace.",
            "Traffic is not interfered with; what a court orders stands.",
        ),
        (
            "Accounts are {open to all parties} {each year}.",
            "Accounts are open to those who pay.",
            "Accounts are open to those who pay, and a summary to all.",
        ),
    ),
    _paper(
        "Weights, seals and containers",
        (
            "A seal put on {in one port} is accepted {in every other}.",
            "Seals are accepted between neighbours.",
            "A seal put on in a listed port is accepted in every other listed port.",
        ),
        (
            "Weights are checked {by sample} and {not by the whole}.",
            "Weights are checked as each port decides.",
            "Weights are checked by sample where the shipper is listed.",
        ),
        (
            "Disputes go to {a panel of three} named {by lot}.",
            "Disputes go to the courts.",
            "Disputes go to a panel first, and to the courts after.",
        ),
    ),
)
HUMANITARIAN = (
    _paper(
        "Families parted by the sea",
        (
            "Families meet {twice a year} in {a place of their choice}.",
            "Families meet when lists have been exchanged.",
            "Families meet twice a year, the place in turn.",
        ),
        (
            "Lists are exchanged {through the secretariat} and {kept closed}.",
            "Lists are exchanged between the two parties concerned.",
            "Lists pass sealed through the secretariat to the two parties concerned.",
        ),
        (
            "Those above {seventy years} come {first}.",
            "Names are drawn by lot.",
            "Those above seventy years come first, all others by lot.",
        ),
        (
            "Letters are carried {free of charge}, {unopened}.",
            "Letters are carried at the usual price.",
            "Letters of listed families are carried free of charge.",
        ),
        (
            "No {name is published} without {written consent}.",
            "Names are published by each party.",
            "No name is published without consent, written or spoken before two.",
        ),
    ),
    _paper(
        "Relief after storm and flood",
        (
            "Relief ships {dock within a day} of {a request}.",
            "Relief ships dock when papers are complete.",
            "Relief ships dock within a day of a request; papers follow.",
        ),
        (
            "Teams bring {their own doctors} and {their own tools}.",
            "Teams bring what the host asks for.",
            "Teams bring what the host asks for, and doctors at all times.",
        ),
        (
            "Customs are {waived} for {listed relief goods}.",
            "Customs are waived case by case.",
            "Customs are waived for listed relief goods for thirty days.",
        ),
        (
            "A {store of blankets and pumps} is kept {in each port}.",
            "Each party keeps its own store.",
            "A store is kept in two ports, one in the north and one in the south.",
        ),
    ),
    _paper(
        "A ward for rare diseases on two shores",
        (
            "Patients cross {without a visa} with {a doctor's letter}.",
            "Patients cross with a visa given within three days.",
            "Patients with a doctor's letter get a visa at the border.",
        ),
        (
            "Samples are shared {in both directions} under {the annex}.",
            "Samples are shared when both agree.",
            "Samples are shared in both directions, each time under the annex.",
        ),
        (
            "Research is {published jointly} {in full}.",
            "Each side publishes its own research.",
            "Research is published jointly where both have worked on it.",
        ),
    ),
)
SPEECHES = (
    "We thank the host and come to the matter at once.",
    "Our instructions allow us to go a little further than last time.",
    "We can live with the text as it stands; we cannot live with less.",
    "The words matter to us because of how they will be read at home.",
    "We suggest that experts look at the figures before we return to them.",
    "We hear what was said, and ask for time until the next meeting.",
    "This is a small step, and we would rather take it than wait for a great one.",
    "We keep our place in brackets and remain ready to talk.",
    "Fishermen ask us each week what we do here; let us have an answer.",
    "We recall the work of the contact meeting on this point.",
    "We have no objection to that, and none to saying so.",
    "The annex is where our concern lies, not the article.",
    "We would have put it in another way and can follow this one.",
    "Let us leave the order of steps open and agree on the first.",
)
SUMMARIES = (
    "The meeting was frank. Two clauses moved closer to each other; one was left for the capitals.",
    "The meeting heard all who asked for the floor and closed without agreement on the annex.",
    "The meeting worked through the paper clause by clause and will go on where it stopped.",
    "The meeting took note of the report of the experts and asked for a shorter one.",
    "The meeting agreed on most of the words and named those that are left.",
)
