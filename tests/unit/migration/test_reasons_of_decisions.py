"""On which articles a decision on an objection rests."""

from datetime import date
from pathlib import Path

import pytest

import services.migration
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.route.decisions import Decision, DecisionKind, PgbCriteria, Provision
from services.migration.domain.route.reasons import reasons_of
from shared.law.files import read_law_book

DAY = date(2015, 3, 2)
ZIN, PGB = (Provision("BGI", None, None, form, yearly_cents=1) for form in (DeliveryForm.ZIN, DeliveryForm.PGB))


@pytest.mark.parametrize(
    ("outcome", "given", "articles"),
    [
        ("upheld", (ZIN,), ["7:11", "2.3.5"]),
        ("partly", (PGB,), ["7:11", "2.3.6"]),
        ("upheld", (ZIN, PGB), ["7:11", "2.3.6"]),
        ("partly", (), ["7:11"]),
        ("dismissed", (PGB,), ["7:11"]),
        ("inadmissible", (ZIN,), ["7:11"]),
    ],
)
def test_care_that_an_objection_gives_rests_on_what_a_first_decision_rests_on(
    outcome: str, given: tuple[Provision, ...], articles: list[str]
) -> None:
    """Awb 3:46 and 7:12."""
    book = read_law_book(Path(str(services.migration.__file__)).parent / "law")
    criteria = PgbCriteria(True, True, True)
    made = Decision("d", DecisionKind.ON_OBJECTION, DAY, DAY, None, given, "Zo.", criteria, False, None)
    _, *cards = reasons_of(made, book, outcome)
    assert [card.article.split(" ")[0] for card in cards] == articles
