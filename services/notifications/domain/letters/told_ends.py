"""Which letter tells of which end."""

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.route.facts import BudgetStop, RightEnding


def key_of_ending(ending: RightEnding) -> str:
    return f"{ending.last_day}:{ending.weeks}:{','.join(sorted(ending.functions))}"


def key_of_stop(stop: BudgetStop) -> str:
    return f"{stop.last_day}:{stop.weeks or 'ended'}:{','.join(stop.functions)}"


def kind_of_stop(stop: BudgetStop) -> LetterKind:
    return "budget-ending" if stop.weeks else "budget-ended"
