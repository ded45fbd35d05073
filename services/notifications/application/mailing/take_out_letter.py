"""Keeps that a printed letter is out of its pile: its client died since, or a newer letter replaces it."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS
from services.notifications.domain.mailing.print_run import LetterTakenOut
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class TakeOutLetter:
    user: User
    run_id: str
    letter_id: str


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def take_out_letter(work: MailingWork, command: TakeOutLetter) -> None:
    """Once is enough: a letter that is out stays as it is. Raises NotKnown, Forbidden, and Refused for a letter that
    does not have to leave its pile, or cannot any more."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    letter = work.queries.letter(command.letter_id)
    if letter is None or letter.printed_in != made.id:
        raise NotKnown(f"In deze afdruk zit geen brief {command.letter_id}.")
    if letter.state == "taken-out":
        return
    if reason := _why_not(letter):
        raise Refused(reason)
    taken_out = LetterTakenOut(letter.id, letter.client_id, made.id, made.municipality, work.today, command.user.id)
    if not work.print_queue.take_out(taken_out):
        raise Refused("Iemand anders werkte net aan deze afdruk. Open de afdruk opnieuw en kijk hoe het nu is.")
    work.record(taken_out)


def _why_not(letter: LetterView) -> str | None:
    if letter.handed_over_on:
        day = date_in_words(letter.handed_over_on)
        return f"Deze brief was al overgedragen op {day}. U kunt hem niet meer uit de stapel halen."
    if not letter.to_take_out:
        return (
            "Deze brief hoeft niet uit de stapel: wij weten niet dat deze persoon is overleden, en de brief is niet "
            "vervallen. Laat de brief liggen."
        )
    return None
