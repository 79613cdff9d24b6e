"""One journey with desk and records on a PostgreSQL server; the whole is the campaign's."""

from __future__ import annotations

from tests.web.journeys_on import CAMPAIGNS, HOST, NODE, SERVER, journeys, walked


def test_an_observer_asks_for_the_floor_on_a_site_that_has_a_server() -> None:
    name = "test_an_observer_reads_what_is_on_the_table_and_asks_for_the_floor"
    walked(f"test_shore_journeys.py::{name}", SERVER)


def test_every_journey_is_owed_on_each_keeper() -> None:
    of_hosts = sum(len(list(journeys(file))) for file in HOST)
    of_nodes = sum(len(list(journeys(file))) for file in NODE)
    assert (of_hosts, of_nodes) == (13, 4)
    assert len(CAMPAIGNS) == 2 * of_hosts + of_nodes
