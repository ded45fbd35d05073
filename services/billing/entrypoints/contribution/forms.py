"""What a user fills in, read with an eye for how people write: amounts as 1.234,56."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.billing.domain.contribution.question import ContributionQuestion
from services.billing.entrypoints.contribution.schemas import AssessContribution
from shared.money import NotMoney, cents_from_text
from shared.web.problem import flat_errors

MONEY_FIELDS = {"incomeYear": "het inkomen", "assets": "het vermogen", "costPriceInPeriod": "de kosten van de zorg"}
CHOOSE = {
    "regime": "Kies welke regels gelden.",
    "household": "Kies hoe de cliënt woont.",
    "pensionAge": "Kies wie de AOW-leeftijd heeft.",
}
MAY_BE_UNKNOWN = frozenset({"incomeYear", "assets"})
"""Left empty, these are not known: UB Wmo 2015 3.10 and Bijdragebesluit zorg 16f say what counts then."""

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
"""15.000 is fifteen thousand to a Dutch reader."""

# Nothing about the client is filled in before somebody does.
EMPTY_FORM = {
    "regime": "awbz-transition",
    "on": "",
    "household": "",
    "pensionAge": "",
    "incomeYear": "",
    "assets": "",
    "costPriceInPeriod": "",
}


@dataclass(frozen=True, slots=True)
class CalculatorForm:
    """`values` are shown again as they were filled in; `errors` are Dutch, by field; a question when all is well."""

    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    question: ContributionQuestion | None = None


def calculator_form(arguments: Mapping[str, str], first_day: date) -> CalculatorForm:
    """An empty form, about the first day, without arguments. Raises Refused when the facts contradict each other."""
    if not arguments:
        return CalculatorForm(EMPTY_FORM | {"on": first_day.isoformat()})
    values = {name: arguments.get(name, "").strip() for name in EMPTY_FORM}
    amounts, errors = _amounts(values)
    # All that is wrong is said at once, so what is no amount may not hide what else there is to mend.
    invalid = AssessContribution().validate({**values, **dict.fromkeys(errors, 0), **amounts})
    errors |= {error["in"]: CHOOSE.get(error["in"], error["detail"]) for error in flat_errors(invalid)}
    if errors:
        return CalculatorForm(values, {name: errors[name] for name in EMPTY_FORM if name in errors})
    return CalculatorForm(values, {}, AssessContribution().load({**values, **amounts}))


def _amounts(values: Mapping[str, str]) -> tuple[dict[str, int | None], dict[str, str]]:
    amounts: dict[str, int | None] = {}
    errors: dict[str, str] = {}
    for name in MONEY_FIELDS:
        if not values[name] and name in MAY_BE_UNKNOWN:
            amounts[name] = None
            continue
        try:
            amounts[name] = cents_from_text(_without_dutch_signs(values[name]))
        except NotMoney:
            errors[name] = f"Vul voor {MONEY_FIELDS[name]} een bedrag in, bijvoorbeeld 1.234,56."
    return amounts, errors


def _without_dutch_signs(text: str) -> str:
    bare = text.removeprefix("€").strip()
    dutch = "," in bare or THOUSANDS.fullmatch(bare)
    return bare.replace(".", "").replace(",", ".") if dutch else bare
