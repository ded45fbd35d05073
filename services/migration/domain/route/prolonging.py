"""Prolonging the care of a group of clients by one decision, in waves that a second person releases. Pure.

Municipalities did so in 2015 for whom no reassessment could be done in time. A wave is small first, so that a mistake
meets one client and not a thousand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.migration.domain.rights.clients import DeliveredFunction, guidance_with_transport
from services.migration.domain.rights.codes import NO_CLASS
from services.migration.domain.rights.facts import CareFunction, DeliveryForm, FunctionRight
from services.migration.domain.route.decisions import DecisionKind, Draft, Provision
from services.migration.domain.route.route import ON_APPLICATION, Route
from services.migration.domain.route.states import EndReason, RouteState, StepKind
from shared.dutch import date_in_words

WAVES = (1, 10, 100)
"""Clients in the first waves; the last one holds the rest."""
ODD_PERCENT = 10
"""A wave of which more than so many percent cannot be prolonged any more stops: then the group is not what it was."""


STOPPED: Mapping[str, str] = {
    EndReason.DIED: "De cliënt is overleden.",
    EndReason.MOVED: "De cliënt verhuisde naar een andere gemeente.",
    EndReason.WLZ: "De cliënt krijgt zorg uit de Wlz.",
    EndReason.WITHDRAWN: "De cliënt wil dit niet meer.",
    EndReason.NO_NEED: "Er is geen hulp meer nodig.",
}
IN_HAND: Mapping[RouteState, str] = {
    RouteState.CONVERSATION_HELD: "Het gesprek is al gehouden.",
    RouteState.REPORTED: "Het verslag van het gesprek is er al.",
    RouteState.APPLIED: "Er ligt al een aanvraag.",
    RouteState.INCOMPLETE: "Er ligt al een aanvraag. Wij wachten op de aanvulling.",
    RouteState.ON_HOLD: "Dit dossier wacht tot een afgesproken dag.",
}
"""Why somebody is left out of a group from the start: a group is for those with whom nobody could speak in time, and
of who waits a person has to know why."""
IN_NO_WAVE = 0


class WaveOutcome(StrEnum):
    WAITING = "waiting"
    PROLONGED = "prolonged"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Group:
    """`ends_from` to `ends_through`: the last days of the old rights that are prolonged, through `until`. `stopped`:
    why it stands still, in Dutch; empty when it does not."""

    id: str
    municipality: str
    ends_from: date
    ends_through: date
    until: date
    reason: str
    made_by: str
    made_by_name: str
    made_on: date
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class GroupMember:
    """`wave`: from 1; IN_NO_WAVE for who was left out from the start. `why`: somebody was left out, in Dutch."""

    client_id: str
    wave: int
    outcome: WaveOutcome = WaveOutcome.WAITING
    why: str = ""


def in_waves(client_ids: Sequence[str]) -> list[GroupMember]:
    """In the order given: the first wave is one client."""
    members: list[GroupMember] = []
    start = 0
    for number, size in enumerate((*WAVES, len(client_ids)), 1):
        members += [GroupMember(client_id, number) for client_id in client_ids[start : start + size]]
        start += size
    return members


def left_out_from_the_start(in_hand: Mapping[str, RouteState]) -> list[GroupMember]:
    """By client where the route stands."""
    return [
        GroupMember(client_id, IN_NO_WAVE, WaveOutcome.LEFT_OUT, IN_HAND[state]) for client_id, state in in_hand.items()
    ]


def moved_member(member: GroupMember) -> GroupMember:
    """Of who lives elsewhere: what was done here stays, and why of later is for the municipality where they live."""
    return replace(member, why=STOPPED[EndReason.MOVED] if member.outcome is not WaveOutcome.PROLONGED else "")


def why_gone(routes: Sequence[Route]) -> str:
    """Why somebody cannot be prolonged any more with the others, by the routes of theirs."""
    last = routes[-1] if routes else None
    ended = last.last(StepKind.END) if last is not None and last.state is RouteState.ENDED else None
    if ended is not None:
        return STOPPED[ended.details["reason"]]
    if last is not None and last.state in IN_HAND:
        return IN_HAND[last.state]
    decided = next((one for one in (each.last(*ON_APPLICATION) for each in reversed(routes)) if one is not None), None)
    if decided is not None:
        what = "de zorg te verlengen" if decided.kind is StepKind.PROLONG else "over deze cliënt"
        return f"Iemand besloot op {date_in_words(decided.on)} al {what}."
    return "Het oude recht is veranderd, of stopt niet meer in deze tijd."


def next_wave(members: Iterable[GroupMember]) -> int | None:
    """The first wave in which somebody waits; None when all is done."""
    return min((one.wave for one in members if one.outcome is WaveOutcome.WAITING), default=None)


def is_odd(size: int, left_out: int) -> bool:
    return left_out * 100 > size * ODD_PERCENT


def why_not_prepared(ends_from: date, ends_through: date, until: date) -> tuple[str, str] | None:
    """The field that is wrong, and what to do."""
    if ends_through < ends_from:
        return "ends_through", "Deze dag ligt voor de eerste dag. Kies een latere dag."
    if until <= ends_through:
        return "until", "De zorg moet langer doorlopen dan het oude recht. Kies een latere dag."
    return None


def prolonged(
    functions: Iterable[tuple[DeliveredFunction, FunctionRight]], first_end: date, until: date, reason: str
) -> Draft:
    """Everything that has to be reassessed and would stop by then goes on as it is, from the day after `first_end`: the
    first last day of an old right or of a pgb that stops before it. What runs longer than `until` needs no decision."""
    goes_on = [pair for pair in functions if is_prolonged(pair[1], until)]
    care = [Provision(one.function, None, None, right.delivery_form, one.provider) for one, right in goes_on]
    given = (*care, *_transport(goes_on))
    return Draft(DecisionKind.PROLONGATION, first_end + timedelta(days=1), until, given, reason)


def _transport(goes_on: Iterable[tuple[DeliveredFunction, FunctionRight]]) -> Iterator[Provision]:
    """Transport in kind is named: it stands in no class. That of a pgb is in its amount, which goes on as a whole."""
    found = guidance_with_transport(goes_on)
    if found is not None and found[1].delivery_form is DeliveryForm.ZIN:
        yield Provision(CareFunction.TRANSPORT.value, None, None, DeliveryForm.ZIN, found[0].provider)


def is_prolonged(right: FunctionRight, until: date) -> bool:
    """Whether a group that goes on through `until` prolongs it. What runs longer, in the form that the client has, is
    left as it is."""
    stops = right.pgb_until or right.right_until
    return right.reassess and (stops is None or stops <= until)


def with_classes(
    provisions: Iterable[Provision], functions: Iterable[tuple[DeliveredFunction, FunctionRight]]
) -> tuple[Provision, ...]:
    """Care that goes on as it was is as much as the indication of it says, where somebody decided no amount. Of two
    indications for the same care each goes with one provision."""
    left = [(one.function, right.delivery_form, one.care_class) for one, right in functions]
    found = []
    for provision in provisions:
        same = [one for one in left if one[:2] == (provision.function, provision.form)]
        if same:
            left.remove(same[0])
        recorded = same[0][2] if same and provision.amount is None else ""
        found.append(replace(provision, care_class="" if recorded in NO_CLASS else recorded))
    return tuple(found)
