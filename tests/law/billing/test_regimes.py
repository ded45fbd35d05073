"""Which contribution applies: Wmo 2015 8.3(6) and 8.4(2), BBZ 16a, RSA 2.6.7; and the law of care that is not Wmo."""

from datetime import date

import pytest

from services.billing.domain.client.care import DeliveryForm, Domain, Function
from services.billing.domain.client.spans import Span, year_span
from services.billing.domain.contribution.regimes import FunctionRight, Regime, RegimeOutcome, regime_on
from services.billing.domain.pgb.gross import contribution_share
from shared.law.book import LawBook, LawError

ADULT = date(1950, 6, 1)
DAY = date(2015, 5, 4)
KIND, PGB = DeliveryForm.IN_KIND, DeliveryForm.PGB
WMO, LIVING = "wmo", "wmo-protected-living"
F = Function


def ask(
    book: LawBook,
    function: Function,
    form: DeliveryForm,
    *,
    domain: str = WMO,
    born: date = ADULT,
    day: date = DAY,
    span: Span | None = None,
    conditional: bool = False,
    pays_for_stay: bool = False,
) -> RegimeOutcome:
    right = FunctionRight(function, Domain(domain), form, conditional, span or year_span(2015))
    return regime_on(book, day, born, right, pays_for_stay=pays_for_stay)


@pytest.mark.parametrize(
    ("function", "form", "domain", "regime", "article"),
    [
        (F.BGI, KIND, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.BGG, KIND, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.PV, KIND, WMO, Regime.AWBZ_TRANSITION, "8.3 lid 6"),
        (F.KVB, KIND, WMO, Regime.NONE, "8.3 lid 6"),
        (F.TRANSPORT, KIND, WMO, Regime.NONE, "8.3 lid 6"),
        (F.BGI, PGB, WMO, Regime.AWBZ_PGB, "2.6.7 lid 1"),
        (F.KVB, PGB, WMO, Regime.NONE, "2.6.7 lid 1"),
        (F.STAY, KIND, LIVING, Regime.AWBZ_STAY, "8.4 lid 2"),
        (F.STAY, PGB, LIVING, Regime.AWBZ_PGB, "2.6.7 lid 1"),
        (F.VP, KIND, "zvw", Regime.OTHER_LAW, "2.10"),
        (F.BGI, KIND, "jeugdwet", Regime.OTHER_LAW, "10.1 lid 2"),
        (F.BGI, KIND, "wlz", Regime.OTHER_LAW, "11.1.1"),
    ],
)
def test_kind_of_right_decides_the_regime(
    book: LawBook, function: Function, form: DeliveryForm, domain: str, regime: Regime, article: str
) -> None:
    outcome = ask(book, function, form, domain=domain)
    assert (outcome.regime, outcome.reason.article, outcome.reason.result) == (regime, article, regime)


@pytest.mark.parametrize(
    ("function", "form", "regime"),
    [
        pytest.param(F.PV, KIND, Regime.AWBZ_TRANSITION, id="bbz-16a-personal-care"),
        pytest.param(F.VP, KIND, Regime.AWBZ_TRANSITION, id="bbz-16a-nursing"),
        pytest.param(F.BGI, KIND, Regime.AWBZ_TRANSITION, id="bbz-16a-guidance"),
        pytest.param(F.BGG, KIND, Regime.AWBZ_TRANSITION, id="bbz-16a-guidance-in-a-group"),
        pytest.param(F.KVB, KIND, Regime.NONE, id="bbz-16a-not-short-stay"),
        pytest.param(F.TRANSPORT, KIND, Regime.NONE, id="bbz-16a-not-transport"),
        pytest.param(F.BH, KIND, Regime.NONE, id="bbz-16a-not-treatment"),
        pytest.param(F.PV, PGB, Regime.AWBZ_PGB, id="rsa-2.6.7-1-personal-care"),
        pytest.param(F.VP, PGB, Regime.AWBZ_PGB, id="rsa-2.6.7-1-nursing"),
        pytest.param(F.BGI, PGB, Regime.AWBZ_PGB, id="rsa-2.6.7-1-guidance"),
        pytest.param(F.BGG, PGB, Regime.AWBZ_PGB, id="rsa-2.6.7-1-guidance-in-a-group"),
        pytest.param(F.KVB, PGB, Regime.NONE, id="rsa-2.6.7-1-not-short-stay"),
        pytest.param(F.TRANSPORT, PGB, Regime.NONE, id="rsa-2.6.7-1-not-transport"),
    ],
)
def test_only_care_that_the_article_names_is_charged(
    book: LawBook, function: Function, form: DeliveryForm, regime: Regime
) -> None:
    assert ask(book, function, form).regime == regime


