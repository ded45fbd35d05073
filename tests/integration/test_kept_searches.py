"""What somebody searches for never stands in an address, and is found again by that user only, for a day."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from marshmallow import ValidationError
from sqlalchemy import MetaData, create_engine, func, select

from shared.clock import TurnedClock
from shared.web.searches import KEPT_FOR, LONGEST, KeptSearches, kept_search_table, tidy
from tests.support.gallery import CASEWORKER, CLIENTS, DAY

OTHER = replace(CASEWORKER, id="another")


@pytest.fixture
def searches(tmp_path: Path) -> KeptSearches:
    metadata = MetaData()
    table = kept_search_table(metadata)
    engine = create_engine(f"sqlite:///{tmp_path / 'one.sqlite'}")
    metadata.create_all(engine)
    return KeptSearches(engine, table, TurnedClock(DAY))


def test_a_search_is_found_again_by_its_token_in_every_web_process(searches: KeptSearches) -> None:
    token = searches.keep(CASEWORKER, "  J. van  Dijk 21-11-1938 ")
    another_process = replace(searches, engine=create_engine(searches.engine.url))
    assert another_process.text_of(CASEWORKER, token) == "J. van Dijk 21-11-1938"


def test_the_token_of_another_user_finds_nothing(searches: KeptSearches) -> None:
    assert searches.text_of(OTHER, searches.keep(CASEWORKER, "El Amrani")) is None
    assert searches.text_of(CASEWORKER, "made-up-token") is None


def test_two_searches_have_two_tokens_also_for_the_same_words(searches: KeptSearches) -> None:
    tokens = {searches.keep(CASEWORKER, "El Amrani") for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 16 for token in tokens)


def test_after_a_day_a_search_is_gone_and_the_next_one_takes_it_away(searches: KeptSearches) -> None:
    token = searches.keep(CASEWORKER, "El Amrani")
    later = replace(searches, clock=TurnedClock(DAY + timedelta(days=KEPT_FOR.days)))
    assert later.text_of(CASEWORKER, token) is None
    later.keep(OTHER, "Kuiper")
    with searches.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(searches.table)).scalar_one() == 1


def test_the_answer_leads_to_the_list_with_its_filters_and_without_the_name(searches: KeptSearches) -> None:
    form = {"text": "El Amrani", "state": "planned", "sort": "-born", "page": "7"}
    answer = searches.redirect(CASEWORKER, CLIENTS, form, "/migration/clients")
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert address.startswith("/migration/clients?state=planned&search=")
    assert address.endswith("&sort=-born")
    assert "Amrani" not in address


def test_nothing_typed_is_the_list_without_a_search(searches: KeptSearches) -> None:
    answer = searches.redirect(CASEWORKER, CLIENTS, {"text": "  ", "state": "planned"}, "/lijst")
    assert answer.headers["Location"] == "/lijst?state=planned"


def test_a_filter_that_somebody_made_up_is_refused(searches: KeptSearches) -> None:
    with pytest.raises(ValidationError):
        searches.redirect(CASEWORKER, CLIENTS, {"text": "x", "state": "gone"}, "/lijst")


def test_a_text_without_end_is_cut() -> None:
    assert len(tidy("a" * 10_000)) == LONGEST
