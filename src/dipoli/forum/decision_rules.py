"""Decisions: guards and effects of each act, and what a proposal still needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from attrs import evolve

from dipoli.charter.points import Point
from dipoli.charter.rules import DecisionMode, Lapse
from dipoli.forum import decision as d
from dipoli.forum import decision_forms as said
from dipoli.forum.act import Act
from dipoli.forum.basket_rules import basket_known, basket_runs
from dipoli.forum.decided import follow
from dipoli.forum.decision import Proposal, Stage
from dipoli.forum.kind import Kind, Who, hours, is_member, refuse, stage_guard
from dipoli.forum.link_wait import no_link_waits, told
from dipoli.forum.link_wait import waiting as links_awaited
from dipoli.forum.meeting import Stage as MeetingStage
from dipoli.forum.reserved_rules import not_reserved
from dipoli.forum.standing import Forum
from dipoli.forum.text_put import text_stands
from dipoli.record.ruling import OutOfOrder
from dipoli.record.shape import read_time, write_time

# ---------------------------------------------------------------- looking


def proposal_of(forum: Forum, act: Act) -> Proposal:
    """The proposal that an act is about; its kind has checked that there is one."""
    return forum.proposals[act.object]


def _stage(forum: Forum, name: str) -> Stage | None:
    proposal = forum.proposals.get(name)
    return None if proposal is None else proposal.stage


proposal_stages = stage_guard(d.MOVES, _stage, Point.DECISION_STAGE, "Proposal")


def entitled(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Whose objection stops the proposal, in protocol order.

    Every member whose voice counts. Those concerned are entitled until the body has decided without
    them: a forum finds that, not the proposer. A member is never counted in the decision that
    suspends it, where a charter has that at all. Where the charter itself decides by those named,
    they alone are entitled.
    """
    apart = proposal.subject if proposal.purpose is d.Purpose.SUSPEND else None
    voices = (code for code in forum.voices if code != apart)
    if proposal.by_those_named(forum.charter.decision.mode):
        return tuple(code for code in voices if code in proposal.named)
    return tuple(voices)


def missing_parties(forum: Forum, proposal: Proposal) -> tuple[str, ...]:
    """Parties claimed to be necessary, or asked by name, that do not sit here with a voice.

    Those that have a seat stand in protocol order, the others behind them as they were claimed.
    """
    elsewhere = set(proposal.necessary) - set(forum.order)
    as_claimed = sorted(elsewhere, key=lambda code: proposal.necessary[code].number)
    asked = {*proposal.necessary, *proposal.named}
    needed = (code for code in (*forum.order, *as_claimed) if code in asked)
    return tuple(code for code in needed if not is_member(forum, code))


def consents_awaited(proposal: Proposal) -> tuple[str, ...]:
    """Bodies at home whose consent is claimed to be needed and not reported, as claimed."""
    unmet = [name for name, claim in proposal.ratifiers.items() if claim.met is None]
    return tuple(sorted(unmet, key=lambda name: proposal.ratifiers[name].number))


def notice_ends(forum: Forum, proposal: Proposal) -> str:
    """The time from which the proposal can be put to the body."""
    hours = 0 if proposal.waived else forum.charter.decision.notice
    return later(proposal.tabled, hours)


def later(time: str, hours: int) -> str:
    """A time so many hours later."""
    return write_time(read_time(time) + timedelta(hours=hours))


# ---------------------------------------------------------------- guards


