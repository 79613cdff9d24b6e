"""Who does a job for many values: workers of a Dask scheduler that somebody already runs.

The command connects to the address that it was given and to nothing else; it starts no scheduler
and opens no port. Models and ranges go to the workers, so that whoever runs them can read those.
Results come in the order of the values, so answers do not hang on how many workers there are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from dipoli.faults import DipoliError

T = TypeVar("T")
R = TypeVar("R")
_PATIENCE = "10s"


class Scheduler:
    """The workers of a scheduler.

    Args:
        client: of `distributed`, connected.
    """

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - the library has no types
        self._client = client

    def __call__(self, job: Callable[[T], R], values: Sequence[T], /) -> Iterable[R]:
        """Do a job for every value.

        Args:
            job: a function of a module that the workers have too.
            values: what it is done for; they can be pickled.

        Returns:
            The results, in the order of the values.

        Raises:
            DipoliError: a worker or the scheduler was lost, and the job with it.
        """
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an optional extra

        waiting = self._client.map(job, list(values), pure=False)
        try:
            yield from self._client.gather(waiting)
        except (KilledWorker, OSError) as error:
            message = "workers of the scheduler were lost; look at them, then ask again"
            raise DipoliError(message) from error


@contextlib.contextmanager
def scheduler(address: str) -> Iterator[Scheduler]:
    """Connect to a scheduler, and let it forget the work however it ends.

    Args:
        address: such as ``tcp://192.0.2.7:8786``.

    Raises:
        DipoliError: the extra is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as error:
        message = "--scheduler needs the extra sweep: pip install 'dipoli[sweep]'"
        raise DipoliError(message) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at {address}: start one with `dask scheduler`"
        raise DipoliError(message) from error
    try:
        yield Scheduler(client)
    finally:
        client.close(timeout=_PATIENCE)
