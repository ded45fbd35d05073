"""To whom a step can be given: caseworkers who sign in, and whoever took steps before."""

from collections.abc import Mapping

from services.migration.application.control.ports import Recording
from shared.access import system


@system
def find_colleagues(work: Recording, municipality: str) -> Mapping[str, str]:
    """Names by the id of the user, in the order of the names."""
    town = frozenset({municipality})
    names = {one.user_id: one.name for one in work.queries.owners(town, work.today)}
    names |= {one.user_id: one.name for one in work.caseworkers.of(town) if one.user_id is not None}
    return dict(sorted(names.items(), key=lambda one: (one[1], one[0])))
