"""What a yes to an offer changes, per kind of care: until when the old right runs with it and without it, and what
comes instead (Wmo 2015 8.3(1), Awb 3:46). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.letters.reader_words import how_much
from services.notifications.domain.route.facts import Decision, Provision
from shared.dutch import amount, date_in_words

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """In words to the client: of this `care`, what there is without a yes, and what a yes makes of it."""

    care: str
    without: str
    with_yes: str


def changes_of(decision: Decision, today: date) -> tuple[Change, ...]:
    """Seen from today, and true whenever the yes comes: a letter is read later. Nothing when the decision is no offer,
    or does not say until when which old right runs, as one from before that was told."""
    if not decision.waits_for_acceptance or not decision.old_ends:
        return ()
    return (*_of_old_care(decision, today), *_of_new_care(decision, today))


def _of_old_care(decision: Decision, today: date) -> Iterator[Change]:
    given = {each.function: each for each in decision.provisions}
    for function, until in sorted(decision.old_ends.items(), key=lambda each: (each[1], each[0])):
        if until < today:
            continue
        new = given.get(function)
        goes_on = new is not None and _runs_after(decision, until)
        after = f" Vanaf {date_in_words(decision.first_day_of(function))}: {_what(new)}." if new and goes_on else ""
        pgb = decision.pgb_ends.get(function)
        certain = f" Een pgb daarvoor is zeker tot en met {date_in_words(pgb)}." if pgb and pgb >= today else ""
        without = f"Het oude recht loopt tot en met {date_in_words(until)}.{certain}{after}"
        yield Change(care_name(function), without, _with_yes(decision, until, new, today))


def _with_yes(decision: Decision, until: date, new: Provision | None, today: date) -> str:
    """The old right ends on the day of the yes, and not before the day on which the new care begins."""
    sure = decision.starts_on - DAY
    stops = "tot en met de dag waarop u ja zegt"
    if sure >= until:
        stops = f"tot en met {date_in_words(until)}"
    elif sure >= today:
        stops += f", en zeker tot en met {date_in_words(sure)}"
    instead = f"Daarna: {_what(new)}." if new is not None else "Daarna stopt deze zorg."
    return f"Het oude recht loopt {stops}. {instead}"


def _of_new_care(decision: Decision, today: date) -> Iterator[Change]:
    """Care to which there was no old right. Without a yes it begins when all old rights are over."""
    over = max(decision.old_ends.values())
    for new in decision.provisions:
        if new.function in decision.old_ends:
            continue
        later = f"Vanaf {date_in_words(over + DAY)}: {_what(new)}." if _runs_after(decision, over) else "Niets."
        sure = f", en niet voor {date_in_words(decision.starts_on)}" if decision.starts_on > today else ""
        yield Change(care_name(new.function), later, f"Vanaf de dag nadat u ja zegt{sure}: {_what(new)}.")


def _runs_after(decision: Decision, day: date) -> bool:
    return decision.ends_on is None or decision.ends_on > day


def _what(new: Provision) -> str:
    much = how_much(new)
    much = much[:1].lower() + much[1:]
    if new.pgb:
        money = f" van {amount(new.yearly_cents)} per jaar" if new.yearly_cents is not None else ""
        return f"{much}, met een pgb{money}"
    return f"{much}, van {new.provider.name}" if new.provider else f"{much}, van een zorgaanbieder"
