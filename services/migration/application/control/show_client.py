"""One client's file, for staff of the client's municipality; reading it is a line in the read log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.migration.application.control.name_teams import name_teams
from services.migration.application.control.ports import Work
from services.migration.application.control.read_people import read_people
from services.migration.application.control.read_terms import ReadTerms, read_terms
from services.migration.application.control.views import ClientFile, Notes
from services.migration.application.planning.find_unsent_visits import FindUnsentVisits, find_unsent_visits
from services.migration.domain.control.next_steps import open_steps
from services.migration.domain.control.standings import Standing
from services.migration.domain.deadlines.penalties_due import PenaltyDue, penalties_due
from services.migration.domain.route.route import ended_by_offers
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import opening

PURPOSE = opening("client-file", "inzien van het dossier", by_task=False)


@dataclass(frozen=True, slots=True)
class ShowClient:
    user: User
    client_id: str


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def show_client(work: Work, asked: ShowClient) -> ClientFile:
    """Raises UnknownClient, and Forbidden for a client of another municipality."""
    file = work.queries.client(asked.client_id, work.today)
    check_municipality(asked.user, file.municipality)
    reason = work.reasons.given(asked.user.id, file.client_id, work.today)
    work.read_log.write(asked.user, [file.client_id], PURPOSE, reason)
    routes = work.routes.earlier(file.client_id)
    return replace(
        file,
        notes=_notes(work, file.standing),
        route=routes[-1] if routes else None,
        offer_until=ended_by_offers(routes),
        teams=name_teams(work, file.municipality),
        unsent_on=find_unsent_visits(work, FindUnsentVisits(file.municipality, [file.client_id])).get(file.client_id),
        penalties=_penalties(work, file),
    )


def _penalties(work: Work, file: ClientFile) -> Sequence[PenaltyDue]:
    if file.died_on is not None:
        return ()
    return penalties_due(work.deadlines.of([file.client_id]).get(file.client_id, ()), work.law, work.today)


def _notes(work: Work, standing: Standing) -> Notes:
    person = read_people(work, {standing.client_id: standing})[standing.client_id]
    terms = read_terms(work, ReadTerms(standing.municipality, standing.delivered_on))
    handled = person.handled
    hand_overs, looked_at = list(handled.hand_overs.values()), list(handled.looked_at.values())
    late = [one for one in work.late_tellings.of(standing.client_id) if one.municipality == standing.municipality]
    owners = {one.answer_id: handled.owner_of(one) for one in person.answers}
    return Notes(open_steps(person, terms), hand_overs, looked_at, person.answers, owners, late)