@pytest.mark.parametrize("function", [F.KVB, F.TRANSPORT])
@pytest.mark.parametrize("form", [KIND, PGB])
def test_budget_and_regime_agree_on_what_pays_nothing(book: LawBook, function: Function, form: DeliveryForm) -> None:
    assert ask(book, function, form).regime == Regime.NONE
    assert contribution_share(book, DAY, function) == 0


@pytest.mark.parametrize(
    ("function", "domain", "law", "said"),
    [
        (F.PV, "zvw", "Besluit zorgverzekering", "hoort vanaf 1 januari 2015 bij de zorgverzekering"),
        (F.KVB, "wlz", "Wlz", "Voor de Wlz geldt een eigen bijdrage."),
        (F.BGG, "wlz", "Wlz", "Wij weten niet hoe hoog die is."),
        (F.BGI, "wmo-2007", "Wmo 2015", "Is er een besluit van de gemeente volgens de oude Wmo?"),
        (F.KVB, "jeugdwet", "Jeugdwet", "valt vanaf 1 januari 2015 onder de Jeugdwet"),
    ],
)
def test_care_under_another_law_gets_that_laws_reason(
    book: LawBook, function: Function, domain: str, law: str, said: str
) -> None:
    reason = ask(book, function, KIND, domain=domain).reason
    assert reason.law == law
    assert reason.explanation.startswith(f"{function.label}: ")
    assert said in reason.explanation


@pytest.mark.parametrize("domain", ["zvw", "wlz", "jeugdwet"])
@pytest.mark.parametrize("function", [F.KVB, F.BGI, F.BGG, F.TRANSPORT])
def test_no_reason_denies_that_the_function_went_to_the_wmo(book: LawBook, function: Function, domain: str) -> None:
    reason = ask(book, function, KIND, domain=domain).reason
    assert "valt niet onder de Wmo" not in reason.explanation
    assert (reason.law, reason.article) != ("Wmo 2015", "8.1 lid 1")


@pytest.mark.parametrize(
    ("function", "form", "domain"),
    [(F.BGI, KIND, WMO), (F.BGI, PGB, WMO), (F.STAY, KIND, LIVING), (F.STAY, PGB, LIVING)],
)
def test_reason_for_care_not_in_use_claims_no_use(
    book: LawBook, function: Function, form: DeliveryForm, domain: str
) -> None:
    used, waiting = (ask(book, function, form, domain=domain, conditional=each) for each in (False, True))
    assert used.regime == waiting.regime
    assert "die u al had" in used.reason.explanation or "dat u al had" in used.reason.explanation
    assert "al had" not in waiting.reason.explanation
    assert "nog niet" in waiting.reason.explanation


@pytest.mark.parametrize(("form", "from_eighteen"), [(KIND, Regime.AWBZ_TRANSITION), (PGB, Regime.AWBZ_PGB)])
def test_contribution_starts_on_the_eighteenth_birthday(
    book: LawBook, form: DeliveryForm, from_eighteen: Regime
) -> None:
    born = date(1997, 5, 4)
    day_before = ask(book, F.BGI, form, born=born, day=date(2015, 5, 3))
    birthday = ask(book, F.BGI, form, born=born, day=date(2015, 5, 4))
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
    assert ask(book, F.BGI, KIND, day=day, span=right).regime == regime


@pytest.mark.parametrize(("form", "article"), [(KIND, "16d lid 6"), (PGB, "2.6.7 lid 6")])
def test_who_pays_for_a_stay_pays_no_second_contribution(book: LawBook, form: DeliveryForm, article: str) -> None:
    outcome = ask(book, F.BGI, form, pays_for_stay=True)
    assert (outcome.regime, outcome.reason.article) == (Regime.NONE, article)


def test_contribution_for_the_stay_itself_goes_on(book: LawBook) -> None:
    outcome = ask(book, F.STAY, KIND, domain=LIVING, pays_for_stay=True)
    assert outcome.regime == Regime.AWBZ_STAY


def test_card_explains_short_stay_in_plain_dutch(book: LawBook) -> None:
    outcome = ask(book, F.KVB, KIND)
    assert outcome.reason.explanation == "Voor kortdurend verblijf geldt geen eigen bijdrage."


def test_days_before_2015_belong_to_another_law(book: LawBook) -> None:
    with pytest.raises(LawError, match="2014-12-31"):
        ask(book, F.BGI, KIND, day=date(2014, 12, 31))
