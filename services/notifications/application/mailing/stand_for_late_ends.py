"""Keeps by name who lets letters go that tell of the end of a right too late, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, REASON_MOST
from services.notifications.domain.letters.told_late import ToldLate
from shared.access import Scope, User, allowed, check_municipality
from shared.dutch import counted
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class StandForLateEnds:
    """`late`: by letter the end that it tells of too late. `act_id` is the mailing or the print run that is let go."""

    user: User
    act_id: str
    municipality: str
    late: Mapping[str, date]
    why: str


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def stand_for_late_ends(work: MailingWork, command: StandForLateEnds) -> Sequence[ToldLate]:
    """Nothing is asked when no letter is late. Raises Forbidden, and Refused when nobody says why."""
    check_municipality(command.user, command.municipality)
    if not command.late:
        return ()
    why = " ".join(command.why.split())
    weeks = work.choices.weeks_before_end(command.municipality, work.today)
    if not why:
        before = counted(weeks, "week", "weken")
        raise Refused(
            "",
            {"why": f"Schrijf in één zin waarom deze mensen het minder dan {before} van tevoren horen."},
        )
    if len(why) > REASON_MOST:
        raise Refused("", {"why": f"Houd het kort: hoogstens {REASON_MOST} tekens."})
    late = [
        ToldLate(
            letter_id=letter_id,
            act_id=command.act_id,
            municipality=command.municipality,
            last_day=last_day,
            weeks=weeks,
            why=why,
            by_id=command.user.id,
            by_name=command.user.name,
            on_day=work.today,
        )
        for letter_id, last_day in sorted(command.late.items())
    ]
    work.late_tellings.keep(late)
    return late
