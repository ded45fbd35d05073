"""Awb 4:7 and 4:8: who is refused on other facts than they told says first what they think of it. Pure."""

from datetime import date

from services.migration.domain.route.asking import is_lost, was_put
from services.migration.domain.route.decisions import Decision, takes
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import StepKind
from shared.dutch import date_in_words
from shared.law.book import LawBook


def refused_unheard(route: Route, decision: Decision | None, law: LawBook) -> bool:
    """Awb 4:7: the decision that stands needed a view, and since it was made the question for it was taken back, or its
    letter came back."""
    decided = route.last(StepKind.DECIDE)
    if decided is None or decision is None:
        return False
    return hears_first(decision, law) and not was_heard(route, decided)


def hears_first(decision: Decision, law: LawBook) -> bool:
    """Awb 4:7: it refuses on facts about the client that differ from what the client told."""
    return decision.differs_from_client and takes(decision.kind, law, decision.made_on)


def was_heard(route: Route, step: Step) -> bool:
    """The client gave a view on what was asked last; or the letter that asks it left in time, and the time to answer
    was over on the day of the step. Who is asked again is asked about other facts, and who applied again was not asked
    yet."""
    asked = route.in_application(StepKind.ASK_VIEW)
    if asked is None:
        return False
    is_answered = route.still_asks(asked.step_id) is None
    return is_answered or (was_put(asked) and step.on > asked.answer_by)


def awaited_view(route: Route) -> Step | None:
    """The question for a view in this application that nobody answered; None without one."""
    asked = route.in_application(StepKind.ASK_VIEW)
    return route.still_asks(asked.step_id) if asked is not None else None


def why_not_heard(route: Route, today: date) -> str:
    """What is to be done before the refusal, in Dutch and without a full stop."""
    asked = route.in_application(StepKind.ASK_VIEW)
    if asked is None:
        return "Vraag eerst wat de cliënt daarvan vindt"
    if asked.letter_left_on is None:
        lost = is_lost(asked, today)
        ask = "Stel de vraag opnieuw, met een latere dag" if lost else "Verstuur de brief, stel de vraag opnieuw"
        return (
            "U vroeg wat de cliënt daarvan vindt, maar de brief waarin u dat vraagt is niet verstuurd of kwam terug. "
            f"{ask}, of leg vast wat de cliënt zei"
        )
    if not was_put(asked):
        return (
            f"De brief waarin u dat vraagt, ging pas weg op {date_in_words(asked.letter_left_on)}. De cliënt had dus "
            "te weinig tijd om te antwoorden. Stel de vraag opnieuw, met een latere dag, of leg vast wat de cliënt zei"
        )
    return f"De cliënt kan tot en met {date_in_words(asked.answer_by)} zeggen wat die daarvan vindt"
