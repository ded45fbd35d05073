"""Use cases of billing on stores in memory: what is kept, booked and recorded, in whatever order things come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from services.billing.domain.client.care import DeliveryForm
from services.billing.domain.client.revisions import (
    ClientFacts,
    ClientRevision,
    ClientRights,
    IndicatedFunction,
    RevisionRefused,
)
from services.billing.domain.client.spans import Span
from services.billing.domain.contribution.regimes import Regime
from services.billing.domain.ledger.journal import Account
from services.billing.domain.pgb.holding import BudgetGranted, BudgetWithdrawn, HoldingState
from shared.law.book import LawBook
from shared.messaging.failures import Unworkable
from tests.unit.billing.office import CLIENT, HALF, PGB, YEAR, ZIN, Office, facts, function, right, rights


def test_half_a_year_of_class_three_is_pro_rata(office: Office) -> None:
    office.receive(facts(), rights())
    assert office.held[CLIENT].amounts.gross == 509_875
    assert office.held[CLIENT].days == HALF


def test_nothing_happens_until_both_halves_are_there(office: Office) -> None:
    office.receive(facts())
    assert office.outcome == ({}, [], {}, {}, {})
    assert office.recorded == []


def test_granting_is_booked_in_balance_and_recorded(office: Office) -> None:
    office.receive(rights(), facts())
    (booking,) = office.booked
    assert sum(posting.amount_cents for posting in booking.entry.postings) == 0
    assert booking.entry.booked_on == date(2014, 11, 3)
    assert office.budget_changes == [BudgetGranted]
    assert office.balances()[Account.BUDGET] == office.held[CLIENT].amounts.gross


def two_revisions() -> list[ClientFacts | ClientRights]:
    later = rights(right("1-81", "wmo", PGB, YEAR), revision=2)
    return [facts(), rights(), facts(function(gross_year=900_000), revision=2), later]


def keeps_each_topic_in_order(messages: Sequence[ClientFacts | ClientRights]) -> bool:
    return all([m.revision for m in messages if isinstance(m, kind)] == [1, 2] for kind in (ClientFacts, ClientRights))


@pytest.mark.parametrize(
    "order", [o for o in permutations(range(4)) if keeps_each_topic_in_order([two_revisions()[i] for i in o])]
)
def test_every_interleaving_of_topics_gives_the_same_outcome(book: LawBook, order: Sequence[int]) -> None:
    messages = two_revisions()
    shuffled = Office(book).receive(*(messages[index] for index in order))
    straight = Office(book).receive(*messages)
    assert shuffled.outcome == straight.outcome
    assert shuffled.recorded == straight.recorded


def test_a_later_revision_books_only_the_difference(office: Office) -> None:
    office.receive(*two_revisions())
    assert office.held[CLIENT].amounts.gross == 900_000
    assert office.balances()[Account.BUDGET] == 900_000
    assert [booking.entry.description for booking in office.booked] == ["Toekenning pgb", "Wijziging pgb"]
    assert len({booking.id for booking in office.booked}) == 2


def test_what_comes_again_changes_and_records_nothing(office: Office) -> None:
    office.receive(*two_revisions())
    before, recorded = office.outcome, len(office.recorded)
    office.receive(*two_revisions())
    assert office.outcome == before
    assert len(office.recorded) == recorded


def test_a_new_revision_with_the_same_budget_is_not_booked(office: Office) -> None:
    office.receive(facts(), rights(), facts(revision=2), rights(revision=2))
    assert office.budget_changes == [BudgetGranted]
    assert len(office.booked) == 1
    assert office.held[CLIENT].revision == 2


def test_a_budget_that_vanishes_is_withdrawn_to_the_cent(office: Office) -> None:
    gone = rights(right("1-81", "none", PGB), revision=2)
    office.receive(facts(), rights(), facts(revision=2), gone)
    assert office.held[CLIENT].state is HoldingState.WITHDRAWN
    assert office.held[CLIENT].problem == "Er is geen recht op een pgb meer in 2015."
    assert office.budget_changes == [BudgetGranted, BudgetWithdrawn]
    assert office.balances()[Account.BUDGET] == 0


def test_a_withdrawn_budget_can_be_granted_again(office: Office) -> None:
    gone = rights(right("1-81", "none", PGB), revision=2)
    office.receive(facts(), rights(), facts(revision=2), gone, facts(revision=3), rights(revision=3))
    assert office.budget_changes == [BudgetGranted, BudgetWithdrawn, BudgetGranted]
    assert office.balances()[Account.BUDGET] == 509_875


@pytest.mark.parametrize(
    ("delivered", "word"),
    [
        (function(care_class="K0"), "geen bedrag in de regeling"),
        (function(word="DOMESTIC-HELP"), "Hulp bij het huishouden: hiervoor kent de regeling geen pgb"),
        (function(gross_year=0), "moet hoger zijn dan nul"),
        (function(word="BH"), "Behandeling kan niet"),
    ],
)
def test_a_right_without_an_amount_is_kept_for_somebody_to_look(
    office: Office, delivered: IndicatedFunction, word: str
) -> None:
    office.receive(facts(delivered), rights())
    assert office.held[CLIENT].state is HoldingState.REFUSED
    assert word in (office.held[CLIENT].problem or "")
    assert office.budget_changes == []
    assert office.booked == []


def test_a_fault_in_a_later_delivery_takes_no_money_away(office: Office) -> None:
    office.receive(facts(), rights(), facts(function(care_class="K0"), revision=2), rights(revision=2))
    held = office.held[CLIENT]
    assert (held.state, held.amounts.gross, held.revision) == (HoldingState.GRANTED, 509_875, 2)
    assert "geen bedrag" in (held.problem or "")
    assert office.budget_changes == [BudgetGranted]


@pytest.mark.parametrize(
    ("domain", "form", "granted"),
    [
        ("wmo", PGB, True),
        ("wmo-protected-living", PGB, True),
        ("jeugdwet", PGB, True),
        ("zvw", PGB, False),
        ("wlz", PGB, False),
        ("wmo", ZIN, False),
    ],
)
def test_only_a_pgb_that_the_college_owes_is_granted(
    office: Office, domain: str, form: DeliveryForm, granted: bool
) -> None:
    office.receive(facts(), rights(right("1-81", domain, form, HALF)))
    assert (CLIENT in office.held) is granted


@pytest.mark.parametrize(
    ("domain", "law", "article"),
    [
        ("wmo", "Wmo 2015", "8.3 lid 3"),
        ("wmo-protected-living", "Wmo 2015", "8.4 lid 2"),
        ("jeugdwet", "Jeugdwet", "10.1 lid 3"),
    ],
)
def test_the_first_reason_names_the_article_of_the_right(office: Office, domain: str, law: str, article: str) -> None:
    office.receive(facts(), rights(right("1-81", domain, PGB, HALF)))
    first = office.held[CLIENT].reasons[0]
    assert (first.law, first.article) == (law, article)


UNUSED = right("1-81", "wmo", PGB, HALF, conditional=True)


@pytest.mark.parametrize(("domain", "article"), [("wmo", "8.3 lid 2"), ("wmo-protected-living", "8.4 lid 2")])
def test_a_pgb_for_care_not_in_use_is_conditional(office: Office, domain: str, article: str) -> None:
    office.receive(facts(), rights(right("1-81", domain, PGB, HALF, conditional=True)))
    held = office.held[CLIENT]
    assert (held.state, held.conditional) == (HoldingState.GRANTED, True)
    assert (held.reasons[0].law, held.reasons[0].article) == ("Wmo 2015", article)
    assert "eerst de gemeente" in held.reasons[0].explanation


def test_no_reason_says_that_an_unused_pgb_was_in_use(office: Office) -> None:
    office.receive(facts(), rights(UNUSED))
    cards = [*office.held[CLIENT].reasons, *(charge.outcome.reason for charge in office.charges[CLIENT])]
    assert [card.explanation for card in cards if "al had" in card.explanation or "U had al" in card.explanation] == []


def test_a_condition_holds_for_the_unused_function_only(office: Office) -> None:
    other = right("1-82", "wmo", PGB, YEAR)
    office.receive(facts(function(), function("1-82", "BGG", care_class="KD04")), rights(UNUSED, other))
    held = office.held[CLIENT]
    assert held.conditional
    assert {line.function_id: line.conditional for line in held.lines} == {"1-81": True, "1-82": False}
    continues, waiting = held.reasons[:2]
    assert (continues.article, continues.inputs["from"], continues.inputs["until"]) == (
        "8.3 lid 3",
        "2015-01-01",
        "2015-12-31",
    )
    assert (waiting.article, waiting.explanation.partition(":")[0]) == ("8.3 lid 2", "Begeleiding individueel")


def test_what_is_recorded_says_what_is_conditional(office: Office) -> None:
    office.receive(facts(), rights(UNUSED))
    [granted] = office.budget_events
    assert isinstance(granted, BudgetGranted)
    assert granted.holding.conditional
    assert [line.conditional for line in granted.holding.lines] == [True]


def test_the_condition_goes_when_the_care_is_in_use(office: Office) -> None:
    office.receive(facts(), rights(UNUSED), facts(revision=2), rights(revision=2))
    assert not office.held[CLIENT].conditional
    assert office.budget_changes == [BudgetGranted, BudgetGranted]
    assert [each.entry.description for each in office.booked] == ["Toekenning pgb"]


def test_every_line_of_a_care_package_belongs_to_its_function(office: Office) -> None:
    stay = function("1-762", "STAY", zzp="762", care_class="99")
    days = (right("1-762", "wmo-protected-living", PGB, YEAR), right("1-81", "wmo", PGB, HALF))
    office.receive(facts(stay, function()), rights(*days))
    assert [line.function_id for line in office.held[CLIENT].lines] == ["1-762", "1-762", "1-762", "1-81"]


def regimes(office: Office) -> list[tuple[str, str]]:
    return [
        (charge.outcome.regime.value, f"{charge.days.first} {charge.days.last}" if charge.days else "")
        for charge in office.charges[CLIENT]
    ]


@pytest.mark.parametrize(
    ("domain", "form", "regime"),
    [
        ("wmo", PGB, Regime.AWBZ_PGB),
        ("wmo", ZIN, Regime.AWBZ_TRANSITION),
        ("jeugdwet", ZIN, Regime.OTHER_LAW),
        ("zvw", ZIN, Regime.OTHER_LAW),
        ("none", ZIN, Regime.NONE),
    ],
)
def test_every_function_gets_one_regime(office: Office, domain: str, form: DeliveryForm, regime: Regime) -> None:
    days = None if domain in ("zvw", "none") else HALF
    office.receive(facts(), rights(right("1-81", domain, form, days)))
    assert [charge.outcome.regime for charge in office.charges[CLIENT]] == [regime]


@pytest.mark.parametrize(
    ("domain", "form", "before", "after"),
    [
        ("wmo", ZIN, "none", "awbz-transition"),
        ("wmo", PGB, "none", "awbz-pgb"),
        ("jeugdwet", PGB, "other-law", "awbz-pgb"),
    ],
)
def test_the_regime_changes_on_the_eighteenth_birthday(
    office: Office, domain: str, form: DeliveryForm, before: str, after: str
) -> None:
    office.receive(facts(born=date(1997, 4, 1)), rights(right("1-81", domain, form, HALF)))
    assert regimes(office) == [(before, "2015-01-01 2015-03-31"), (after, "2015-04-01 2015-06-30")]


MARCH = date(2015, 3, 31)


@pytest.mark.parametrize(
    ("word", "domain", "found"),
    [
        pytest.param(
            "BGI",
            "wmo",
            [("awbz-pgb", "2015-01-01 2015-03-31"), ("awbz-transition", "2015-04-01 2015-06-30")],
            id="wmo",
        ),
        pytest.param("KVB", "wmo", [("none", "2015-01-01 2015-06-30")], id="short-stay"),
        pytest.param(
            "STAY",
            "wmo-protected-living",
            [("awbz-pgb", "2015-01-01 2015-03-31"), ("awbz-stay", "2015-04-01 2015-06-30")],
            id="protected-living",
        ),
    ],
)
def test_a_right_that_outlasts_its_budget_goes_on_in_kind_the_next_day(
    office: Office, word: str, domain: str, found: list[tuple[str, str]]
) -> None:
    """Wmo 2015 8.3(3): the budget has a last day of its own."""
    delivered = function(word=word, care_class="KE1" if word == "KVB" else "K3", zzp="762")
    office.receive(facts(delivered), rights(right("1-81", domain, PGB, HALF, pgb_until=MARCH)))
    assert office.held[CLIENT].days == Span(HALF.first, MARCH)
    assert regimes(office) == found


def test_a_stay_in_kind_after_its_budget_frees_other_care_from_then_on(office: Office) -> None:
    stay = function("1-762", "STAY", zzp="762")
    found = (right("1-762", "wmo-protected-living", PGB, HALF, pgb_until=MARCH), right("1-81", "wmo", ZIN, HALF))
    office.receive(facts(stay, function(form=ZIN)), rights(*found))
    assert regimes(office)[2:] == [("awbz-transition", "2015-01-01 2015-03-31"), ("none", "2015-04-01 2015-06-30")]


def test_a_pgb_that_did_not_run_before_the_year_is_no_budget(office: Office) -> None:
    """It comes as a right in kind, whatever the delivery asked for (Wmo 2015 8.3(3))."""
    office.receive(facts(), rights(right("1-81", "wmo", ZIN, HALF)))
    assert office.held == {}
    assert regimes(office) == [("awbz-transition", "2015-01-01 2015-06-30")]


def test_who_pays_for_a_stay_pays_nothing_else_meanwhile(office: Office) -> None:
    stay = function("1-762", "STAY", ZIN, zzp="762")
    until_march = Span(date(2015, 1, 1), date(2015, 3, 31))
    office.receive(
        facts(stay, function(form=ZIN)),
        rights(right("1-762", "wmo-protected-living", ZIN, until_march), right("1-81", "wmo", ZIN, HALF)),
    )
    assert regimes(office) == [
        ("awbz-stay", "2015-01-01 2015-03-31"),
        ("none", "2015-01-01 2015-03-31"),
        ("awbz-transition", "2015-04-01 2015-06-30"),
    ]


def test_days_after_the_year_are_left_to_later_rules(office: Office) -> None:
    long = Span(date(2015, 3, 1), date(2019, 12, 31))
    office.receive(facts(), rights(right("1-81", "wmo-protected-living", PGB, long)))
    assert regimes(office) == [("awbz-pgb", "2015-03-01 2015-12-31")]
    assert office.held[CLIENT].days == Span(date(2015, 3, 1), date(2015, 12, 31))


def test_facts_and_rights_of_different_revisions_are_not_joined() -> None:
    with pytest.raises(ValueError, match="different"):
        ClientRevision(facts(), replace(rights(), revision=2))


def test_a_right_to_a_function_that_was_not_delivered_can_never_be_worked(office: Office) -> None:
    office.receive(facts())
    with pytest.raises(Unworkable, match="recht op functie 1-99, maar die functie is niet aangeleverd"):
        office.receive(rights(right("1-99", "wmo", PGB, HALF)))


@pytest.mark.parametrize("days", [None, HALF])
@pytest.mark.parametrize(
    ("word", "domain", "rule", "article"),
    [
        pytest.param("DOMESTIC-HELP", "wmo-2007", "regime.other-law.wmo-2007", "8.9 lid 1-2", id="domestic-help"),
        pytest.param("ADL", "wlz", "regime.other-law.adl", "11.1.2 lid 2", id="adl"),
        pytest.param("BGI", "wlz", "regime.other-law.wlz", "11.1.1", id="wlz"),
    ],
)
def test_help_that_the_transition_leaves_alone_has_the_reason_of_its_law(
    office: Office, word: str, domain: str, rule: str, article: str, days: Span | None
) -> None:
    office.receive(facts(function(word=word, form=ZIN)), rights(right("1-81", domain, ZIN, days)))
    [charge] = office.charges[CLIENT]
    assert (charge.outcome.regime, charge.outcome.reason.rule) == (Regime.OTHER_LAW, rule)
    assert charge.outcome.reason.article == article
    assert office.held == {}


def test_days_before_the_law_begins_can_never_be_worked(office: Office) -> None:
    """For help without rules the question is asked on the first day of the right itself."""
    early = Span(date(2014, 12, 1), date(2015, 3, 1))
    office.receive(facts(function(word="DOMESTIC-HELP", form=ZIN)))
    with pytest.raises(Unworkable, match=r"^De wetsbestanden geven hier geen antwoord: .* has no value on 2014-12-01"):
        office.receive(rights(right("1-81", "wmo", ZIN, early)))


def test_days_under_no_law_are_refused() -> None:
    with pytest.raises(RevisionRefused, match="valt onder geen enkele wet"):
        right("1-81", "none", ZIN, HALF)
