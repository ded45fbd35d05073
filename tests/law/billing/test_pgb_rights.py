"""By which article a pgb goes on, waits, ends on a day that no delivery names, or is nobody's of ours."""

from dataclasses import replace
from datetime import date

import pytest

from services.billing.domain.contribution.regimes import Regime
from shared.law.book import LawBook
from tests.unit.billing.office import CLIENT, PGB, YEAR, ZIN, Office, facts, function, right, rights

JUNE = date(2015, 6, 10)


def cited(office: Office) -> list[tuple[str, str, str]]:
    return [(card.rule, card.law, card.article) for card in office.held[CLIENT].reasons]


@pytest.mark.parametrize(
    ("domain", "conditional", "rule", "law", "article"),
    [
        pytest.param("wmo", False, "pgb.right.wmo", "Wmo 2015", "8.3 lid 3", id="wmo-8.3-3"),
        pytest.param("wmo", True, "pgb.conditional.wmo", "Wmo 2015", "8.3 lid 2", id="wmo-8.3-2"),
        pytest.param(
            "wmo-protected-living", False, "pgb.right.wmo-protected-living", "Wmo 2015", "8.4 lid 2", id="wmo-8.4-2"
        ),
        pytest.param(
            "wmo-protected-living",
            True,
            "pgb.conditional.wmo-protected-living",
            "Wmo 2015",
            "8.4 lid 2",
            id="wmo-8.4-2-not-in-use",
        ),
        pytest.param("jeugdwet", False, "pgb.right.jeugdwet", "Jeugdwet", "10.1 lid 3", id="jeugdwet-10.1-3"),
    ],
)
def test_a_pgb_goes_on_by_the_article_of_its_law(
    book: LawBook, domain: str, conditional: bool, rule: str, law: str, article: str
) -> None:
    office = Office(book).receive(facts(), rights(right("1-81", domain, PGB, YEAR, conditional=conditional)))
    assert (rule, law, article) in cited(office)


@pytest.mark.parametrize("domain", ["zvw", "wlz"])
def test_a_pgb_under_another_payers_law_is_none_of_ours(book: LawBook, domain: str) -> None:
    """Wmo 2015 8.3(5): the college takes the place of the insurer for its own domains only."""
    assert CLIENT not in Office(book).receive(facts(), rights(right("1-81", domain, PGB, YEAR))).held
    assert domain not in book.names("pgb.domains", YEAR.first)


def test_a_pgb_that_is_given_up_without_a_day_ends_when_we_hear_of_it(book: LawBook) -> None:
    """RSA 2.6.12(1)c."""
    office = Office(book).receive(facts(), rights(right("1-81", "wmo", PGB, YEAR)))
    later = rights(right("1-81", "wmo", ZIN, YEAR), revision=2, on=JUNE)
    office.receive(facts(function(form=ZIN), revision=2), later)
    assert ("pgb.given-up", "Regeling subsidies AWBZ", "2.6.12 lid 1") in cited(office)
    days = office.held[CLIENT].days
    assert days is not None
    assert days.last == date(2015, 6, 9)


def test_a_pgb_goes_along_to_the_municipality_where_somebody_lives(book: LawBook) -> None:
    """Wmo 2015 8.3(1)."""
    office = Office(book).receive(facts(), rights(right("1-81", "wmo", PGB, YEAR)))
    later = replace(rights(right("1-81", "wmo", PGB, YEAR), revision=2, on=JUNE), municipality="0331")
    office.receive(facts(revision=2, municipality="0331"), later)
    there = office.held_at("0331")
    assert there is not None
    assert ("pgb.moved", "Wmo 2015", "8.3 lid 1") in [(card.rule, card.law, card.article) for card in there.reasons]
    assert there.days is not None
    assert there.days.first == JUNE


def test_a_minors_pgb_has_a_contribution_from_the_eighteenth_birthday(book: LawBook) -> None:
    """RSA 2.6.7(1)."""
    office = Office(book).receive(facts(born=date(1997, 5, 4)), rights(right("1-81", "jeugdwet", PGB, YEAR)))
    found = [(charge.days, charge.outcome) for charge in office.charges[CLIENT]]
    (before, first), (after, second) = found
    assert before is not None
    assert after is not None
    assert (before.last, after.first) == (date(2015, 5, 3), date(2015, 5, 4))
    assert first.regime != Regime.AWBZ_PGB
    assert (second.regime, second.reason.rule, second.reason.article) == (
        Regime.AWBZ_PGB,
        "pgb.contribution.jeugdwet",
        "2.6.7 lid 1",
    )
