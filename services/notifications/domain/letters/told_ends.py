"""The letters that tell of an end that comes or came: which ones they are, and whether it still is one.

A letter that a right ends says that nothing was decided, and one that a budget stops says that there is only care in
kind after it. A decision, an answer of the client or a new delivery can make either untrue while it waits, and so can
the stop of a route, of which those about a right tell too (`stopped.py`). So can the post one that an accepted offer
ended a right, by bringing the letter with that offer back. And of two about the same end the later one says all that
the earlier one does, so what still lies here of the earlier one stays. Once an end has come, there is another letter
that says so.
"""

from collections.abc import Iterator, Mapping, Sequence

from services.notifications.domain.client.right import ClientRight
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.occasion import letter_id
from services.notifications.domain.letters.stopped import by_stop
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.ends import still_ends, still_stops
from services.notifications.domain.route.facts import BudgetStop, RightEnded, RightEnding

BY_DATE, BY_OFFER = "date", "offer-accepted"
"""Why a right ended that nobody ended, and one that the client gave for an offer."""


def key_of_ending(ending: RightEnding) -> str:
    return f"{ending.last_day}:{ending.weeks}:{','.join(sorted(ending.functions))}"


def key_of_ended(ended: RightEnded) -> str:
    return f"{ended.last_day}:{ended.why}:{','.join(sorted(ended.functions))}"


def key_of_stop(stop: BudgetStop) -> str:
    return f"{stop.last_day}:{stop.weeks or 'ended'}:{','.join(stop.functions)}"


def kind_of_stop(stop: BudgetStop) -> LetterKind:
    return "budget-ending" if stop.weeks else "budget-ended"


def told_ends(route: ClientRoute, right: ClientRight) -> Mapping[str, bool]:
    """By the id of the letter about it, whether such an end is still one, by the newest `right` of the client."""
    return dict(_told(route, right))


def _told(route: ClientRoute, right: ClientRight) -> Iterator[tuple[str, bool]]:
    for ending in route.ending:
        key = key_of_ending(ending)
        over = _told_again(ending, route.ending) or _has_come(ending, route.ends)
        still = still_ends(ending, route, right) and not over
        for of_stop, says_so in by_stop(key, route, right.municipality):
            yield letter_id(ending.client_id, "right-ending", of_stop), still and says_so
    for ended in route.ended:
        if ended.why == BY_DATE:
            for key, says_so in by_stop(key_of_ended(ended), route, right.municipality):
                yield letter_id(ended.client_id, "right-ended", key), says_so
        elif ended.why == BY_OFFER:
            yield letter_id(ended.client_id, "right-ended", key_of_ended(ended)), ended in route.ends
    for stop in route.budget_stops:
        key = key_of_stop(stop)
        come = [each for each in route.budget_stops if stop.weeks and not each.weeks]
        over = _told_again(stop, route.budget_stops) or _has_come(stop, come)
        still = still_stops(stop, route, right) and not over
        yield letter_id(stop.client_id, kind_of_stop(stop), key), still


def _told_again(one: RightEnding | BudgetStop, others: Sequence[RightEnding | BudgetStop]) -> bool:
    """Whether the same end was told of later, with fewer weeks to go, for all that this one is about. The end of a
    budget that has come is another letter, which asks other things."""
    return any(
        other.last_day == one.last_day and 0 < other.weeks < one.weeks and set(one.functions) <= set(other.functions)
        for other in others
    )


def _has_come(one: RightEnding | BudgetStop, ended: Sequence[RightEnded | BudgetStop]) -> bool:
    """Whether that end itself was told, for all that this one is about: then the letter that it is to come lapses,
    whatever held it until now."""
    gone = {function for each in ended if each.last_day == one.last_day for function in each.functions}
    return set(one.functions) <= gone
