"""Dutch words on the screens, for codes of the delivery and its manifest."""

from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.delivery.totals import PACKAGE
from services.intake.domain.mapping.codes import BUDGET, DELIVERY_FORMS, FUNCTIONS, IN_KIND, care_office_with_name
from services.intake.domain.mapping.rows import RowError

FORMS = {BUDGET: "pgb", IN_KIND: "zorg in natura"}
STATES = {
    DeliveryState.RECEIVED.value: "wordt verwerkt",
    DeliveryState.CHECKED.value: "verwerkt",
    DeliveryState.REFUSED.value: "geweigerd",
    DeliveryState.FAILED.value: "mislukt",
}
TOTALS = {"rijen": "regels", "clienten": "cliënten"}


def care_office(code: str | None) -> str:
    """`Utrecht (5509)`; the code alone for one that is not in the list."""
    return care_office_with_name(code) if code else "onbekend"


def shown_value(error: RowError) -> str:
    """What was delivered. Never a BSN: a screen shows none, and row and client number say which one is meant."""
    return "" if error.column == "bsn" else error.value


def total_name(total: str) -> str:
    """The total of a manifest (`perFunctie.81`) as a reader says it; a code that nobody knows stays as it is."""
    kind, _, code = total.partition(".")
    match kind:
        case "perFunctie":
            return f"regels met functie {_function(code)}"
        case "perLeveringsvorm":
            return f"regels met leveringsvorm {FORMS.get(DELIVERY_FORMS.get(code, ''), code)}"
        case "perEindmaand":
            return f"regels die eindigen in {code}"
    return TOTALS.get(total, total)


def _function(code: str) -> str:
    if code == PACKAGE:
        return "verblijf (zzp)"
    return f"{FUNCTIONS[code].name} ({code})" if code in FUNCTIONS else code
