"""Confirms, as another person, that a client is forgotten: from here on there is no way back.

In one transaction the client leaves all tables and the others hear of it. Beside each archived file that names the
client a copy without them is laid ready before that; whoever comes next puts it in its place (finish_forgettings).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from services.intake.application.delivery.record_delivery import ARRIVALS
from services.intake.application.forgetting.ports import Archive, ForgettingWork, ForgettingWorks
from services.intake.application.forgetting.propose_forgetting import FORGETTING
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState, Marks, Registered, is_waiting
from services.intake.domain.forgetting.forgetting import Act, ClientForgotten, Forgetting, Stage, Traces
from services.intake.domain.forgetting.lines import (
    bsn_pattern,
    erased_rows,
    keys_to_erase,
    marks_of,
    with_stand_in,
    without_bsn,
)
from services.intake.domain.mapping.fields import stand_in
from shared.access import Role, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class ConfirmForgetting:
    user: User
    forgetting_id: str


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def confirm_forgetting(works: ForgettingWorks, command: ConfirmForgetting) -> None:
    """Raises UnknownForgetting, Forbidden, and Refused: for the person who proposed it, for what is no proposal any
    more, while a delivery is being taken in or failed, and while another forgetting is not done.

    Takes `works`, for the archive. Its files are read while the transaction is open, so that no other forgetting lays
    another copy ready meanwhile; it is rare, and others wait for it.
    """
    with works.begin() as work:
        work.lock({ARRIVALS, FORGETTING})
        one = work.forgettings.find(command.forgetting_id)
        check_municipality(command.user, one.municipality)
        _check(work, command, one)
        traces = work.delivered.traces(one.client_id, work.identities)
        files = _erase(work, works.archive, traces, one.number) if traces is not None else []
        by = Act(command.user.id, command.user.name, work.today)
        work.erasure.erase([one.client_id])
        work.forgettings.change(one.confirm(by, files))
        deliveries = traces.deliveries if traces is not None else ()
        work.record(ClientForgotten(one.client_id, one.ground, work.today, deliveries))


def _check(work: ForgettingWork, command: ConfirmForgetting, one: Forgetting) -> None:
    if one.stage is not Stage.PROPOSED:
        raise Refused("Dit is geen voorstel meer. Kijk in de lijst hoe het ervoor staat.")
    if one.proposed.user_id == command.user.id:
        raise Refused("U hebt dit zelf voorgesteld. Vraag een andere functioneel beheerder om het te bevestigen.")
    if any(is_waiting(each) or _failed(each) for each in work.deliveries.in_order()):
        raise Refused("Een aanlevering wordt nog overgenomen, of is mislukt. Bevestig dit als die klaar is.")
    if work.forgettings.unfinished():
        raise Refused("Er wordt net iemand anders vergeten. Probeer het over een minuut opnieuw.")


def _failed(each: Registered) -> bool:
    return isinstance(each, Delivery) and each.state is DeliveryState.FAILED


def _erase(work: ForgettingWork, archive: Archive, traces: Traces, number: int) -> list[str]:
    """Returns the archived files of which a copy lies ready."""
    marks: dict[str, Marks] = {}
    pattern = bsn_pattern(traces.bsns)
    recorded = work.delivered.recorded(traces.client_id)
    for registered in work.deliveries.in_order():
        sha256 = registered.files.sha256
        named = archive.lines_with(sha256, pattern)
        found = _in_delivery(work, registered, traces, named, recorded, number)
        marks[sha256] = marks.get(sha256, Marks()) | found
    for sender, keys in traces.keys.items():
        work.delivered.erase_persons(sender, keys)
    cleaned = sorted(sha256 for sha256, found in marks.items() if found)
    for sha256 in cleaned:
        archive.lay_clean(sha256, marks[sha256], pattern, partial(stand_in, number))
    return cleaned


def _in_delivery(
    work: ForgettingWork,
    registered: Registered,
    traces: Traces,
    named: frozenset[int],
    recorded: Mapping[str, int],
    number: int,
) -> Marks:
    """What could not be read has no rows: there every line with the BSN goes."""
    if not isinstance(registered, Delivery):
        return Marks(blank=named)
    sender = registered.origin.sender
    own = traces.keys.get(sender, frozenset())
    rows = work.delivered.rows(registered.id, own, named)
    keys = keys_to_erase(rows, own, named)
    marks = marks_of(rows, keys, named)
    gone = [row for row in rows if row.number in marks.blank]
    if gone:
        work.delivered.erase_rows(registered.id, marks.blank)
        work.delivered.keep_figures(registered.id, erased_rows(gone, recorded.get(registered.id, 0)))
        work.delivered.erase_persons(sender, keys - own)
    others = [row for row in rows if row.number in marks.stand_in]
    clean = partial(without_bsn, traces.bsns, partial(stand_in, number))
    work.delivered.replace_rows(registered.id, [with_stand_in(row, traces.bsns, clean) for row in others])
    return marks
