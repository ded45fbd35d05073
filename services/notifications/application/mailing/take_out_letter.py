"""Keeps that a printed letter is out of its pile: its client died since, a newer letter replaces it, it asks something
for a day that is over, it has an old address, or it is held since and somebody does not want it to go."""

from dataclasses import dataclass

from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.views import LetterView
from services.notifications.application.mailing.find_old_addresses import FindOldAddresses, find_old_addresses
from services.notifications.application.mailing.find_print_run import FindPrintRun, find_print_run
from services.notifications.application.mailing.ports import MailingWork
from services.notifications.application.mailing.views import MAILERS, REASON_MOST, PrintRunView
from services.notifications.domain.mailing.print_run import LetterTakenOut
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

MAYBE_DIED = "Iemand vertelde dat deze persoon is overleden."
OLD_ADDRESS = "De brief had nog het oude adres."
DAY_GONE = "De brief vroeg iets voor een dag die voorbij was, of moest dan al weg zijn."


@dataclass(frozen=True, slots=True)
class TakeOutLetter:
    """`why`: in one sentence, of a letter that is held since and does not have to leave."""

    user: User
    run_id: str
    letter_id: str
    why: str = ""


@allowed(*MAILERS, scope=Scope.MUNICIPALITY)
def take_out_letter(work: MailingWork, command: TakeOutLetter) -> None:
    """Once is enough: a letter that is out stays as it is. Raises NotKnown, Forbidden, and Refused for a letter that
    may not leave its pile, or cannot any more, or of which nobody says why it should."""
    made = find_print_run(work, FindPrintRun(command.user, command.run_id))
    letter = work.queries.letter(command.letter_id)
    if command.letter_id in work.queries.taken_out_of(made.id):
        return
    if letter is None or letter.printed_in != made.id:
        raise NotKnown(f"In deze afdruk zit geen brief {command.letter_id}.")
    day_gone = letter.id in {gone.id for gone in work.queries.days_gone_in(made.id, work.today)}
    old_address = letter.id in _moved(work, made)
    if reason := _why_not(letter, may_leave=day_gone or old_address):
        raise Refused(reason)
    day_is_why = day_gone and not letter.to_take_out
    at_once = DAY_GONE if day_is_why else OLD_ADDRESS if old_address and letter.remark is None else None
    out = LetterTakenOut(
        letter_id=letter.id,
        client_id=letter.client_id,
        run_id=made.id,
        municipality=made.municipality,
        day=work.today,
        user_id=command.user.id,
        user_name=command.user.name,
        mailing_id=letter.mailing,
        why=at_once or _why(command.why, letter),
        cause_id=letter.cause_id,
        day_gone=day_is_why,
    )
    if not work.print_queue.take_out(out):
        raise Refused("Iemand anders werkte net aan deze afdruk. Open de afdruk opnieuw en kijk hoe het nu is.")
    work.record(out)


def _why(said: str, letter: LetterView) -> str:
    """Of who died, and of what was replaced, the reason is known."""
    if letter.to_take_out:
        return ""
    if letter.remark == "maybe-died":
        return MAYBE_DIED
    why = " ".join(said.split())
    if not why:
        raise Refused("", {f"why-{letter.id}": "Schrijf in één zin waarom deze brief uit de stapel gaat."})
    if len(why) > REASON_MOST:
        raise Refused("", {f"why-{letter.id}": f"Houd het kort: hoogstens {REASON_MOST} tekens."})
    return why


def _moved(work: MailingWork, made: PrintRunView) -> frozenset[str]:
    letters = work.queries.addressed_before_in(made.id)
    found = find_old_addresses(work, FindOldAddresses(made.municipality, letters))
    return frozenset(each.letter_id for each in found)


def _why_not(letter: LetterView, *, may_leave: bool) -> str | None:
    if letter.handed_over_on:
        day = date_in_words(letter.handed_over_on)
        return f"Deze brief was al overgedragen op {day}. U kunt hem niet meer uit de stapel halen."
    if not (letter.to_take_out or may_leave or letter.remark in ("held", "maybe-died")):
        return (
            "Deze brief hoeft niet uit de stapel: wij weten niet dat deze persoon is overleden, en de brief is niet "
            "vervallen of vastgehouden. De brief vraagt ook niets voor een dag die voorbij is, en heeft "
            "het adres dat wij kennen. Laat de brief liggen."
        )
    return None
