"""What migration tells decides every day that a reader sees: move one, and letter, own page and notice follow."""

from datetime import date

import pytest

from services.notifications.application.notices.make_provider_notices import make_provider_notices
from services.notifications.application.notices.show_provider_notice import ShowProviderNotice, show_provider_notice
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.application.portal.views import PortalView
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.notices.notice_letter import compose_provider_notice, notice_facts
from shared.access import Role, User
from tests.support.notifications import DAY, Person, everything
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

ANOTHER_YEAR = {"oldLawUntil": "2017-02-28", "newLawFrom": "2017-03-01", "rightsUntil": "2018-02-28"}


def works_of(person: Person, day: date = DAY) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, day))
    tell(works, everything(person))
    return works


def letter_of(works: WorksInMemory) -> Letter:
    (text,) = works.work.queries.texts(list(works.work.letters.kept))
    return text


def said_in_letter(person: Person) -> str:
    return "\n".join(letter_of(works_of(person)).texts())


def page_of(person: Person, day: date = DAY) -> PortalView:
    user = User("k", "Kim", Role.CLIENT, client=person.id)
    return show_portal(works_of(person, day).work, ShowPortal(user, None))


def said_in_notice(person: Person, made_on: date = DAY) -> str:
    works = works_of(person)
    make_provider_notices(works.work, made_on)
    (notice,) = works.work.notices.kept.values()
    provider = User("a", "Aan", Role.PROVIDER, provider=person.agb)
    found = show_provider_notice(works.work, ShowProviderNotice(provider, notice.notice_id))
    return "\n".join(compose_provider_notice(notice_facts(notice, found.rows, found.told, SENDER)).texts())


@pytest.mark.parametrize("domain", ["wmo", "wmo-protected-living", "jeugdwet", "zvw", "wlz", "none"])
@pytest.mark.parametrize("pgb", [False, True])
def test_another_first_day_of_the_law_stands_wherever_the_old_one_stood(domain: str, pgb: bool) -> None:
    state = "planned" if domain == "wmo" else "elsewhere"
    before = Person(1, domain=domain, pgb=pgb, state=state, function="VP", right_until="2018-02-28")
    after = Person(1, domain=domain, pgb=pgb, state=state, function="VP", right_until="2018-02-28", days=ANOTHER_YEAR)
    assert "1 januari 2015" in said_in_letter(before)
    text = said_in_letter(after).replace("pgb van 1 januari 2015 tot", "")
    assert "1 maart 2017" in text
    assert "1 januari 2015" not in text


def test_the_own_page_shows_the_days_of_the_event() -> None:
    view = page_of(Person(1, days=ANOTHER_YEAR))
    assert view.days is not None
    assert view.days.new_law_from == date(2017, 3, 1)


def test_the_last_day_of_the_old_law_ends_care_that_goes_nowhere() -> None:
    person = Person(1, domain="none", state="ended", right_until="2027-05-31", days=ANOTHER_YEAR)
    assert [care.awbz_until for care in page_of(person).care] == [date(2017, 2, 28)]
    assert "28 februari 2017" in said_in_letter(person)


def test_another_day_for_the_ciz_is_another_day_in_letter_and_page() -> None:
    person = Person(1, findings=("wlz-candidate",), days={"cizReplyBefore": "2014-12-20"})
    assert "voor 20 december 2014 tegen het CIZ" in said_in_letter(person)
    assert "voor 20 december 2014 tegen het CIZ" in " ".join(page_of(person).to_do)


def test_another_last_day_of_the_right_is_another_day_in_the_notice() -> None:
    assert "30 juni 2015" in said_in_notice(Person(1))
    assert "31 juli 2017" in said_in_notice(Person(1, right_until="2017-07-31"))


def test_a_right_that_outlives_its_budget_goes_on_in_kind_everywhere() -> None:
    person = Person(
        1,
        domain="wmo-protected-living",
        state="protected-living",
        pgb=True,
        own_provider=True,
        pgb_until="2015-10-31",
        right_until="2019-12-31",
    )
    assert "Uw pgb loopt tot en met 31 oktober 2015. Daarna is er geen pgb meer." in said_in_letter(person)
    (care,) = page_of(person).care
    assert (care.pgb_until, care.after_pgb[:27]) == (date(2015, 10, 31), "Daarna is er geen pgb meer.")
    assert "31 december 2019; tot 1 november 2015 met een pgb" in said_in_notice(person)


def test_nobody_is_told_of_a_right_after_a_budget_when_no_provider_is_known() -> None:
    person = Person(1, domain="wmo-protected-living", pgb=True, pgb_until="2015-10-31", right_until="2019-12-31")
    assert works_of(person).work.ending_rights.of([person.id]) == {}


def test_the_day_of_coming_of_age_stands_in_the_letter() -> None:
    child = Person(1, domain="jeugdwet", state="youth", pgb=True, adult_on="2015-05-14")
    assert "Op 14 mei 2015 wordt het kind volwassen." in said_in_letter(child)
    assert "voorlopig" in said_in_letter(child)


@pytest.mark.parametrize(
    "person",
    [
        Person(1, function="KVB", pgb=True),
        Person(1, function="KVB", pgb=True, domain="jeugdwet", state="youth", adult_on="2015-05-14"),
        Person(1, domain="jeugdwet", state="youth", pgb=True),
    ],
)
def test_amounts_from_which_nothing_is_withheld_stand(person: Person) -> None:
    """Rsa 2.6.7(1): short stay alone pays nothing, and a minor neither; so the income changes nothing."""
    said = said_in_letter(person)
    assert "voorlopig" not in said
    assert "eigen bijdrage van het pgb af" not in said
    budget = page_of(person).budget
    assert budget is not None
    assert not budget.provisional


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (
            Person(1, domain="wmo-2007", function="DOMESTIC-HELP", state="elsewhere"),
            "Er is een indicatie voor hulp bij het huishouden. Een medewerker kijkt daar eerst naar.",
        ),
        (
            Person(1, domain="wlz", function="ADL", state="elsewhere", findings=("outside-transition",)),
            "Er is een indicatie voor hulp in een ADL-woning. Een medewerker kijkt daar eerst naar.",
        ),
    ],
)
def test_care_that_no_rule_names_waits_for_a_person(person: Person, reason: str) -> None:
    works = works_of(person)
    (kept,) = works.work.letters.kept.values()
    assert (kept.written.state, kept.written.reason) == ("withheld", reason)
    view = page_of(person)
    assert (view.looked_at_first, view.to_do) == (reason, ())
    assert [(care.needs_a_look, care.awbz_until, care.regimes) for care in view.care] == [(True, None, ())]


@pytest.mark.parametrize(("findings", "letter"), [(("wlz-candidate",), "ready"), (("outside-transition",), "withheld")])
def test_a_candidate_for_the_wlz_keeps_right_and_letter(findings: tuple[str, ...], letter: str) -> None:
    works = works_of(Person(1, findings=findings))
    assert [kept.written.state for kept in works.work.letters.kept.values()] == [letter]
