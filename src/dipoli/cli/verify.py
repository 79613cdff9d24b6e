"""``dipoli verify``: does a copy of a record hold, without asking anybody?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from dipoli.cli import verify_forum
from dipoli.cli.edge import Edge, is_exercise, mark
from dipoli.cli.node_desk import log_key
from dipoli.codec.mirror_folder import MirrorFolder, write_proof
from dipoli.faults import CredentialError, MalformedError, RecordError
from dipoli.forum.reruling import Reruling
from dipoli.forum.text_views import EXERCISE
from dipoli.node.display import open_or_sealed
from dipoli.record.audit import LATER, Audit, Fault, audit, compare, shown_head
from dipoli.record.audit_acts import CopyActs
from dipoli.record.audit_proof import proof_of_act, proof_of_two
from dipoli.record.canon import to_base64
from dipoli.record.note import VerifierKey, write_key
from dipoli.record.proofs import verify_proof
from dipoli.terms import counted

SCHEMA = "dipoli.verify/1"
EXIT_VERIFIED = 0
EXIT_NOT_VERIFIED = 1
EXIT_UNREADABLE = 2


@frozen(kw_only=True)
class Verdict:
    """All that is told of one run.

    Args:
        audit: of the copy.
        other: of the copy that it was held against, or None.
        between: what does not hold between the two, or None.
        given: whether the log key was given, and not only read in the record itself.
        strays: files that were not looked at.
        proof: where a proof lies, or None.
        rules: of procedure, as they were asked of the copy.
        edge: how it is told; None where the opening could not be read.
    """

    audit: Audit
    other: Audit | None
    between: Fault | None
    given: bool
    strays: int
    proof: Path | None
    rules: Reruling
    edge: Edge | None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that does not hold, with names for codes."""
        return tuple(
            attrs.evolve(
                one,
                what=self.named(one.what),
                why=None if one.why is None else self.named(one.why),
            )
            for one in self._faults
        )

    def named(self, sentence: str) -> str:
        """A sentence with names for codes."""
        return sentence if self.edge is None else self.edge.named(sentence)

    def party(self, code: str) -> str:
        """A party by its name."""
        return code if self.edge is None else self.edge.party(code)

    @property
    def _faults(self) -> tuple[Fault, ...]:
        """All of them as they were found; those of the other copy with a word in front."""
        others = self.other.faults if self.other else ()
        named = [attrs.evolve(one, what=f"In the other copy: {one.what}") for one in others]
        return (*self.audit.faults, *named, *filter(None, [self.between]))


def add(subparsers: Any) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    """Add the command to the parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "verify",
        help="say whether a copy of a record holds, without asking its host",
        description="Checks a copy of a record offline: hashes, signatures, the history of keys, "
        "the order of acts, cosignatures. Held against a second copy, it says whether both are "
        "of one history. On a fault it says which act and what is wrong, and writes a proof for "
        "others where one can exist.",
        epilog="The form is described in docs/reference/record-format.md and record-acts.md. "
        "Exit code 0: verified. 1: not verified. 2: cannot be read.",
    )
    parser.add_argument(
        "mirror", type=Path, nargs="?", metavar="MIRROR", help="the folder with the checkpoint"
    )
    parser.add_argument("--against", type=Path, metavar="MIRROR2", help="a second copy")
    parser.add_argument("--log-key", metavar="KEY", help="the log key, as learnt elsewhere")
    parser.add_argument("--proof", type=Path, metavar="FILE", help="check a proof against a host")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write a proof")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify a copy or a proof, and tell the result.

    Returns:
        0 when verified, 1 when not, 2 when it cannot be read.

    Raises:
        DipoliError: what was given cannot be read.
    """
    given = None if args.log_key is None else log_key(args.log_key)
    if args.proof is not None:
        return _run_proof(args, given)
    if args.mirror is None:
        message = "Nothing to verify was named. Give the folder of a copy, or --proof FILE."
        raise RecordError(message)
    verdict = _verify(args, given)
    if args.json:
        print(json.dumps(_as_json(verdict), ensure_ascii=False, indent=2))
    else:
        print("\n".join(show(verdict)))
    return EXIT_NOT_VERIFIED if verdict.faults else EXIT_VERIFIED


