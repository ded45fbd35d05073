"""A card about one parameter of the law."""

from datetime import date

import pytest

from shared.law.book import Dated, LawBook, Parameter, Source
from shared.law.reasons import card

SINCE = date(2014, 1, 1)
WHOLE = Source("testwet", "BWBR0000000", "1", "for tests")
PARAGRAPH = Source("testwet", "BWBR0000000", "1", "for tests", paragraph="2")
BOOK = LawBook(
    [
        Parameter("one", "days", "one", (Dated(1, SINCE, None, WHOLE),), "first@2014"),
        Parameter("two", "days", "two", (Dated(2, SINCE, None, PARAGRAPH),), "second@2015"),
    ]
)


@pytest.mark.parametrize(("key", "article", "version"), [("one", "1", "first@2014"), ("two", "1 lid 2", "second@2015")])
def test_a_card_has_article_and_file_version_of_its_own_rule(key: str, article: str, version: str) -> None:
    assert card(BOOK, key, SINCE, "Omdat het zo is.", result=SINCE).as_json() == {
        "rule": key,
        "law": "testwet",
        "article": article,
        "explanation": "Omdat het zo is.",
        "inputs": {},
        "result": "2014-01-01",
        "version": version,
        "link": "",
    }
