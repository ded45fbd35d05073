"""What must hold before a client's yes or no to an offer, and before a yes is taken back (Wmo 2015 8.3(1)). Pure."""

from collections.abc import Mapping

from services.migration.domain.route.facts import Facts, Guard
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.states import RouteState, StepKind
from shared.dutch import date_in_words

NO_ANSWER = "Dit besluit vraagt geen antwoord: het volgt op het oude recht, of de cliënt krijgt geen nieuw aanbod."
RIGHT_IS_OVER = (
    "Het oude recht is voorbij. De zorg uit dit besluit volgt dan vanzelf, ook zonder ja. Een ja of nee verandert "
    "niets meer (Wmo 2015, artikel 8.3 lid 1)."
)
NOT_ASKED_YET = (
    "Er is op het bezwaar beslist, en de brief daarover is nog niet bij de cliënt. Wacht tot hij weg is, of geef hem "
    "zelf af: op wat daarin staat, kan de cliënt dan ja of nee zeggen. Kan dat niet wachten? Laat wie op het bezwaar "
    "besliste die beslissing terugnemen. Leg dan het ja vast. Daarna wordt er opnieuw beslist."
)
NOT_THE_DECISION = "Dit is niet het besluit dat nu geldt."


def why_yes_stays(route: Route) -> str | None:
    """8.3(1): a decision on an objection that was taken after the client said yes to an offer tells on which day the
    old right ends by that. Without the yes that letter would end a right that runs."""
    rests = route.rests_on_yes
    if rests is None:
        return None
    said = "Na dit ja is op een bezwaar beslist, en die beslissing gaat uit van dit ja"
    if route.undoable == rests:
        return f"{said}. Klopt het ja niet? Neem dan eerst de beslissing op het bezwaar terug."
    return (
        f"{said}. De brief daarover is al verstuurd, dus het ja kan niet meer terug. Klopt het niet? Bel de cliënt, en "
        "leg een nieuwe melding vast."
    )


def _answer(route: Route, step: Step, facts: Facts) -> str | None:
    """8.3(1): only an offer that waits for it can be accepted, once. What a decision on an objection offers is made
    known by its letter (Awb 3:40), which asks for a yes when there was none before: so nobody says it in between."""
    if route.accepted is not None:
        return "De cliënt nam het aanbod al aan."
    if facts.decision is None or not facts.decision.waits_for_acceptance:
        return NO_ANSWER
    if not facts.decision.asks_on(step.on):
        return RIGHT_IS_OVER
    if route.state is RouteState.OBJECTION_DECIDED:
        return NOT_ASKED_YET
    return NOT_THE_DECISION if step.details.get("decisionId", route.offer_id) != route.offer_id else None


def _acceptance(route: Route, step: Step, facts: Facts) -> str | None:
    """8.3(1): a yes ends the old right while that runs, and not before the new care begins."""
    decision = facts.decision
    if decision is None or (reason := _answer(route, step, facts)):
        return NO_ANSWER if decision is None else reason
    until = decision.old_right_ends(step.on)
    if step.details.get("oldRightUntil", until.isoformat()) != until.isoformat():
        return (
            f"Het oude recht loopt dan tot en met {date_in_words(until)}, zodat er geen dag zonder zorg is. Noem die "
            "dag."
        )
    return None


OFFER_GUARDS: Mapping[StepKind, Guard] = {StepKind.ACCEPT_OFFER: _acceptance, StepKind.REFUSE_OFFER: _answer}
