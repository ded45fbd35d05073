"""A card about one parameter of the law."""

from datetime import date

import pytest

from shared.law.book import Dated, LawBook, Parameter, Source
from shared.law.reasons import reason

SINCE = date(2014, 1, 1)
WHOLE = Source("testwet", "BWBR0000000", "1", "for tests")
PARAGRAPH = Source("testwet", "BWBR0000000", "1", "for tests", paragraph="2")
SAID = {"so": "Sinds {since} is het zo."}
BOOK = LawBook(
    [
        Parameter("one", "days", "one", (Dated(1, SINCE, None, WHOLE, SAID),), "first@2014"),
        Parameter("two", "days", "two", (Dated(2, SINCE, None, PARAGRAPH, SAID),), "second@2015"),
    ]
)


@pytest.mark.parametrize(("key", "article", "version"), [("one", "1", "first@2014"), ("two", "1 lid 2", "second@2015")])
def test_a_card_has_article_and_file_version_of_its_own_rule(key: str, article: str, version: str) -> None:
    assert reason(BOOK, key, SINCE, "so", result=SINCE, since=SINCE).as_json() == {
        "rule": key,
        "law": "testwet",
        "article": article,
        "explanation": "Sinds 1 januari 2014 is het zo.",
        "inputs": {},
        "result": "2014-01-01",
        "version": version,
        "link": "https://wetten.overheid.nl/jci1.3:c:BWBR0000000&artikel=1&z=2014-01-01&g=2014-01-01",
    }


def test_a_book_is_complete_from_the_day_on_which_its_last_parameter_gets_a_value() -> None:
    changed = (Dated(1, date(2013, 1, 1), date(2013, 12, 31), WHOLE), Dated(2, SINCE, None, WHOLE))
    later = (Dated(3, date(2014, 7, 19), None, WHOLE),)
    book = LawBook([Parameter("one", "days", "one", changed, "v"), Parameter("two", "days", "two", later, "v")])
    assert book.complete_from == date(2014, 7, 19)