def _verify(args: argparse.Namespace, given: VerifierKey | None) -> Verdict:
    folder = MirrorFolder(args.mirror)
    rules = verify_forum.of_copy(folder.read)
    found, other, between = audit(folder.read, given, rules.rule), None, None
    proof = proof_of_act(folder.read, found, verify_forum.of_proof)
    if args.against is not None:
        second = MirrorFolder(args.against)
        other = audit(second.read, given, verify_forum.of_copy(second.read).rule)
        between = compare(found, other)
        two = proof_of_two(found, other)
        if between is None and two is not None:
            what = f"{verify_proof(two, found.log_key)}" if found.log_key else ""
            between = Fault(kind="two-copies", what=what)
        proof = proof or two or proof_of_act(second.read, other, verify_forum.of_proof)
    place = None if proof is None else write_proof(proof, args.mirror, args.out)
    return Verdict(
        audit=found,
        other=other,
        between=between,
        given=given is not None,
        strays=0 if found.head is None or not found.whole else folder.strays(found.head.size),
        proof=place,
        rules=rules,
        edge=_edge(found, folder),
    )


def _edge(found: Audit, folder: MirrorFolder) -> Edge | None:
    if found.standing is None or found.standing.opening is None:
        return None
    return Edge(standing=found.standing, acts=CopyActs(folder.read))


# ---------------------------------------------------------------- a proof


def _run_proof(args: argparse.Namespace, given: VerifierKey | None) -> int:
    """Check a proof with the log key that was given, or with those that a copy names."""
    data = args.proof.read_bytes()
    keys = [given] if given else _log_keys(args.mirror)
    told, proven, names = "", False, verify_forum.names_of_proof(data)
    for key in keys:
        try:
            told, proven = verify_proof(data, key, verify_forum.of_proof(data)), True
            break
        except MalformedError as fault:
            message = f"{args.proof} is no proof. {fault}"
            raise RecordError(message) from None
        except (CredentialError, RecordError) as fault:
            told = str(fault)
    told = told if names is None else names.named(told)
    exercise = None if names is None else names.forum.charter.exercise
    if args.json:
        answer = {
            "schema": SCHEMA,
            "verified": proven,
            "exercise": exercise,
            "proof": {"told": told, "given": bool(given)},
        }
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        if exercise:
            print(EXERCISE)
        print(f"The proof {'holds' if proven else 'does not hold'}. {told}")
        if not given:
            print(_TAKEN)
    return EXIT_VERIFIED if proven else EXIT_NOT_VERIFIED


def _log_keys(mirror: Path | None) -> list[VerifierKey]:
    standing = None if mirror is None else audit(MirrorFolder(mirror).read).standing
    if standing is None or not standing.log_keys:
        message = "A proof is checked with the log key. Give it with --log-key."
        raise RecordError(message)
    return [one.key for one in standing.log_keys]


# ---------------------------------------------------------------- in words

_TAKEN = (
    "The log key was taken from the record itself. Compare it with the one that you were given by "
    "another way, or give that with --log-key."
)


def show(verdict: Verdict) -> Iterator[str]:
    """The result, line by line."""
    found = verdict.audit
    if found.head is not None:
        yield found.head.origin
        yield shown_head(found.head)
        if found.standing is not None:
            yield from mark(found.standing)
            yield open_or_sealed(found.standing)
        yield ""
    if verdict.faults:
        yield from _show_faults(verdict)
    elif found.standing is not None:
        yield from _show_counts(found)
        yield from verify_forum.words(verdict.rules, found.forum_acts)
        if verdict.other is not None and verdict.other.head is not None:
            yield (
                f"Both copies are of one history; the other has "
                f"{counted(verdict.other.head.size, 'act')}."
            )
        yield from _show_head(verdict)
    if found.log_key is not None and found.head is not None:
        yield f"Log key: {write_key(found.log_key)}"
        if not verdict.given:
            yield _TAKEN
    if verdict.strays:
        yield f"Files that this head does not need, and that were not looked at: {verdict.strays}."
    yield ""
    yield "NOT verified." if verdict.faults else "Verified: nothing was found that does not hold."


