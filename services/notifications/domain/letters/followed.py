"""Letters on the way to a decision that say nothing true any more once something followed, and which step that is.

That a decision comes later, or a question before it, contradicts the decision in the same envelope; so does an earlier
day beside a later one, or an earlier plan beside another. What had left by then stays what it was. Nor does a decision
that was written again, when its letter had not come back.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.letters.occasion import letter_id
from services.notifications.domain.letters.occasions import DECISION_LETTERS
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Step

DECIDES = frozenset({"decide", "not-treat", "prolong", "end"})
"""After these nobody waits for a decision on the application."""
ANSWERS_OBJECTION = frozenset({"decide-objection", "withdraw-objection", "end"})
FOLLOWED: Mapping[str, tuple[LetterKind, frozenset[str]]] = {
    "ask-completion": ("incomplete", DECIDES),
    "extend": ("later", DECIDES | {"extend"}),
    "ask-view": ("view", DECIDES | {"ask-view"}),
    "adjourn": ("later", ANSWERS_OBJECTION | {"adjourn"}),
}
"""By the step that a letter is about its kind, and after which steps it says nothing any more. A second question for
what is missing names other papers than the first, so both go."""
OF_DECISIONS: frozenset[LetterKind] = frozenset({"decision", *DECISION_LETTERS.values()})
CAN_BE_FOLLOWED: frozenset[LetterKind] = frozenset(kind for kind, _ in FOLLOWED.values()) | OF_DECISIONS
FOLLOWING = frozenset[str]().union(*(steps for _, steps in FOLLOWED.values()))


def may_follow(step: Step) -> bool:
    """Whether this step can take something from a letter, or give it back."""
    return step.step in FOLLOWING or step.undoes is not None


def what_stands(route: ClientRoute) -> Mapping[str, bool]:
    """By the id of each such letter, written or not, whether what it says still stands: its step was not taken back,
    and nothing followed that takes its place. So it goes after all when that is taken back."""
    about = (each for each in route.told_steps if each.step in FOLLOWED)
    found = {letter_id(each.client_id, FOLLOWED[each.step][0], each.step_id): _stands(each, route) for each in about}
    return {**found, **dict.fromkeys(_written_again_by_mistake(route), False)}


def _written_again_by_mistake(route: ClientRoute) -> Iterator[str]:
    """The letters of decisions that were written once more, each after a return, where it did not come back after
    all."""
    back = (each for each in route.told_steps if each.step == "returned" and each.undoes is None)
    kinds = {each.decision_id: DECISION_LETTERS.get(each.kind, "decision") for each in route.decisions}
    times, stands = Counter[str](), {each.step_id for each in route.steps}
    for each in sorted(back, key=lambda each: each.number):
        about = str(each.details["decisionId"])
        times[about] += 1
        if each.step_id not in stands and about in kinds:
            yield letter_id(each.client_id, kinds[about], f"{about}:{times[about]}")


def _stands(step: Step, route: ClientRoute) -> bool:
    place = next((at for at, each in enumerate(route.steps) if each.step_id == step.step_id), None)
    return place is not None and not any(each.step in FOLLOWED[step.step][1] for each in route.steps[place + 1 :])
