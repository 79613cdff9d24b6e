"""Work shared among the workers of a Dask scheduler gives what one process gives."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from distributed import LocalCluster

from dipoli.analysis.agreement import Means, question_of
from dipoli.analysis.agreement.uncertain import Run, Sample, robust
from dipoli.cli.main import main
from dipoli.cli.scheduler import scheduler
from dipoli.codec.case_folder import read_case
from dipoli.faults import DipoliError

LAKE = Path(__file__).parents[2] / "cases" / "lake"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler on this machine with two workers of its own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_answers_are_those_of_one_process(address: str) -> None:
    case = read_case(LAKE)
    asked = evolve(question_of(case), still=("forum",))
    run = Run(sample=Sample(profiles=1200), means=Means(counted=0))
    with scheduler(address) as many:
        assert robust(case, asked, evolve(run, many=many)) == robust(case, asked, run)


def test_results_come_in_the_order_of_the_values(address: str) -> None:
    with scheduler(address) as many:
        assert list(many(abs, [3, -1, 2, -1])) == [3, 1, 2, 1]


def test_workers_that_are_lost_are_told(address: str) -> None:
    with scheduler(address) as many, pytest.raises(DipoliError, match="were lost"):
        list(many(os._exit, [1]))


def test_where_nobody_answers_it_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["robust", str(LAKE), "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "no scheduler answers" in capsys.readouterr().err
