"""Works out the next step of everybody whose standing is about to be saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from services.migration.application.control.ports import Keeping
from services.migration.application.control.read_people import read_people
from services.migration.application.control.read_terms import ReadTerms, read_terms
from services.migration.domain.control.became import became_of
from services.migration.domain.control.next_steps import Person, Terms, next_of, open_steps, promises_of
from services.migration.domain.control.standings import Standing, as_deceased, with_route
from services.migration.domain.route.states import RouteState
from shared.access import system


@system
def keep_next_steps(work: Keeping, standings: Mapping[str, Standing]) -> Mapping[str, Standing]:
    """The same standings, each with its next step or the reason why it is finished. What the municipality chose counts
    as of the day of the delivery, so that the outcome does not depend on the day of the work."""

    @cache
    def terms(municipality: str, on: date) -> Terms:
        return read_terms(work, ReadTerms(municipality, on))

    def settled(person: Person) -> Standing:
        one = person.standing
        if person.is_reassessed_here:
            one = with_route(one, RouteState.PLANNED)
        if person.is_dead:
            one = as_deceased(one)
        own = terms(one.municipality, one.delivered_on)
        found = next_of(person, own)
        return replace(
            one,
            added=person.added,
            dealt_with=person.dealt_with,
            next=found,
            became=became_of(person, found).value,
            promised=promises_of(open_steps(person, own)),
        )

    return {client_id: settled(person) for client_id, person in read_people(work, standings).items()}