def _table_mode(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    if forum.charter.decision.mode is DecisionMode.INFORMATION:
        why = "This forum exchanges information and takes no decisions."
        return refuse(forum, Point.CONSENSUS, why, "Say it as a statement, or table a text.")
    if paper.mode is DecisionMode.INFORMATION:
        why = "What is for information is not proposed for decision."
        return refuse(forum, Point.CONSENSUS, why, "Say it as a statement, or table a text.")
    unanimity = (paper.mode or forum.charter.decision.mode) is DecisionMode.UNANIMITY
    if unanimity and not paper.named:
        why = "The proposal asks the consent of those named, and names nobody."
        return refuse(forum, Point.CONSENSUS, why, "Name whose consent is asked.")
    strangers = [code for code in paper.named if not is_member(forum, code)]
    if strangers:
        why = f"Asked by name, without a voice in decisions here: {', '.join(strangers)}."
        return refuse(forum, Point.CONSENSUS, why, "Name members whose voice counts.")
    return None


def _table_purpose(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    if paper.purpose is not d.Purpose.SUSPEND or forum.charter.seats.suspension:
        return None
    why = "No member is suspended by the others here."
    return refuse(forum, Point.SUSPENSION, why, "Consult; every seat stays.")


def _table_matter(forum: Forum, act: Act) -> OutOfOrder | None:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    passages = (paper.title, paper.subject or "")
    return not_reserved(forum, act.object, paper.matters, passages)


def not_out(forum: Forum, act: Act) -> OutOfOrder | None:
    """Who stays out of a decision does not stop it."""
    if act.by not in proposal_of(forum, act).out:
        return None
    why = f"{act.by} stays out of {act.object}."
    return refuse(forum, Point.OPT_OUT, why, "Join first, where you wish to object.")


def _is_sponsor(forum: Forum, act: Act) -> OutOfOrder | None:
    sponsor = proposal_of(forum, act).sponsor
    if act.by == sponsor:
        return None
    why = f"{act.object} was tabled by {sponsor}."
    return refuse(forum, Point.WHO_ACTS, why, f"Ask {sponsor}, or table a proposal of your own.")


def _is_sponsor_or_chair(forum: Forum, act: Act) -> OutOfOrder | None:
    return None if act.by in forum.chair else _is_sponsor(forum, act)


def _notice(forum: Forum, act: Act) -> OutOfOrder | None:
    ends = notice_ends(forum, proposal_of(forum, act))
    if act.moment >= ends:
        return None
    why = f"Notice of {act.object} runs until {ends}."
    remedy = "Wait until then"
    if forum.charter.decision.waiver:
        remedy += ", or have the notice waived without objection"
    return refuse(forum, Point.NOTICE, why, f"{remedy}.")


def _in_meeting(forum: Forum, _act: Act) -> OutOfOrder | None:
    """Where the charter says so, a proposal is put to the body in a meeting that is open."""
    sits = None if forum.sitting is None else forum.meetings.get(forum.sitting)
    is_open = sits is not None and sits.stage is MeetingStage.OPEN
    if is_open or not forum.charter.decision.meeting:
        return None
    told = "no meeting sits" if sits is None else f"meeting {sits.id} is suspended"
    why = f"A proposal is put to the body in an open meeting, and {told} now."
    remedy = "Open a meeting first" if sits is None else f"Resume {sits.id} first"
    return refuse(forum, Point.PUT, why, f"{remedy}.")


def _quorum(forum: Forum, _act: Act) -> OutOfOrder | None:
    percent, members, present = forum.charter.decision.quorum, len(forum.voices), forum.present
    if present * 100 >= percent * members:
        return None
    why = f"Members present: {present} of {members}. Needed: {percent} in a hundred."
    return refuse(forum, Point.QUORUM, why, "Wait until more of them are present.")


def _may_object(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    if act.by not in entitled(forum, proposal):
        why = f"{act.by} has no voice in this decision."
        return refuse(forum, Point.OBJECTION, why, "Speak to it, or attach a statement later.")
    if act.by in proposal.objections:
        why = f"The objection of {act.by} to {act.object} stands already."
        return refuse(forum, Point.OBJECTION, why, "Nothing more is needed for it to stand.")
    return None


def _own_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    if act.by in proposal_of(forum, act).objections:
        return None
    why = f"No objection of {act.by} to {act.object} stands."
    return refuse(forum, Point.OBJECTION, why, "Only who objected withdraws the objection.")


def _gave_up(forum: Forum, act: Act) -> OutOfOrder | None:
    """An objection lapses where its own party gave its seat up, and in no other way."""
    paper = act.said
    assert isinstance(paper, said.Lapsed)  # noqa: S101 - the form of this act gives no other
    if paper.seat not in proposal_of(forum, act).objections:
        why = f"No objection of {paper.seat} to {act.object} stands."
        return refuse(forum, Point.OBJECTION, why, "Name a party whose objection stands.")
    seat = forum.seats.get(paper.seat)
    if seat is not None and seat.gave_up:
        return None
    why = f"{paper.seat} has not withdrawn from its seat of its own accord."
    return refuse(forum, Point.OBJECTION, why, f"Consult; {paper.seat} may withdraw the objection.")


def _may_refer(forum: Forum, act: Act) -> OutOfOrder | None:
    rules = forum.charter.decision
    if not rules.referral:
        why = "This forum does not decide ad referendum."
        return refuse(forum, Point.REFERRAL, why, "Ask for the decision to be put off.")
    if act.by not in entitled(forum, proposal_of(forum, act)):
        why = f"{act.by} has no voice in this decision."
        return refuse(forum, Point.REFERRAL, why, "Members with a voice refer to their capitals.")
    last = later(act.time, rules.referral_hours)
    if act.deadline is None or act.deadline > last:
        why = f"Capitals answer within {hours(rules.referral_hours)}, and the act says by when."
        return refuse(forum, Point.REFERRAL, why, f"Give a deadline not after {last}.")
    return None


def _has_referred(forum: Forum, act: Act) -> OutOfOrder | None:
    if proposal_of(forum, act).referred.get(act.by) is False:
        return None
    why = f"{act.by} awaits no answer of its capital on {act.object}."
    return refuse(forum, Point.REFERRAL, why, "Whoever referred to its capital confirms, once.")


def _no_objection(forum: Forum, act: Act) -> OutOfOrder | None:
    """Asked before the stage: the table has no such row either, and would say less."""
    if not proposal_of(forum, act).objections:
        return None
    why = f"An objection to {act.object} stands, as an obstacle to the decision."
    return refuse(forum, Point.CONSENSUS, why, "Consult; only who objected can withdraw it.")


def necessary_are_here(forum: Forum, act: Act) -> OutOfOrder | None:
    """Every necessary party sits here with a voice; who does not object, consents."""
    missing = missing_parties(forum, proposal_of(forum, act))
    if not missing:
        return None
    claims = proposal_of(forum, act).necessary
    told = "; ".join(
        f"{code} (claimed by {claims[code].by}: “{claims[code].source}”)"
        if code in claims
        else f"{code} (asked by name)"
        for code in missing
    )
    why = f"Necessary parties without a voice here now: {told}."
    remedy = "Wait until they sit here with a voice"
    if any(code in claims for code in missing):
        remedy += "; a claim may be withdrawn by its author"
    return refuse(forum, Point.NECESSARY, why, f"{remedy}.")


def _capitals(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    awaited = [code for code in forum.order if proposal.referred.get(code) is False]
    if proposal.stage is not Stage.REFERRED or not awaited:
        return None
    rules, until = forum.charter.decision, proposal.until
    confirmed = rules.referral_silence is Lapse.CONFIRMS
    if confirmed and until is not None and act.moment > until:
        return None
    why = f"The capitals of {', '.join(awaited)} have not answered; they may until {until}."
    remedy = "Wait for them" if confirmed else "Without their answer the proposal lapses then"
    return refuse(forum, Point.REFERRAL, why, f"{remedy}.")


def _may_lapse(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    rules, until = forum.charter.decision, proposal.until
    awaited = any(answer is False for answer in proposal.referred.values())
    past = until is not None and act.moment > until
    if rules.referral_silence is Lapse.LAPSES and awaited and past:
        return None
    why = f"{act.object} has not lapsed: capitals may answer until {until}, or all have."
    return refuse(forum, Point.REFERRAL, why, "Wait, or adopt it where no answer confirms.")


def _may_except(forum: Forum, act: Act) -> OutOfOrder | None:
    most = forum.charter.decision.minus
    proposal, paper = proposal_of(forum, act), act.said
    assert isinstance(paper, said.Excepted)  # noqa: S101 - the form of this act gives no other
    if not most:
        why = "This forum decides nothing without those concerned."
        return refuse(forum, Point.MINUS, why, "Consult; consensus needs every member.")
    if len(set(paper.concerned)) != len(paper.concerned) or len(paper.concerned) > most:
        told = ", ".join(paper.concerned)
        why = f"At most {most} can be left aside, named once; the act names: {told}."
        return refuse(
            forum, Point.MINUS, why, "Name no more than that, each once, or seek consensus."
        )
    asked = [code for code in paper.concerned if code in proposal.named]
    if asked:
        why = f"{act.object} asks by name the consent of: {', '.join(asked)}."
        return refuse(forum, Point.MINUS, why, "Seek their consent, or table another proposal.")
    others = [code for code in forum.order if code in proposal.objections]
    others = [code for code in others if code not in paper.concerned]
    if others:
        why = f"Objections of others than those concerned stand: {', '.join(others)}."
        return refuse(forum, Point.MINUS, why, "All others must be without objection.")
    return None


def _window(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    ends = later(str(proposal.adopted), forum.charter.decision.window)
    if act.moment <= ends:
        return None
    why = f"Statements could be attached to {act.object} until {ends}."
    return refuse(forum, Point.STATEMENTS, why, "Say it in a meeting; it stands in the record.")


def _annex_allowed(forum: Forum, act: Act) -> OutOfOrder | None:
    paper, rules = act.said, forum.charter.decision
    assert isinstance(paper, said.Attached)  # noqa: S101 - the form of this act gives no other
    allowed = {
        d.Annex.RESERVATION: rules.reservations,
        d.Annex.INTERPRETATION: rules.interpretations,
        d.Annex.DISSOCIATION: rules.dissociations,
    }
    if allowed[paper.annex]:
        return None
    told = ", ".join(one.value.replace("-", " ") for one, yes in allowed.items() if yes)
    told = told or "nothing; say it in a meeting"
    sort = paper.annex.value.replace("-", " ")
    why = f"Statements of this sort ({sort}) are not attached to decisions here."
    return refuse(forum, Point.STATEMENTS, why, f"What can be attached: {told}.")


def _effective(forum: Forum, act: Act) -> OutOfOrder | None:
    proposal = proposal_of(forum, act)
    waiting = consents_awaited(proposal)
    if waiting:
        why = f"{act.object} awaits consent at home: {', '.join(waiting)}."
        return refuse(forum, Point.RATIFICATION, why, "Enter each consent when it was given.")
    if proposal.effective is not None and act.moment < proposal.effective:
        why = f"{act.object} takes effect from {proposal.effective} at the earliest."
        return refuse(forum, Point.RATIFICATION, why, "Wait until then.")
    return no_link_waits(forum, act)


# ---------------------------------------------------------------- effects


def put(forum: Forum, proposal: Proposal) -> Forum:
    """The standing with a proposal as it now is, and with what follows from that."""
    forum = forum.grown(proposals=forum.proposals.set(proposal.id, proposal))
    return follow(forum, proposal)


def moved(proposal: Proposal, act: Act, *, others: bool = False) -> Proposal:
    """The proposal one move on; the table has the row, since the guard asked it."""
    name = act.name + d.STANDS if others else act.name
    return evolve(proposal, stage=d.MOVES[proposal.stage][name], since=act.time)


def _tabled(forum: Forum, act: Act) -> Forum:
    paper = act.said
    assert isinstance(paper, said.Tabled)  # noqa: S101 - the form of this act gives no other
    proposal = Proposal(
        id=act.object,
        title=paper.title,
        purpose=paper.purpose,
        subject=paper.subject,
        sponsor=act.by,
        mode=paper.mode or forum.charter.decision.mode,
        named=paper.named,
        basket=paper.basket,
        since=act.time,
        number=act.number,
        tabled=act.time,
        effective=paper.effective,
    )
    return put(forum, proposal)


def _plain(forum: Forum, act: Act) -> Forum:
    return put(forum, moved(proposal_of(forum, act), act))


def _amended(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    return put(forum, evolve(proposal, version=proposal.version + 1))


def _objected(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    reason = paper.reason if isinstance(paper, said.Reasoned) else d.Reason.UNSAID
    objection = d.Objection(reason=reason, number=act.number)
    return put(forum, evolve(proposal, objections=proposal.objections.set(act.by, objection)))


def _withdrew_objection(forum: Forum, act: Act) -> Forum:
    proposal = proposal_of(forum, act)
    left = proposal.objections.delete(act.by)
    return put(forum, evolve(moved(proposal, act, others=bool(left)), objections=left))


def _lapsed(forum: Forum, act: Act) -> Forum:
    proposal, paper = proposal_of(forum, act), act.said
    assert isinstance(paper, said.Lapsed)  # noqa: S101 - the form of this act gives no other
    left = proposal.objections.delete(paper.seat)
    return put(forum, evolve(moved(proposal, act, others=bool(left)), objections=left))


def _referred(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    until = max(filter(None, (proposal.until, act.deadline)), default=None)
    referred = proposal.referred.set(act.by, False)  # noqa: FBT003 - a value, not a switch
    return put(forum, evolve(proposal, referred=referred, until=until))


def _confirmed(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    referred = proposal.referred.set(act.by, True)  # noqa: FBT003 - a value, not a switch
    return put(forum, evolve(proposal, referred=referred))


def _adopted(forum: Forum, act: Act) -> Forum:
    return put(forum, evolve(moved(proposal_of(forum, act), act), adopted=act.time))


def _excepted(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    assert isinstance(paper, said.Excepted)  # noqa: S101 - the form of this act gives no other
    return put(forum, evolve(proposal, adopted=act.time, concerned=paper.concerned))


def _attached(forum: Forum, act: Act) -> Forum:
    proposal, paper = moved(proposal_of(forum, act), act), act.said
    assert isinstance(paper, said.Attached)  # noqa: S101 - the form of this act gives no other
    one = d.Statement(by=act.by, annex=paper.annex, number=act.number)
    return put(forum, evolve(proposal, statements=(*proposal.statements, one)))


def _resumed(forum: Forum, act: Act) -> Forum:
    proposal = moved(proposal_of(forum, act), act)
    return put(
        forum,
        evolve(proposal, tabled=act.time, waived=False, objections=type(proposal.objections)()),
    )


# ---------------------------------------------------------------- what is still needed


def still_needed(forum: Forum, proposal: Proposal) -> str:
    """What a proposal still needs to be decided and to take effect, in a sentence."""
    return _NEEDED[proposal.stage](forum, proposal)


def _needs_put(forum: Forum, proposal: Proposal) -> str:
    ends = notice_ends(forum, proposal)
    silence = ", or be opened for silence" if forum.charter.silence.allowed else ""
    where = " in an open meeting" if forum.charter.decision.meeting else ""
    return f"It can be put to the body{where} from {ends}{silence}."


def _needs_adoption(forum: Forum, proposal: Proposal) -> str:
    missing = missing_parties(forum, proposal)
    if missing:
        return (
            f"It needs a seat with a voice for {', '.join(missing)}, claimed or named as necessary."
        )
    return "It needs the chair to find that no member objects."


def _needs_withdrawal(forum: Forum, proposal: Proposal) -> str:
    who = [code for code in forum.order if code in proposal.objections]
    told = ", ".join(who)
    return f"It needs {told} to withdraw the objection, or its sponsor or the chair to park it."


def _needs_capitals(forum: Forum, proposal: Proposal) -> str:
    who = [code for code in forum.order if proposal.referred.get(code) is False]
    if not who:
        return "All capitals have answered; it needs the chair to find that no member objects."
    return f"It needs the answer of the capitals of {', '.join(who)} by {proposal.until}."


def _needs_effect(forum: Forum, proposal: Proposal) -> str:
    waiting = consents_awaited(proposal)
    if waiting:
        return f"It is decided; to take effect it needs the consent of {', '.join(waiting)}."
    links = links_awaited(forum, proposal.id)
    if links:
        return f"It is decided; to take effect it waits for {'; '.join(map(told, links))}."
    return "It is decided; it takes effect when the secretariat enters so."


_NEEDED: dict[Stage, Callable[[Forum, Proposal], str]] = {
    Stage.TABLED: _needs_put,
    Stage.UNDER_DECISION: _needs_adoption,
    Stage.OBJECTED: _needs_withdrawal,
    Stage.REFERRED: _needs_capitals,
    Stage.UNDER_SILENCE: lambda _forum, _proposal: "It needs the silence to hold until its end.",
    Stage.PARKED: lambda _forum, _proposal: "It is parked; its sponsor or the chair may resume it.",
    Stage.ADOPTED: _needs_effect,
    Stage.ADOPTED_EXCEPT: _needs_effect,
    Stage.IN_EFFECT: lambda _forum, _proposal: "It is in effect; nothing is needed.",
    Stage.LAPSED: lambda _forum, _proposal: "It has lapsed; it can be tabled anew.",
    Stage.WITHDRAWN: lambda _forum, _proposal: "It was withdrawn; it can be tabled anew.",
}

# ---------------------------------------------------------------- kinds

KINDS: tuple[Kind, ...] = (
    Kind(
        name=d.TABLE,
        form=said.TABLED,
        who=Who.MEMBER_OR_CHAIR,
        guards=(_table_mode, _table_purpose, basket_known, _table_matter),
        effect=_tabled,
        meaning="Put a proposal on the table.",
        begins="proposal",
    ),
    Kind(
        name=d.AMEND,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor),
        effect=_amended,
        meaning="Bring a new version of one's own proposal.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.PUT,
        form=said.WORDS,
        who=Who.CHAIR,
        guards=(proposal_stages, _notice, _in_meeting, _quorum, basket_runs, text_stands),
        effect=_plain,
        meaning="Put a proposal to the body.",
        about="proposal",
        adopts=True,
        envelope_alone=True,
    ),
    Kind(
        name=d.OBJECT,
        form=said.REASONED,
        who=Who.MEMBER,
        guards=(proposal_stages, _may_object, not_out),
        effect=_objected,
        meaning="Object, as an obstacle to the decision.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.WITHDRAW_OBJECTION,
        form=said.WORDS,
        who=Who.HOLDER,
        guards=(proposal_stages, _own_objection),
        effect=_withdrew_objection,
        meaning="Withdraw one's own objection.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.LAPSE_OBJECTION,
        form=said.LAPSED,
        who=Who.CHAIR,
        guards=(proposal_stages, _gave_up),
        effect=_lapsed,
        meaning="Find that an objection lapsed, since its party gave its seat up.",
        about="proposal",
    ),
    Kind(
        name=d.SPEAK,
        form=said.WORDS,
        who=Who.SEAT,
        guards=(proposal_stages,),
        effect=_plain,
        meaning="Speak to a proposal without objecting.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.REFER,
        form=said.WORDS,
        who=Who.MEMBER,
        guards=(proposal_stages, _may_refer, not_out),
        effect=_referred,
        meaning="Refer a proposal to one's capital.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.CONFIRM,
        form=said.WORDS,
        who=Who.MEMBER,
        guards=(proposal_stages, _has_referred),
        effect=_confirmed,
        meaning="Confirm that one's capital agrees.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.ADOPT,
        form=said.WORDS,
        who=Who.CHAIR,
        guards=(_no_objection, proposal_stages, _capitals, necessary_are_here),
        effect=_adopted,
        meaning="Find that no member objects: the proposal is adopted.",
        about="proposal",
        adopts=True,
        envelope_alone=True,
    ),
    Kind(
        name=d.LAPSE,
        form=said.WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(proposal_stages, _may_lapse),
        effect=_plain,
        meaning="Find that capitals did not answer in time.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.PARK,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor_or_chair),
        effect=_plain,
        meaning="Park a proposal; nothing else stops with it.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.RESUME,
        form=said.WORDS,
        who=Who.MEMBER_OR_CHAIR,
        guards=(proposal_stages, _is_sponsor_or_chair),
        effect=_resumed,
        meaning="Take a parked proposal up again, with notice.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.WITHDRAW,
        form=said.WORDS,
        who=Who.PAPERS,
        guards=(proposal_stages, _is_sponsor),
        effect=_plain,
        meaning="Withdraw one's own proposal.",
        about="proposal",
        envelope_alone=True,
    ),
    Kind(
        name=d.EXCEPT,
        form=said.EXCEPTED,
        who=Who.CHAIR,
        guards=(proposal_stages, _may_except, necessary_are_here),
        effect=_excepted,
        meaning="Decide without those concerned, where the charter has that.",
        about="proposal",
        adopts=True,
    ),
    Kind(
        name=d.ATTACH,
        form=said.ATTACHED,
        who=Who.MEMBER,
        guards=(proposal_stages, _annex_allowed, _window),
        effect=_attached,
        meaning="Attach a statement to a decision, without changing it.",
        about="proposal",
    ),
    Kind(
        name=d.TAKE_EFFECT,
        form=said.WORDS,
        who=Who.CHAIR_OR_SECRETARIAT,
        guards=(proposal_stages, _effective),
        effect=_plain,
        meaning="Enter that a decision takes effect.",
        about="proposal",
        envelope_alone=True,
    ),
)
"""The acts of decisions."""
