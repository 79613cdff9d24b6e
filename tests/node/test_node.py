"""One look after another at a host that is honest, and at hosts that are not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from tests.node.hosts import LOG, NOW, Delegation, Host, box, kinds
from tests.record.acts import ORIGIN, Desk, at_work, log_signer

from dipoli.faults import RecordError, RefusedError
from dipoli.node.alarm_book import AlarmBook
from dipoli.node.box import KeyBox
from dipoli.node.mirror import Mirror
from dipoli.node.node import Node
from dipoli.record import forms
from dipoli.record.audit_files import CHECKPOINT, body_path


def joined(folder: Path, host: Host | None = None, keys: KeyBox | None = None) -> Delegation:
    return Delegation(folder=folder, host=host or Host(desk=at_work(3)).publish(), keys=keys)


def official(folder: Path) -> Delegation:
    """A delegation under whose host's head enough lines stand."""
    one = joined(folder)
    one.look()
    one.host.cosigned("XBE", "XCE")
    assert not kinds(one.later().look())
    return one


# ---------------------------------------------------------------- an honest host


def test_an_honest_host_gives_no_alarm_over_a_long_run(tmp_path: Path) -> None:
    one = joined(tmp_path)
    for number in range(12):
        one.host.say("XBE", f"Statement {number}")
        one.look()
        one.host.cosigned("XBE", "XCE")
        for _ in range(3):
            assert kinds(one.later().look()) == set()
        one.restart()
    assert one.node.standing(one.circle).size == 16


def test_one_lost_answer_and_one_missing_file_are_no_alarm(tmp_path: Path) -> None:
    one = official(tmp_path)
    one.host.silent = True
    assert not kinds(one.later().look())
    one.host.silent = False
    assert not kinds(one.later().look())
    body = one.host.files.pop(CHECKPOINT)
    assert not kinds(one.look())
    one.host.files[CHECKPOINT] = body
    assert not kinds(one.later().look())


def test_a_node_that_was_off_for_days_finds_nothing_wrong(tmp_path: Path) -> None:
    one = official(tmp_path)
    assert not kinds(one.later(5000).restart().look())


def test_a_head_is_cosigned_once_and_again_only_where_the_line_is_missing(tmp_path: Path) -> None:
    one = joined(tmp_path)
    assert one.look().line is not None
    assert one.later().look().line is None
    one.host.lines = []
    assert one.later().look().line is not None


# ---------------------------------------------------------------- what is raised, and when it ends


def test_silence_is_an_alarm_once_it_has_lasted_and_ends_with_it(tmp_path: Path) -> None:
    one = official(tmp_path)
    one.host.silent = True
    assert not kinds(one.later().look())
    look = one.later().look()
    assert kinds(look) == {"no-answer"}
    assert look.alarms[0].since == "2030-03-01T12:02:00Z"
    again = one.restart().later().look()
    assert (again.alarms[0].since, again.alarms[0].is_new) == (look.alarms[0].since, False)
    one.host.silent = False
    assert not kinds(one.later().look())


def test_a_host_that_fails_each_time_in_another_way_is_told_all_the_same(tmp_path: Path) -> None:
    one = official(tmp_path)
    one.host.silent = True
    assert not kinds(one.later().look())
    one.host.silent = False
    one.later()
    one.host.files.pop(CHECKPOINT)
    assert kinds(one.look()) == {"files"}


