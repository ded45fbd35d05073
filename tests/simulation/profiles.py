"""How long the simulations look: a few examples in `make test`, many in `make nightly`.

`ZL_SIMULATIONS` names the Hypothesis profile. It is given to each test by hand instead of being loaded for the whole
run, because other tests in the same run have settings of their own.
"""

import os

from hypothesis import HealthCheck, Phase, settings

# No shrinking: an example takes seconds, and the plan that failed is short enough to read.
GENERATE = (Phase.explicit, Phase.reuse, Phase.generate)

settings.register_profile(
    "few", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=GENERATE
)
settings.register_profile("nightly", settings.get_profile("few"), max_examples=400, print_blob=True)

NAME = os.environ.get("ZL_SIMULATIONS", "few")
SIMULATION = settings.get_profile(NAME)
SMALL_SIMULATION = settings(SIMULATION, max_examples=2 * SIMULATION.max_examples)
"""For what takes less than a second per example."""
REASSESSMENTS = settings(SIMULATION, max_examples={"few": 25, "nightly": 500}[NAME], stateful_step_count=20)
"""Of each of two tests that share the examples."""
KILLS_MAX = {"few": 10, "nightly": 25}[NAME]
"""In one run of the workers; each kill costs the start of a process."""
KILL_SEEDS = {"few": [1], "nightly": list(range(1, 11))}[NAME]
MUTATIONS = settings(SIMULATION, max_examples={"few": 150, "nightly": 10_000}[NAME])
"""Each takes some hundredths of a second."""
API_CALLS = settings(
    SIMULATION,
    max_examples={"few": 25, "nightly": 400}[NAME],
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    database=None,
)
"""Per operation; each takes some milliseconds, and there are some fifty operations, of which some have few
different calls."""
FAULTS = settings(SIMULATION, max_examples={"few": 50, "nightly": 1000}[NAME])
"""Each lives three days of a small region."""
