"""Why somebody decides on an objection without having heard the client: what is wrong with that. Pure."""

from collections.abc import Iterator, Mapping

from services.migration.domain.route.decisions import INADMISSIBLE, UPHELD, Decision, DecisionKind
from services.migration.domain.route.objection_guards import asked_for_wish, planned_hearing
from services.migration.domain.route.route import Route
from services.migration.domain.route.states import NoHearing, RouteState
from shared.dutch import date_in_words
from shared.law.book import LawBook

LEFT_OUT = "hearing.left-out"
"""The parameter with the grounds of 7:3."""


ONLY_WITH: Mapping[NoHearing, str] = {
    NoHearing.CLEARLY_INADMISSIBLE: INADMISSIBLE,
    NoHearing.CLEARLY_UNFOUNDED: "dismissed",
    NoHearing.FULLY_MET: UPHELD,
}
"""The outcome to which a ground belongs."""


def faults_of_hearing(
    route: Route, decision: Decision, outcome: str, ground: NoHearing | None, book: LawBook
) -> Iterator[tuple[str, str]]:
    """7:2, 7:3 and 7:12(1): the field, and what to do, in Dutch. `ground`: None when the client was heard."""
    if decision.kind is not DecisionKind.ON_OBJECTION:
        return
    if (fault := _fault(route, decision, outcome, ground, book)) is not None:
        yield "no_hearing", fault


def _fault(route: Route, decision: Decision, outcome: str, ground: NoHearing | None, book: LawBook) -> str | None:
    if route.state is RouteState.HEARD:
        return "De hoorzitting is geweest. Kies hier niets." if ground is not None else None
    if ground is None:
        return (
            "Er was geen hoorzitting. Kies waarom niet: dat staat in de brief (Awb, artikel 7:3 en 7:12 lid 1). Was "
            "zij er wel? Leg haar dan eerst vast."
        )
    if ground is NoHearing.DID_NOT_COME:
        invited = planned_hearing(route)
        if invited is None or decision.made_on <= invited.hearing_day:
            return "De cliënt was niet uitgenodigd voor een hoorzitting die geweest is. Kies een andere reden."
        return None
    if ground is NoHearing.NOT_ANSWERED and (why := _why_answered_or_not_asked(route, decision)) is not None:
        return why
    if ground.value not in book.names(LEFT_OUT, decision.made_on):
        return "De wet noemt dit op die dag niet als reden om niemand te horen. Nodig de cliënt uit."
    if outcome != ONLY_WITH.get(ground, outcome):
        return "Deze reden past niet bij de uitkomst van het bezwaar. Kies een andere reden, of nodig de cliënt uit."
    return None


def _why_answered_or_not_asked(route: Route, decision: Decision) -> str | None:
    """7:3: only who was asked by a letter and let a reasonable term pass did not answer."""
    if planned_hearing(route) is not None:
        return "U nodigde de cliënt daarna uit voor een hoorzitting. Kies een andere reden."
    asked = asked_for_wish(route)
    if asked is None:
        return (
            "Niemand vroeg de cliënt met een brief of die gehoord wil worden. Vraag dat eerst en leg het vast, of kies "
            "een andere reden (Awb, artikel 7:3)."
        )
    if decision.made_on <= asked.answer_by:
        return f"De cliënt kan nog antwoorden tot en met {date_in_words(asked.answer_by)}. Beslis daarna."
    return None
