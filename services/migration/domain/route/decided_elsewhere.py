"""What nobody takes about a decision of another municipality than the one where the client lives now. Pure.

Such a decision binds nobody here (Wmo 2015 2.3.5(1)), and the old right is owed here (8.3(1)): who lives here reports
here. What the post says of its letter still counts, and so does what is done about an objection that ran at the move.
"""

from collections.abc import Mapping

from services.migration.domain.route.facts import Facts
from services.migration.domain.route.route import By, Route, Step
from services.migration.domain.route.states import OBJECTED, StepKind

NOT_HERE = (
    "Dit besluit is van de gemeente waar de cliënt eerder woonde. Het bindt de gemeente waar de cliënt nu woont niet "
    "(Wmo 2015, artikel 2.3.5 lid 1)."
)
REPORT = "Heeft de cliënt hier zorg nodig? Leg dan een nieuwe melding vast."
REPORT_LATER = (
    "Heeft de cliënt hier zorg nodig? Leg dan een nieuwe melding vast zodra op het bezwaar is beslist, of als het is "
    "ingetrokken."
)
OFFER = f"{NOT_HERE} Een ja of nee verandert hier het oude recht dus niet (artikel 8.3 lid 1)."
LETTER = f"{NOT_HERE} Die gemeente maakt het bekend. Stuur haar de brief, als die bij u terugkwam."
OF_DECISION: Mapping[StepKind, str] = {
    StepKind.ACCEPT_OFFER: OFFER,
    StepKind.REFUSE_OFFER: OFFER,
    StepKind.OBJECT: f"{NOT_HERE} Een bezwaar gaat naar de gemeente die besliste (Awb, artikel 6:4 lid 1). Stuur het "
    "door.",
}
"""About what the decision that stands gives, whatever became of it since."""
WHILE_SETTLED: Mapping[StepKind, str] = {
    StepKind.SEND: LETTER,
    StepKind.RETURNED: LETTER,
    StepKind.NOTICE_OF_DEFAULT: f"{NOT_HERE} Een ingebrekestelling gaat naar de gemeente die te laat is. Stuur haar "
    "door.",
    StepKind.GRANT_URGENT_HELP: f"{NOT_HERE} Tijdelijke hulp kan na een nieuwe melding (artikel 2.3.3).",
}
"""About a route that ended with that decision; where an objection runs, they are about the answer to it."""


def why_not_here(route: Route, step: Step, facts: Facts) -> str | None:
    """Why a person cannot take this step where the client lives now; None when it is no decision of elsewhere."""
    if step.by.by is not By.USER or not facts.lives_in or route.decided_in in (None, facts.lives_in):
        return None
    found = OF_DECISION.get(step.kind)
    if found is None and route.is_settled_elsewhere(facts.lives_in):
        found = WHILE_SETTLED.get(step.kind)
    if found is None:
        return None
    return f"{found} {REPORT_LATER if route.state in OBJECTED else REPORT}"