def _show_faults(verdict: Verdict) -> Iterator[str]:
    for fault in verdict.faults:
        yield from shown_fault(fault, verdict.party)
        yield ""
    if verdict.proof is not None:
        yield f"A proof for others was written to {verdict.proof}."
        yield "Whoever has the log key checks it with: dipoli verify --proof FILE --log-key KEY"
    else:
        yield (
            "No proof against the host follows from this: what is wrong here bears no signature "
            "of the host, or cannot be shown by its signatures alone. Fetch the copy again, and "
            "ask another delegation for its own."
        )
    yield ""


def shown_fault(fault: Fault, name: Callable[[str], str] = str) -> Iterator[str]:
    """A fault: which act, and what is wrong; of one out of order each in a line of its own.

    Args:
        fault: what does not hold.
        name: of a party by its code.
    """
    if fault.number is None:
        yield fault.what
        return
    named = [
        fault.name or "name unreadable",
        f"by {name(fault.by)}" if fault.by else "author unreadable",
    ]
    about = "" if fault.kind == "two-copies" else f" ({', '.join(named)})"
    if fault.clause is None or fault.why is None:
        yield f"Act {fault.number}{about}: {fault.what}"
        return
    before, _, _ = fault.what.partition("Out of order under ")
    yield f"{before}Act {fault.number} is out of order."
    yield f"  Act:    {', '.join(named)}"
    yield f"  Clause: {fault.clause}"
    yield f"  Why:    {fault.why}"
    yield f"  {LATER}"


def _show_counts(found: Audit) -> Iterator[str]:
    yield "Acts give the root, tiles agree, every act is signed by a key in force and in order."
    yield f"Bodies that are those signed for: {found.bodies}."
    if found.withheld and found.standing is not None:
        for number in found.withheld:
            why = found.standing.withheld[number]
            yield f"Body of act {number} was withheld by act {why.number}: {why.who}; {why.law}."
    if found.unseen:
        listed = ", ".join(map(str, found.unseen))
        yield f"Bodies not at hand, and so not checked; the record does not say why: {listed}."


def _show_head(verdict: Verdict) -> Iterator[str]:
    found = verdict.audit
    part = found.standing.participation() if found.standing else None
    if part is None:
        return
    state = "official" if found.is_official else "provisional"
    needed = "" if part.needed is None else f", {part.needed} are needed"
    yield (
        f"The head is {state}: {len(found.cosigned)} of {part.witnesses} delegations with a "
        f"witness key have cosigned it{needed}. Seats: {part.seats}; on paper: {part.paper}."
    )
    if not found.is_official:
        yield (
            f"Official up to act {found.official_size - 1}; provisional since."
            if found.official_size
            else "No head in this copy is official."
        )
    for one in found.cosigned:
        when = "at a time not said" if one.time is None else f"at {_moment(one.time)}"
        yield f"  {verdict.party(one.by)} {when}"


def _moment(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return f"second {seconds}"


# ---------------------------------------------------------------- in JSON


def _as_json(verdict: Verdict) -> dict[str, Any]:
    found = verdict.audit
    return {
        "schema": SCHEMA,
        "verified": not verdict.faults,
        "head": _head_json(found),
        "exercise": is_exercise(found.standing),
        "sealed": found.standing.is_sealed if found.standing and found.standing.opening else None,
        "log_key": None if found.log_key is None else write_key(found.log_key),
        "log_key_given": verdict.given,
        "cosignatures": _cosignatures_json(found),
        "bodies": {
            "checked": found.bodies,
            "withheld": list(found.withheld),
            "not_at_hand": list(found.unseen),
        },
        "acts_not_ruled_on": found.forum_acts - verdict.rules.ruled,
        "rules_of_procedure": verify_forum.as_json(verdict.rules),
        "files_not_looked_at": verdict.strays,
        "against": None if verdict.other is None else _head_json(verdict.other),
        "faults": [attrs.asdict(fault) for fault in verdict.faults],
        "proof_file": None if verdict.proof is None else str(verdict.proof),
    }


def _head_json(found: Audit) -> dict[str, Any] | None:
    if found.head is None:
        return None
    head = found.head
    return {"origin": head.origin, "size": head.size, "root": to_base64(head.root)}


def _cosignatures_json(found: Audit) -> dict[str, Any] | None:
    if found.standing is None or found.log_key is None:
        return None
    return {
        "official": found.is_official,
        "official_up_to": found.official_size or None,
        "by": [attrs.asdict(one) for one in found.cosigned],
        **attrs.asdict(found.standing.participation()),
    }
