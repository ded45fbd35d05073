"""Who holds a conversation is who goes on with that person: the appointment gives the steps to its caseworker."""

from collections.abc import Sequence

from services.migration.application.control.give_steps import give_steps
from services.migration.application.control.ports import Giving
from services.migration.domain.control.handled import Taken
from services.migration.domain.control.steps import Team
from services.migration.domain.planning.appointments import AppointmentMade
from shared.access import system


@system
def give_to_caseworkers(work: Giving, made: Sequence[AppointmentMade]) -> None:
    """Also from a colleague who had them before, because somebody chose this caseworker. One who does not sign in
    changes nothing."""
    taken = {}
    for event in made:
        one = event.appointment
        holder = work.caseworkers.get(one.caseworker_id)
        if holder is not None and holder.user_id is not None:
            client_id, town = event.attendee.client_id, one.municipality
            taken[client_id] = Taken(client_id, town, Team.CASEWORKERS, holder.user_id, holder.name, work.today)
    give_steps(work, list(taken.values()))
