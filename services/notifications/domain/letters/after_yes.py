"""The letter of a decision on an objection to who said yes to the offer before it: the yes stands, so the letter asks
for none, and its help begins when the old right is over by that yes (Wmo 2015 8.3(1))."""

from dataclasses import replace

from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.route.client_route import ClientRoute
from shared.dutch import date_in_words

ASKS_FOR_A_YES = frozenset({"waits", "changes", "stops-too", "old-right", "several-ends", "follows-on"})
OF_THE_OLD_PGB = frozenset({"pgb-stops", "pgb-goes-on"})
ACCEPTED = "accepted"


def after_a_yes(letter: Occasion, route: ClientRoute) -> Occasion:
    """Unchanged when there was no yes by now. Of the half that the decision tells: the other one knows no days."""
    decision = next((each for each in route.decisions if each.decision_id == letter.cause_id), None)
    until = route.old_right_until(decision) if decision is not None else None
    if decision is None or until is None or "starts_on" not in letter.words:
        return letter
    days = {"starts_on": date_in_words(route.begins_on(decision)), "old_right_until": date_in_words(until)}
    facts = letter.facts - ASKS_FOR_A_YES - OF_THE_OLD_PGB | {ACCEPTED}
    return replace(letter, words={**letter.words, **days}, facts=facts, ends=())
