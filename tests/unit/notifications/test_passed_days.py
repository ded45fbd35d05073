"""When a day has passed, no text asks for something before it, nor says that what nobody recorded took place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.notifications.domain.client.care_words import NOT_IN_USE
from services.notifications.domain.letters.announcement_facts import reasons_on
from services.notifications.domain.letters.facts import AnnouncementFacts
from services.notifications.domain.letters.gate import write_announcement
from services.notifications.domain.letters.letter_json import letter_of_body
from services.notifications.domain.notices.notice_letter import compose_provider_notice
from shared.dutch import MONTHS
from tests.support.notifications import Person
from tests.unit.notifications import letter_samples as sample
from tests.unit.notifications.test_days_come_from_the_event import page_of
from tests.unit.notifications.test_gate import CALENDAR, revision_of

WEEK = "2015-02-09"
CANDIDATE = Person(1, findings=("wlz-candidate",), days={"cizReplyBefore": "2014-12-20"})
ENDED = Person(1, domain="none", state="ended", right_until="2014-11-10")
YOUTH = Person(1, domain="jeugdwet", state="youth")
UNUSED = Person(1, conditional=True)
PROTECTED = Person(
    1,
    domain="wmo-protected-living",
    state="protected-living",
    pgb=True,
    pgb_until="2015-12-31",
    right_until="2019-12-31",
)


def to_do_on(person: Person, day: date) -> str:
    return " ".join(page_of(person, day).to_do)


@pytest.mark.parametrize(
    ("person", "day", "told", "left_out"),
    [
        (CANDIDATE, date(2014, 12, 19), "Zeg het dan voor 20 december 2014", "Hebt u het CIZ voor"),
        (CANDIDATE, date(2014, 12, 20), "Hebt u het CIZ voor 20 december 2014 gezegd", "Zeg het dan"),
        (CANDIDATE, date(2014, 12, 21), "Hebt u het CIZ voor 20 december 2014 gezegd", "Zeg het dan"),
        (ENDED, date(2014, 12, 31), "Het CIZ moet uw aanvraag voor 1 januari 2015 hebben.", "Is er hulp nodig?"),
        (ENDED, date(2015, 1, 1), "Is er hulp nodig? Bel ons dan.", "CIZ"),
        (ENDED, date(2015, 1, 2), "Is er hulp nodig? Bel ons dan.", "CIZ"),
        (Person(1, pgb=True), date(2014, 12, 31), "Stuur voor 1 januari 2015", "Stuur die dan nu"),
        (Person(1, pgb=True), date(2015, 1, 1), "Stuur die dan nu.", "Stuur voor"),
        (Person(1, pgb=True), date(2015, 6, 30), "Stuur die dan nu.", "Stuur voor"),
        (Person(1, pgb=True), date(2015, 7, 1), "Is er hulp nodig?", "zorgovereenkomst"),
        (PROTECTED, date(2015, 12, 31), "zorgovereenkomst", "niets te doen"),
        (PROTECTED, date(2016, 1, 1), "Daarvoor is nog geen week gekozen.", "zorgovereenkomst"),
        (Person(1, domain="zvw", state="elsewhere"), date(2014, 12, 31), "vanaf 1 januari 2015 verder gaat", " nu "),
        (Person(1, domain="zvw", state="elsewhere"), date(2015, 1, 1), "Vraag hoe deze zorg nu verder gaat.", "vanaf"),
        (YOUTH, date(2015, 6, 29), "na 30 juni 2015 nog zorg nodig? Bel ons dan ruim voor", "dan nu"),
        (YOUTH, date(2015, 6, 30), "Bel ons dan nu.", "ruim voor"),
        (YOUTH, date(2015, 7, 1), "Is er hulp nodig?", "ruim voor"),
        (Person(1), date(2015, 2, 8), "Wij nemen daarvoor zelf contact met u op.", "Hebben wij nog niet"),
        (Person(1), date(2015, 2, 15), "Wij nemen daarvoor zelf contact met u op.", "Hebben wij nog niet"),
        (Person(1), date(2015, 2, 16), "Hebben wij nog niet met u gesproken? Bel ons dan.", "Wij nemen"),
        (Person(1), date(2015, 7, 1), "Is er hulp nodig?", "Voordat"),
        (UNUSED, date(2015, 6, 30), "nog niet in gebruik. Wilt u ermee beginnen?", "Is er hulp nodig?"),
        (UNUSED, date(2015, 7, 1), "Is er hulp nodig?", "ermee beginnen"),
        (Person(1, starts_on="2015-01-14"), date(2015, 1, 13), "Begint de zorg op een andere dag", "niets te doen"),
        (Person(1, starts_on="2015-01-14"), date(2015, 1, 14), "Voordat uw recht stopt", "Begint de zorg"),
    ],
)
def test_what_to_do_is_true_before_on_and_after_each_day(person: Person, day: date, told: str, left_out: str) -> None:
    assert told in to_do_on(person, day)
    assert left_out not in to_do_on(person, day)


@pytest.mark.parametrize(("day", "said"), [(date(2015, 6, 30), True), (date(2015, 7, 1), False)])
def test_the_own_page_tells_what_care_costs_as_long_as_the_right_runs(day: date, said: bool) -> None:
    (care,) = page_of(Person(1), day).care
    assert bool(care.regimes) is said


@pytest.mark.parametrize(
    ("rule", "day", "said"),
    [
        ("wlz-test.reply-before", date(2014, 12, 31), True),
        ("wlz-test.reply-before", date(2015, 1, 1), True),
        ("transition.ciz-applications-before", date(2014, 12, 31), True),
        ("transition.ciz-applications-before", date(2015, 1, 1), False),
        ("transition.not-yet-used", date(2015, 6, 30), True),
        ("transition.not-yet-used", date(2015, 7, 1), False),
        ("transition.last-day", date(2019, 1, 1), True),
    ],
)
def test_a_reason_that_asks_for_something_goes_when_its_day_has_come(rule: str, day: date, said: bool) -> None:
    right = revision_of().right
    (function,) = right.functions
    asked = replace(function, reasons=(replace(function.reasons[0], rule=rule),))
    assert bool(reasons_on(asked, right.days, day)) is said


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2015, 2, 8), "Hoort u voor die week niets van ons?"),
        (date(2015, 2, 9), "Hebt u nog niets van ons gehoord?"),
        (date(2015, 2, 15), "Hebt u nog niets van ons gehoord?"),
        (date(2015, 2, 16), "Wij hadden daarvoor al een week gekozen. Hebben wij nog niet met u gesproken?"),
    ],
)
def test_a_letter_speaks_of_the_conversation_as_it_stands_on_its_date(day: date, told: str) -> None:
    revision = revision_of(Person(1, week=WEEK))
    dated = replace(revision, right=replace(revision.right, determined_on=day))
    assert told in (write_announcement(dated, sample.TEXT, sample.TOWN, CALENDAR).body or "")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2015, 3, 13), "Op 14 maart 2015 wordt het kind volwassen."),
        (date(2015, 3, 14), "Op 14 maart 2015 werd u volwassen."),
        (date(2015, 3, 15), "Op 14 maart 2015 werd u volwassen."),
    ],
)
def test_a_birthday_that_has_passed_is_told_as_past(day: date, told: str) -> None:
    assert told in "\n".join(sample.announcement(replace(sample.COMING_OF_AGE, letter_date=day)).texts())


MOVED = Person(1, municipality="0356")


@pytest.mark.parametrize(
    ("person", "day", "told", "left_out"),
    [
        (MOVED, date(2014, 12, 31), "Vanaf 1 januari 2015 regelt de gemeente", "De gemeente"),
        (MOVED, date(2015, 1, 1), "De gemeente Nieuwegein regelt uw zorg.", "Vanaf 1 januari 2015"),
        (MOVED, date(2015, 6, 30), "De gemeente Nieuwegein regelt uw zorg.", "Vanaf 1 januari 2015"),
        (MOVED, date(2015, 7, 1), "De gemeente Nieuwegein was verantwoordelijk voor uw zorg.", "regelt"),
        (YOUTH, date(2014, 12, 31), "Vanaf 1 januari 2015 is de gemeente Nieuwegein", "Nu is"),
        (YOUTH, date(2015, 1, 1), "Nu is de gemeente Nieuwegein verantwoordelijk voor de zorg", "Vanaf"),
        (YOUTH, date(2015, 7, 1), "De gemeente Nieuwegein was verantwoordelijk", "houdt dezelfde"),
    ],
)
def test_no_letter_says_who_arranged_the_care_before_a_move(
    person: Person, day: date, told: str, left_out: str
) -> None:
    revision = revision_of(person)
    dated = replace(revision, right=replace(revision.right, determined_on=day))
    written = write_announcement(dated, sample.TEXT, sample.TOWN, CALENDAR)
    letter = letter_of_body(written.body or "", written.letter_id, written.letter_date)
    opening = letter.sections[0].paragraphs[0]
    assert told in opening
    assert left_out not in opening


ASKED = re.compile(rf"(?:Stuur|Zeg|Vraag|moet|ruim)\b[^.?]*? voor (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")


def asked_before(text: str) -> Iterator[date]:
    """The days before which a text asks for something."""
    for day, month, year in ASKED.findall(text):
        yield date(int(year), MONTHS.index(month) + 1, int(day))


TURNS = (date(2014, 12, 31), date(2015, 1, 1), date(2015, 6, 30), date(2015, 12, 31), date(2019, 12, 31))


@pytest.mark.parametrize("name", sample.VARIANTS)
@pytest.mark.parametrize("day", sorted({turn + timedelta(days=step) for turn in TURNS for step in (-1, 0, 1)}))
def test_no_letter_asks_for_something_before_a_day_that_has_come(name: str, day: date) -> None:
    facts: AnnouncementFacts = replace(sample.VARIANTS[name], letter_date=day)
    text = "\n".join(sample.announcement(facts).texts())
    assert [asked for asked in asked_before(text) if asked <= day] == []


def test_the_search_for_what_is_asked_finds_it() -> None:
    text = "\n".join(sample.announcement(sample.BUDGET).texts())
    assert list(asked_before(text)) == [date(2015, 1, 1)]


@pytest.mark.parametrize(
    ("day", "over"), [(date(2015, 6, 29), False), (date(2015, 6, 30), False), (date(2015, 7, 1), True)]
)
def test_a_notice_says_of_a_right_that_it_is_over_and_asks_nothing_of_it(day: date, over: bool) -> None:
    row = replace(sample.PROVIDER_NOTICE.rows[1], care=f"Begeleiding individueel, {NOT_IN_USE}")
    text = "\n".join(compose_provider_notice(replace(sample.PROVIDER_NOTICE, rows=(row,), letter_date=day)).texts())
    assert ("Dan is dat oude recht voorbij." in text) is over
    assert ("Bel ons voordat u met die zorg begint." in text) is not over


def test_a_budget_that_is_over_does_not_pay_for_care_on_the_own_page() -> None:
    before, after = (page_of(PROTECTED, day).care[0] for day in (date(2015, 12, 31), date(2016, 1, 1)))
    assert (before.pgb, after.pgb) == (True, False)


def test_the_own_page_asks_no_call_before_care_of_which_the_right_is_over() -> None:
    before, after = (page_of(UNUSED, day).care[0] for day in (date(2015, 6, 30), date(2015, 7, 1)))
    assert (before.conditional, after.conditional) == (True, False)
