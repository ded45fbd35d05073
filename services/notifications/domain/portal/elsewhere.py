"""What another municipality did, in words on the page of the one where the client lives now. What it decided does not
hold here, and nobody here can take an answer to it (Wmo 2015 2.3.5(1), 8.3(1)). Pure."""

from collections.abc import Mapping

from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Decision, DecisionKind, Step
from shared.dutch import date_in_words
from shared.municipalities import municipality_name

DECIDED: Mapping[str, str] = {
    "in-kind": "u krijgt zorg die zij regelt",
    "pgb": "u krijgt een pgb",
    "both": "u krijgt zorg die zij regelt, en een pgb",
    "own-strength": "u krijgt geen zorg van die gemeente",
    "refusal": "u krijgt deze zorg niet",
    "end": "uw zorg stopt",
    "not-treated": "die gemeente behandelt uw aanvraag niet",
    "prolongation": "uw zorg gaat langer door",
    "urgent-help": "u krijgt meteen hulp, voor een tijd",
}
OFFERED: Mapping[str, str] = {
    "in-kind": "zorg aan die zij regelt",
    "pgb": "een pgb aan",
    "both": "zorg aan die zij regelt, en een pgb",
}
ABOUT_A_DECISION: Mapping[str, str] = {
    "send": "{who} stuurde u een besluit",
    "send-objection-decision": "{who} stuurde u het besluit over uw bezwaar",
    "accept-offer": "U nam het aanbod van {who} aan",
    "refuse-offer": "U nam het aanbod van {who} niet aan",
    "take-effect": "Het besluit van {who} staat nu vast",
}


def who(municipality: str) -> str:
    return f"gemeente {municipality_name(municipality)}"


def step_there(step: Step, municipality: str, what: str) -> str:
    """`what`: in the words of that municipality, whose step it is."""
    there = who(municipality)
    about_decision = ABOUT_A_DECISION.get(step.step)
    said = about_decision.format(who=there) if about_decision else f"{there}: {what[:1].lower()}{what[1:]}"
    return said[:1].upper() + said[1:]


def decision_there(decision: Decision, kind: DecisionKind, span: str, route: ClientRoute) -> str:
    """`kind`: of a decision on an objection what it gives; `span`: its days. An offer that was accepted ended the old
    right, also here."""
    there, until = f"Gemeente {municipality_name(decision.municipality)}", route.old_right_until(decision)
    if decision.waits_for_acceptance and until is None:
        no = "" if route.waits_for_word(decision) else " U nam dat niet aan."
        return f"{there} bood u {OFFERED.get(kind, 'andere zorg aan')}.{no} Bij ons geldt dat aanbod niet."
    days = "" if kind in ("not-treated", "own-strength", "refusal") else f", {span}"
    ended = f" U zei daar ja op. Daardoor is {date_in_words(until)} de laatste dag van uw oude recht." if until else ""
    return f"{there} besloot: {DECIDED[kind]}{days}.{ended} Bij ons geldt dat besluit niet."
