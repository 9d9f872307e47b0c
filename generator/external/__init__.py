"""Outside links: do the addresses that the content names still answer, and do the quoted words still stand there?

Besides ingest the one package that touches the network, and only when `explainer check --external` asks for it; nothing else may
import it. Its findings are advice: they never stop a build or a merge.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from importlib.util import find_spec

from generator.problems import ConfigurationError, EnvironmentFault


def require() -> None:
    """Nothing comes back. Raises EnvironmentFault, with the line that installs it, where httpx is missing."""
    if find_spec("httpx") is None or find_spec("httpcore") is None:
        raise EnvironmentFault("asking outside addresses needs httpx; install it: python -m pip install 'explainer[links]' (in a clone: '.[links]')")


def day(given: date | None) -> date:
    """The day that counts as today: the one given, else that of SOURCE_DATE_EPOCH, else the clock's, in UTC. Raises ConfigurationError."""
    if given is not None:
        return given.date() if isinstance(given, datetime) else given
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError) as fault:
        raise ConfigurationError(f'SOURCE_DATE_EPOCH is "{epoch}", which is no number of seconds since 1970') from fault
