"""Puts together the clients whose care is prolonged by one decision, in waves."""

import uuid
from dataclasses import dataclass
from datetime import date

from services.migration.application.route.ports import Work
from services.migration.application.route.views import TAKERS
from services.migration.domain.route.identifiers import SPACE
from services.migration.domain.route.prolonging import Group, in_waves, left_out_from_the_start, why_not_prepared
from shared.access import Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

GROUPS = "prolongations"
NOBODY = "Er is niemand van wie het oude recht in deze tijd stopt en voor wie nog niets is besloten."
ALL_IN_HAND = (
    "Met iedereen van wie het oude recht in deze tijd stopt, is al gepraat, of het dossier wacht. Beslis in het "
    "dossier van elke cliënt."
)


@dataclass(frozen=True, slots=True)
class PrepareProlongation:
    user: User
    municipality: str
    ends_from: date
    ends_through: date
    until: date
    reason: str


@allowed(*TAKERS, scope=Scope.MUNICIPALITY)
def prepare_prolongation(work: Work, command: PrepareProlongation) -> Group:
    """Nothing is decided yet. Whose application is in hand is left out, with why. Raises Forbidden, and Refused with
    what is wrong."""
    check_municipality(command.user, command.municipality)
    if fault := why_not_prepared(command.ends_from, command.ends_through, command.until):
        raise Refused(fault[1], dict([fault]))
    if not command.reason.strip():
        text = "Schrijf op waarom u verlengt. De cliënt leest het in de brief (Awb 3:46)."
        raise Refused(text, {"reason": text})
    # The id goes by how many there are, so two people make theirs one after the other.
    work.lock([GROUPS])
    asked = (command.municipality, command.ends_from, command.ends_through)
    clients, in_hand = work.prolongations.candidates(*asked), work.prolongations.in_hand(*asked)
    if not clients:
        raise Refused(ALL_IN_HAND if in_hand else NOBODY)
    group = Group(
        id=str(uuid.uuid5(SPACE, f"{command.municipality}/{work.prolongations.count()}")),
        municipality=command.municipality,
        ends_from=command.ends_from,
        ends_through=command.ends_through,
        until=command.until,
        reason=command.reason.strip(),
        made_by=command.user.id,
        made_by_name=command.user.name,
        made_on=work.today,
    )
    work.prolongations.add(group, [*in_waves(clients), *left_out_from_the_start(in_hand)])
    return group
