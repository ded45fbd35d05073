"""Proposes to forget a client; another person has to confirm it."""

from dataclasses import dataclass

from services.intake.application.forgetting.find_due_day import find_due_day
from services.intake.application.forgetting.ports import ForgettingWork
from services.intake.domain.forgetting.forgetting import Act, Forgetting, Ground, Traces, forgetting_id
from shared.access import Role, Scope, User, allowed, check_municipality
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

WHY_MAX = 300
FORGETTING = "forgetting"
"""Proposals and confirmations take their turn under this name."""


@dataclass(frozen=True, slots=True)
class ProposeForgetting:
    """`why`: one sentence, without a name."""

    user: User
    client_id: str
    ground: Ground
    why: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def propose_forgetting(work: ForgettingWork, command: ProposeForgetting) -> Forgetting:
    """Raises Refused for a client of whom nothing is here, for whom it was proposed already, without a reason, and when
    the ground is that the term is over and it is not; and Forbidden."""
    work.lock({FORGETTING})
    traces = work.delivered.traces(command.client_id, work.identities)
    if traces is None:
        raise Refused(
            "Wij kennen geen cliënt met dit nummer. Neem het nummer over uit het adres van het dossier.",
            {"client": "Wij kennen geen cliënt met dit nummer."},
        )
    check_municipality(command.user, traces.municipality)
    _check(work, command, traces)
    user, number = command.user, work.forgettings.next_number()
    proposed = Forgetting(
        id=forgetting_id(command.client_id, number),
        number=number,
        client_id=command.client_id,
        municipality=traces.municipality,
        ground=command.ground,
        why=command.why.strip(),
        proposed=Act(user.id, user.name, work.today),
    )
    work.forgettings.add(proposed)
    return proposed


def _check(work: ForgettingWork, command: ProposeForgetting, traces: Traces) -> None:
    if work.forgettings.open_of(command.client_id) is not None:
        raise Refused("Iemand heeft al voorgesteld om deze cliënt te vergeten. Kijk in de lijst.")
    why = command.why.strip()
    if not why or len(why) > WHY_MAX:
        said = f"Schrijf in één zin waarom, in hoogstens {WHY_MAX} tekens. Schrijf geen naam op."
        raise Refused(said, {"why": said})
    due = find_due_day(work, traces)
    if command.ground is Ground.RETENTION_ENDED and due > work.today:
        said = (
            f"De bewaartermijn van deze cliënt loopt nog: tot {date_in_words(due)}. Zijn de gegevens per ongeluk "
            "aangeleverd? Kies dan die reden."
        )
        raise Refused(said, {"ground": said})
