"""RSA 2.6.6(1): the gross pgb of a class is a maximum; a delivered amount above it is for a person to decide."""

from datetime import date

import pytest

from services.billing.domain.client.care import Function
from services.billing.domain.client.spans import year_span
from services.billing.domain.pgb.budget import PgbFunction
from services.billing.domain.pgb.maximum import above_maximum, maximum_of
from shared.law.book import LawBook

F = Function
YEAR = year_span(2015)


@pytest.mark.parametrize(
    ("function", "care_class", "transport", "zzp", "euros"),
    [
        pytest.param(F.PV, "K1", False, None, 1_409, id="2.6.6-1-pv-1"),
        pytest.param(F.PV, "K8", False, None, 31_698, id="2.6.6-1-pv-8"),
        pytest.param(F.PV, "K9", False, None, None, id="2.6.6-1-pv-9-amount-per-hour-not-found"),
        pytest.param(F.VP, "K0", False, None, 1_272, id="2.6.6-1-vp-0"),
        pytest.param(F.VP, "K7", False, None, 45_802, id="2.6.6-1-vp-7"),
        pytest.param(F.VP, "K8", False, None, None, id="2.6.6-1-vp-8-amount-per-hour-not-found"),
        pytest.param(F.BGI, "K3", False, None, 10_282, id="2.6.6-1-bgi-3"),
        pytest.param(F.BGI, "K8", False, None, 42_063, id="2.6.6-1-bgi-8"),
        pytest.param(F.BGI, "K9", False, None, None, id="2.6.6-1-bgi-9-amount-per-hour-not-found"),
        pytest.param(F.BGI, "K0", False, None, None, id="2.6.6-1-bgi-0-has-no-amount"),
        pytest.param(F.BGG, "KD09", False, None, 20_798, id="2.6.6-1-bgg-9"),
        pytest.param(F.BGG, "KD10", False, None, 20_798 + 2_310, id="2.6.6-1-bgg-10-a-half-day-above"),
        pytest.param(F.BGG, "KD09", True, None, 22_183, id="2.6.6-1-bgg-9-with-transport"),
        pytest.param(F.BGG, "KD12", True, None, 22_183 + 3 * 2_310, id="2.6.6-1-bgg-12-with-transport"),
        pytest.param(F.KVB, "KE1", False, None, 5_252, id="2.6.6-1-kvb-1"),
        pytest.param(F.KVB, "KE3", False, None, 10_504, id="1.1.1-k-kvb-3-counts-as-2"),
        pytest.param(F.STAY, "99", False, "760", 1_486 + 10_827 + 3_332, id="2.6.6-4-zzp-1c"),
        pytest.param(F.STAY, "99", False, "999", None, id="2.6.6-4-unknown-zzp"),
        pytest.param(F.TRANSPORT, "99", False, None, None, id="2.6.6-1-transport-has-no-row-of-its-own"),
        pytest.param(F.BGI, "99", False, None, None, id="no-class"),
    ],
)
def test_maximum_of_a_class(
    book: LawBook, function: Function, care_class: str, transport: bool, zzp: str | None, euros: int | None
) -> None:
    asked = PgbFunction(function, YEAR, care_class, transport=transport, zzp=zzp)
    assert maximum_of(book, asked) == (None if euros is None else euros * 100)


@pytest.mark.parametrize(
    ("care_class", "gross_year", "said"),
    [
        pytest.param("K3", None, "", id="no-amount-delivered"),
        pytest.param("K3", 1, "", id="below"),
        pytest.param("K3", 1_028_200, "", id="exactly-the-maximum"),
        pytest.param("K3", 1_028_201, "is het pgb ten hoogste €\u00a010.282,00 per jaar", id="a-cent-above"),
        pytest.param("K9", 1, "Wij weten niet hoe hoog het pgb voor deze zorg ten hoogste is", id="maximum-unknown"),
    ],
)
def test_amount_above_the_maximum_waits_with_a_card(
    book: LawBook, care_class: str, gross_year: int | None, said: str
) -> None:
    card = above_maximum(book, PgbFunction(F.BGI, YEAR, care_class, gross_year=gross_year))
    assert (card is not None) is bool(said)
    if card is not None:
        assert said in card.explanation
        assert (card.law, card.article, card.result) == ("Regeling subsidies AWBZ", "2.6.6 lid 1", "waiting")
        assert card.link.endswith(f"artikel=2.6.6&z={date(2015, 1, 1)}&g={date(2015, 1, 1)}")
