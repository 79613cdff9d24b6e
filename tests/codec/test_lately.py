"""What was made lately is kept, whoever asks at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from dipoli.codec.case_held import Readings
from dipoli.codec.case_papers import SourcesPaper
from dipoli.codec.lately import Lately

_WAIT = 20.0

# ---------------------------------------------------------------- examples


class _Halting(dict[int, str]):
    """Held values; whoever looks for the oldest halts there until another thread wrote meanwhile.

    Where nobody can write meanwhile, since a lock is held, it goes on after a moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self.looking, self.written = threading.Event(), threading.Event()

    def __iter__(self) -> Iterator[int]:
        found = super().__iter__()
        self.looking.set()
        self.written.wait(0.2)
        return found  # it refuses to go on where the size changed since it was made

    def __setitem__(self, key: int, value: str) -> None:
        super().__setitem__(key, value)
        if self.looking.is_set():
            self.written.set()


def test_a_second_thread_does_not_write_while_the_first_drops_the_oldest() -> None:
    lately = Lately[int, str](2)
    held = lately._held = _Halting()  # noqa: SLF001 - the moment between two steps is meant
    lately.of(1, lambda: "1")
    lately.of(2, lambda: "2")
    faults: list[BaseException] = []

    def asks(key: int) -> None:
        try:
            assert lately.of(key, lambda: str(key)) == str(key)
        except BaseException as fault:  # noqa: BLE001 - told below, in the thread of the test
            faults.append(fault)

    first = threading.Thread(target=asks, args=(3,))
    first.start()
    assert held.looking.wait(_WAIT)
    second = threading.Thread(target=asks, args=(4,))
    second.start()
    for one in (first, second):
        one.join(_WAIT)
    assert not faults
    assert list(held.keys()) == [3, 4]


def test_nobody_waits_while_another_reads() -> None:
    lately, reading, done = Lately[int, str](2), threading.Event(), threading.Event()

    def slow() -> str:
        reading.set()
        assert done.wait(_WAIT)
        return "slow"

    first = threading.Thread(target=lately.of, args=(1, slow))
    first.start()
    assert reading.wait(_WAIT)
    assert lately.of(2, lambda: "quick") == "quick"
    done.set()
    first.join(_WAIT)
    assert lately.of(1, _never) == "slow"


def test_a_paper_is_read_once() -> None:
    readings = Readings()
    first = readings.of("sources.yaml", b"schema: x\n", SourcesPaper)
    assert readings.of("sources.yaml", b"schema: x\n", SourcesPaper) is first
    assert readings.of("sources.yaml", b"schema: y\n", SourcesPaper) is not first


def _never() -> str:
    raise AssertionError


# ---------------------------------------------------------------- properties


@define
class _Slow:
    """The same in the plainest way: a list in the order of asking."""

    most: int
    held: list[int] = field(factory=list)

    def made(self, key: int) -> bool:
        """Whether it must be made anew."""
        fresh = key not in self.held
        self.held = [*(one for one in self.held if one != key), key][-self.most :]
        return fresh


@given(st.integers(1, 4), st.lists(st.integers(0, 6), max_size=40))
def test_what_was_not_asked_for_longest_is_dropped_first(most: int, asked: list[int]) -> None:
    lately, slow = Lately[int, int](most), _Slow(most)
    made: list[int] = []

    def maker(key: int) -> Callable[[], int]:
        def make() -> int:
            made.append(key)
            return key

        return make

    for key in asked:
        before = len(made)
        assert lately.of(key, maker(key)) == key
        assert (len(made) > before) == slow.made(key)
