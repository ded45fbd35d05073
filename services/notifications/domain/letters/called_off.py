"""That an appointment was called off and then the route ended: the letter that another appointment follows, if it did
not leave yet, gives way to one that promises none. Who was invited must hear in any case that nobody comes."""

from dataclasses import replace

from services.notifications.domain.letters.caused import about
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.occasion import Occasion, letter_id
from services.notifications.domain.letters.reader_words import day_in_letter, time_in_letter
from services.notifications.domain.route.client_route import ClientRoute, standing
from services.notifications.domain.route.happened import StepTaken

CANCELLED: LetterKind = "appointment-cancelled"
AT_THE_END = "migration.step-taken"
"""The event that such a letter is about; the others are about the appointment itself."""


def called_off_at(taken: StepTaken) -> Occasion | None:
    """Of the end of a route, with the id of its step as the cause: which appointment it is, the route knows."""
    step = taken.step
    if step.step != "end" or step.details["reason"] == "died":
        return None
    return replace(about(taken, CANCELLED, step.step_id, step.recorded_on), facts=frozenset({"ended"}))


def of_the_last(letter: Occasion, route: ClientRoute) -> Occasion | None:
    """The same about the last appointment; None when none was called off, or no other one was to follow."""
    last = next(reversed(standing(route.appointments, ())), None)
    gone = next((each for each in route.cancelled if last and each.appointment_id == last.appointment_id), None)
    if last is None or gone is None or not gone.new_one_follows or last.day < letter.day:
        return None
    words = {"day": day_in_letter(last.day), "starts": time_in_letter(last.starts)}
    return replace(letter, cause_id=last.appointment_id, words=words, meets_on=last.day)


def letter_at(client_id: str, step_id: str) -> str:
    """The id of such a letter, by the step that ended the route."""
    return letter_id(client_id, CANCELLED, step_id)
