"""Keeps that a print run was handed over to who prints or sends it. From then on no letter can leave its pile, and the
letters in it are sent."""

from dataclasses import dataclass

from services.notifications.application.mailing.find_late_ends import FindLateEnds, find_late_ends
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.stand_for_late_ends import StandForLateEnds, stand_for_late_ends
from services.notifications.application.mailing.views import MAILERS, PrintRunView
from services.notifications.domain.letters.told_late import first_in_time
from services.notifications.domain.mailing.print_run import PrintRunHandedOver
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

NOT_ENCLOSED = "Doe eerst bij elke brief het verslag. Zet daarna hier een kruisje."


@dataclass(frozen=True, slots=True)
class HandOverPrintRun:
    """`why`: in one sentence, why people hear of the end of a right so late; asked only when that is so since the pile
    was released. `enclosed`: this user says that each letter has its enclosure; asked only where there are any."""

    user: User
    run_id: str
    why: str = ""
    enclosed: bool = False


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def hand_over_print_run(work: MailingWork, command: HandOverPrintRun) -> None:
    """Raises NotKnown, Forbidden, and Refused while a letter must still be taken out, also one that asks something for
    a day that is over, for a second time, and when nobody says why a letter is late or that enclosures are in it."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    maybe_died = [letter for letter in work.queries.letters_apart(made.id) if letter.remark == "maybe-died"]
    if reason := _why_not(made, len(work.queries.days_gone_in(made.id, work.today)) + len(maybe_died)):
        raise Refused(reason)
    if not command.enclosed and work.queries.enclosing_in(made.id):
        raise Refused("", {"enclosed": NOT_ENCLOSED})
    before = first_in_time(work.choices.weeks_before_end(made.municipality, work.today), work.today)
    late = find_late_ends(work, FindLateEnds(made.municipality, work.late_tellings.in_pile(made.id, before)))
    told = stand_for_late_ends(work, StandForLateEnds(command.user, made.id, made.municipality, late, command.why))
    handed_over = PrintRunHandedOver(made.id, made.municipality, work.today, command.user.id, tuple(told))
    if not work.print_runs.hand_over(handed_over):
        raise Refused("Iemand anders legde net vast dat deze afdruk is overgedragen. Open de afdruk opnieuw.")
    work.print_queue.mark_handed_over(handed_over)
    work.record(handed_over)
    for sent in work.print_queue.sent(handed_over):
        work.record(sent)


def _why_not(made: PrintRunView, others: int) -> str | None:
    if made.handed_over_on:
        return f"Deze afdruk was al overgedragen op {date_in_words(made.handed_over_on)}. U hoeft niets meer te doen."
    out = made.to_take_out + others
    if out == 0:
        return None
    first = "Haal eerst 1 brief" if out == 1 else f"Haal eerst {out} brieven"
    return f"{first} uit de stapel. Leg dat vast op de bladzijde van de afdruk. Draag daarna over."
