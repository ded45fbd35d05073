"""Which contribution applies: Wmo 2015 8.3(6) and 8.4(2), UB 3.8 and 3.11, BBZ 16a, RSA 2.6.7."""

from datetime import date

import pytest

from services.billing.domain.care import DeliveryForm, Function
from services.billing.domain.regimes import FunctionRight, Regime, RegimeOutcome, RightBasis, regime_on
from services.billing.domain.spans import Span, year_span
from shared.law.book import LawBook, LawError

ADULT = date(1950, 6, 1)
DAY = date(2015, 5, 4)
KIND, PGB = DeliveryForm.IN_KIND, DeliveryForm.PGB
OLD, NEW = RightBasis.TRANSITION_RIGHT, RightBasis.WMO_DECISION
WMO, LIVING = "wmo", "wmo-protected-living"
F = Function


def ask(
    book: LawBook,
    function: Function,
    form: DeliveryForm,
    basis: RightBasis,
    *,
    domain: str = WMO,
    born: date = ADULT,
    day: date = DAY,
    span: Span | None = None,
    pays_for_stay: bool = False,
) -> RegimeOutcome:
    right = FunctionRight(function, domain, form, basis, span or year_span(2015))
    return regime_on(book, day, born, right, pays_for_stay=pays_for_stay)


@pytest.mark.parametrize(
    ("function", "form", "basis", "domain", "regime", "article"),
    [
        (F.BGI, KIND, OLD, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.BGG, KIND, OLD, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.PV, KIND, OLD, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.KVB, KIND, OLD, WMO, Regime.NONE, "8.3 lid 6"),
        (F.TRANSPORT, KIND, OLD, WMO, Regime.NONE, "8.3 lid 6"),
        (F.BGI, PGB, OLD, WMO, Regime.AWBZ_PGB, "2.6.7 lid 1"),
        (F.KVB, PGB, OLD, WMO, Regime.NONE, "2.6.7 lid 1"),
        (F.BGI, KIND, NEW, WMO, Regime.WMO_2015, "3.8 lid 1"),
        (F.BGI, PGB, NEW, WMO, Regime.WMO_2015, "3.8 lid 1"),
        (F.KVB, KIND, NEW, WMO, Regime.WMO_2015, "3.8 lid 1"),
        (F.STAY, KIND, OLD, LIVING, Regime.AWBZ_STAY, "8.4 lid 2"),
        (F.STAY, PGB, OLD, LIVING, Regime.AWBZ_PGB, "2.6.7 lid 1"),
        (F.STAY, KIND, NEW, LIVING, Regime.WMO_PROTECTED_LIVING, "3.11 lid 1"),
        (F.VP, KIND, OLD, "zvw", Regime.OTHER_LAW, "8.1 lid 1"),
        (F.BGI, KIND, OLD, "jeugdwet", Regime.OTHER_LAW, "8.1 lid 1"),
        (F.BGI, KIND, OLD, "wlz", Regime.OTHER_LAW, "8.1 lid 1"),
    ],
)
def test_kind_of_right_decides_the_regime(
    book: LawBook,
    function: Function,
    form: DeliveryForm,
    basis: RightBasis,
    domain: str,
    regime: Regime,
    article: str,
) -> None:
    outcome = ask(book, function, form, basis, domain=domain)
    assert (outcome.regime, outcome.reason.article, outcome.reason.result) == (regime, article, regime)


@pytest.mark.parametrize(
    ("form", "basis", "from_eighteen"),
    [(KIND, OLD, Regime.AWBZ_TRANSITION), (PGB, OLD, Regime.AWBZ_PGB), (KIND, NEW, Regime.WMO_2015)],
)
def test_contribution_starts_on_the_eighteenth_birthday(
    book: LawBook, form: DeliveryForm, basis: RightBasis, from_eighteen: Regime
) -> None:
    born = date(1997, 5, 4)
    day_before = ask(book, F.BGI, form, basis, born=born, day=date(2015, 5, 3))
    birthday = ask(book, F.BGI, form, basis, born=born, day=date(2015, 5, 4))
    assert (day_before.regime, birthday.regime) == (Regime.NONE, from_eighteen)


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2015, 3, 31), Regime.NONE),
        (date(2015, 4, 1), Regime.AWBZ_TRANSITION),
        (date(2015, 6, 30), Regime.AWBZ_TRANSITION),
        (date(2015, 7, 1), Regime.NONE),
    ],
)
def test_outside_the_days_of_the_right_nothing_is_due(book: LawBook, day: date, regime: Regime) -> None:
    right = Span(date(2015, 4, 1), date(2015, 6, 30))
    assert ask(book, F.BGI, KIND, OLD, day=day, span=right).regime == regime


@pytest.mark.parametrize(
    ("form", "basis", "article"), [(KIND, OLD, "16d lid 6"), (PGB, OLD, "2.6.7 lid 6"), (KIND, NEW, "3.8 lid 4")]
)
def test_who_pays_for_a_stay_pays_no_second_contribution(
    book: LawBook, form: DeliveryForm, basis: RightBasis, article: str
) -> None:
    outcome = ask(book, F.BGI, form, basis, pays_for_stay=True)
    assert (outcome.regime, outcome.reason.article) == (Regime.NONE, article)


def test_contribution_for_the_stay_itself_goes_on(book: LawBook) -> None:
    outcome = ask(book, F.STAY, KIND, OLD, domain=LIVING, pays_for_stay=True)
    assert outcome.regime == Regime.AWBZ_STAY


def test_card_explains_short_stay_in_plain_dutch(book: LawBook) -> None:
    outcome = ask(book, F.KVB, KIND, OLD)
    assert outcome.reason.explanation == "Voor kortdurend verblijf geldt geen eigen bijdrage."


def test_days_before_2015_belong_to_another_law(book: LawBook) -> None:
    with pytest.raises(LawError, match="2014-12-31"):
        ask(book, F.BGI, KIND, OLD, day=date(2014, 12, 31))