def test_a_head_that_is_not_timed_anew_is_stale_and_not_cosigned(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.look()
    one.later(1, retimed=False).look()
    look = one.later(1, retimed=False).look()
    assert "stale" in kinds(look)
    assert look.line is None


def test_a_head_that_is_timed_ahead_is_told(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.host.now += timedelta(minutes=5)
    one.host.retime()
    one.host.now -= timedelta(minutes=5)
    look = one.look()
    assert kinds(look) == {"future"}
    assert look.line is None


def test_a_quorum_of_nobody_is_told_once_it_has_lasted(tmp_path: Path) -> None:
    one = joined(tmp_path)
    assert not kinds(one.looks(2))
    assert kinds(one.later().look()) == {"not-official"}
    one.host.cosigned("XBE")
    look = one.look()
    assert not kinds(look)
    assert look.official is not None
    assert look.official.is_official


def test_ones_own_line_left_out_is_told(tmp_path: Path) -> None:
    one = joined(tmp_path)
    one.look()
    for _ in range(2):
        one.host.lines = []
        one.host.cosigned("XBE", "XCE")
        look = one.later().look()
    assert kinds(look) == {"cosignature"}


def test_a_body_that_is_not_served_is_told_until_it_is(tmp_path: Path) -> None:
    one = official(tmp_path)
    one.host.say("XBE", "Not for all eyes")
    one.host.cosigned("XBE", "XCE")
    body = one.host.files.pop(body_path(4))
    assert not kinds(one.later().look())
    assert kinds(one.later().look()) == {"body-missing"}
    one.host.files[body_path(4)] = body
    assert not kinds(one.later().look())


# ---------------------------------------------------------------- two histories


def fork() -> Host:
    host = Host(desk=at_work(2))
    host.desk.say("XCE", "What was said there")
    return host.publish()


def test_a_split_is_proven_kept_and_told_as_new_once(tmp_path: Path) -> None:
    one = official(tmp_path)
    one.host.desk = fork().desk
    one.host.publish()
    look = one.later().look()
    assert kinds(look) == {"split-view"}
    assert (look.line, look.alarms[0].is_new) == (None, True)
    assert Path(look.alarms[0].place).read_bytes() == look.alarms[0].proof
    again = one.restart().later().look()
    assert [alarm.is_new for alarm in again.alarms] == [False]
    assert again.line is None


def test_a_peers_head_of_one_size_proves_a_split(tmp_path: Path) -> None:
    one = official(tmp_path)
    assert kinds(one.look(peers={"XBE": fork().files[CHECKPOINT]})) == {"split-view"}


def test_a_peers_larger_head_is_awaited_and_then_held_against_ours(tmp_path: Path) -> None:
    one = official(tmp_path)
    theirs = fork()
    theirs.say("XAL", "And more")
    look = one.later().look(peers={"XBE": theirs.files[CHECKPOINT]})
    assert look.comparison.ahead == ["XBE"]
    assert not {"other-history", "split-view"} & kinds(look)
    one.restart().host.say("XBE", "Here it goes on otherwise")
    assert "split-view" in kinds(one.later().look())


def test_a_peers_larger_head_of_another_history_needs_its_copy(tmp_path: Path) -> None:
    one = official(tmp_path)
    theirs = fork()
    theirs.say("XAL", "And more")
    theirs.now = one.host.now
    look = one.look(copies={"XBE": theirs.retime()})
    assert kinds(look) == {"split-view"}


def test_a_peer_who_merely_looked_later_is_no_alarm(tmp_path: Path) -> None:
    one = official(tmp_path)
    later = Host(desk=at_work(4), now=NOW + timedelta(minutes=3)).publish()
    assert not kinds(one.look(peers={"XBE": later.files[CHECKPOINT]}))


def test_what_a_peer_hands_over_unsigned_accuses_nobody(tmp_path: Path) -> None:
    one = official(tmp_path)
    false = Host(desk=fork().desk, log="somebody").publish()
    look = one.look(peers={"XBE": false.files[CHECKPOINT], "XCE": b"no head"})
    assert not kinds(look)
    assert len(look.notices) == 2


# ---------------------------------------------------------------- one's own name


def test_other_keys_in_ones_name_stop_the_witness(tmp_path: Path) -> None:
    one = joined(tmp_path, keys=box("XAL", sign="another"))
    look = one.look()
    assert kinds(look) == {"own-keys"}
    assert look.line is None
    one.keys = None
    look = one.restart().later().look()
    assert not kinds(look)
    assert look.line is not None


def test_an_act_under_ones_own_key_that_one_did_not_write_is_told(tmp_path: Path) -> None:
    one = official(tmp_path)
    act = one.host.desk.write(forms.SAY, "XAL", {"text": "Written here"})
    one.node.sent(one.circle, act.entry, act.body, one.host.now)
    one.host.desk.enter(act)
    one.host.publish()
    assert "own-act" not in kinds(one.later().look())
    one.host.say("XAL", "Not written here")
    assert "own-act" in kinds(one.later().look())


def test_an_act_on_paper_in_ones_name_is_told_and_not_doubted(tmp_path: Path) -> None:
    host = Host(desk=at_work(3)).publish()
    one = joined(tmp_path, host, evolve(box("XAL"), code="XDE"))
    one.look()
    host.say("XDE", "On paper")
    look = one.look()
    assert any("on paper in the name of XDE" in told for told in look.notices)
    assert "own-act" not in kinds(look)


# ---------------------------------------------------------------- circles


def test_a_circle_is_joined_under_one_log_key(tmp_path: Path) -> None:
    node = Node(tmp_path, None)
    assert node.join(ORIGIN, LOG, "here", NOW) == "lake.example_talks_plenary"
    assert node.join(ORIGIN, LOG, "there", NOW) == "lake.example_talks_plenary"
    assert node.circle(ORIGIN).source == "there"
    with pytest.raises(RefusedError, match="another log key"):
        node.join(ORIGIN, log_signer(host="somebody").verifier, "here", NOW)
    with pytest.raises(RecordError, match="watches no circle"):
        node.find("lake.example/talks/water")
    with pytest.raises(ValueError, match="no name of a record"):
        node.join("x", LOG, "here", NOW)


def test_two_programs_on_one_folder_do_not_lose_each_others_acts(tmp_path: Path) -> None:
    one = official(tmp_path)
    two = Node(tmp_path, box("XAL"))
    one.host.say("XBE", "For both")
    assert two.look(one.circle, one.host, one.host.now).report.reached
    one.host.say("XCE", "And more")
    assert one.look().report.entered == range(5, 6)


def test_a_crash_after_the_acts_and_before_the_rest_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = official(tmp_path)
    one.host.say("XBE", "Kept, and not shown")
    one.later()

    def killed(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Mirror, "show", killed)
    with pytest.raises(KeyboardInterrupt):
        one.look()
    monkeypatch.undo()
    look = one.restart().look()
    assert look.report.reached
    assert not kinds(look)
    assert one.node.standing(one.circle).size == 5


def test_a_crash_before_an_alarm_is_written_down_does_not_lose_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = official(tmp_path)
    honest = Desk(standing=one.host.desk.standing, entered=one.host.desk.entered)

    def killed(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(AlarmBook, "settle", killed)
    with pytest.raises(KeyboardInterrupt):
        one.look(peers={"XBE": fork().files[CHECKPOINT]})
    monkeypatch.undo()
    one.host.desk = honest
    assert kinds(one.restart().look()) == {"split-view"}
