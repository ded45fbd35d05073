"""A list keeps what it was asked: a search survives the next page, and what was made up is refused."""

import pytest
from marshmallow import ValidationError

from shared.municipalities import is_known
from shared.web.lists import Listing, page_count, pages_to_show

CLIENTS = Listing(
    sorts=("name", "born"), filters={"municipality": is_known, "state": frozenset({"planned", "overdue"})}
)
TOKEN = "aB3_-xYz90"


def test_an_address_without_anything_is_the_first_page_in_the_default_order() -> None:
    state = CLIENTS.read({})
    assert (state.page, str(state.order), state.search, state.filters) == (1, "name", "", {})
    assert state.link == "?"


def test_a_link_says_only_what_differs_from_the_default() -> None:
    state = CLIENTS.read({"state": "planned", "sort": "-born", "page": "3", "search": TOKEN, "municipality": ""})
    assert state.link == f"?state=planned&search={TOKEN}&sort=-born&page=3"
    assert CLIENTS.read({"sort": "name", "page": "1"}).link == "?"


def test_everything_survives_the_next_page_and_a_new_order_begins_at_the_first() -> None:
    state = CLIENTS.read({"state": "planned", "search": TOKEN, "page": "3"})
    assert state.on_page(4).link == f"?state=planned&search={TOKEN}&page=4"
    assert state.sorted_by("born").link == f"?state=planned&search={TOKEN}&sort=born"


def test_the_same_head_again_turns_the_order_round() -> None:
    state = CLIENTS.read({})
    assert state.direction_of("name") == "ascending"
    assert state.direction_of("born") == "none"
    turned = state.sorted_by("name")
    assert (turned.link, turned.direction_of("name")) == ("?sort=-name", "descending")
    assert turned.sorted_by("name").link == "?"


def test_filters_go_along_with_a_search_and_a_search_with_filters() -> None:
    state = CLIENTS.read({"state": "planned", "search": TOKEN, "sort": "born", "page": "2"})
    assert state.kept_by_search_form() == [("state", "planned"), ("sort", "born")]
    assert state.kept_by_filter_form() == [("search", TOKEN), ("sort", "born")]


def test_a_filter_is_taken_away_alone_or_with_all_others() -> None:
    state = CLIENTS.read({"state": "planned", "municipality": "0321", "search": TOKEN, "page": "2"})
    assert state.without("state").link == f"?municipality=0321&search={TOKEN}"
    assert state.searched("").link == "?municipality=0321&state=planned"
    assert state.cleared().link == "?"
    assert state.only(state="overdue").filters == {"municipality": "0321", "state": "overdue"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("page", "0", "heel getal vanaf 1"),
        ("page", "-1", "heel getal vanaf 1"),
        ("page", "1.5", "heel getal vanaf 1"),
        ("page", "٣", "heel getal vanaf 1"),
        ("page", "999999", "heel getal vanaf 1"),
        ("sort", "salary", "Sorteren kan op: name, born."),
        ("sort", "--name", "Sorteren kan op: name, born."),
        ("search", "Jansen van Dijk", "Zoek opnieuw."),
        ("state", "gone", "Kies een van: overdue, planned."),
        ("municipality", "9999", "Deze keuze kennen we niet."),
    ],
)
def test_a_made_up_value_is_refused_in_dutch_by_its_name(name: str, value: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CLIENTS.read({name: value})
    assert told in refused.value.messages_dict[name][0]


def test_what_the_list_does_not_know_is_left_alone() -> None:
    assert CLIENTS.read({"done": "yes"}).link == "?"


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 40, [1, 2, None, 40]),
        (3, 40, [1, 2, 3, 4, None, 40]),
        (4, 40, [1, 2, 3, 4, 5, None, 40]),
        (12, 40, [1, None, 11, 12, 13, None, 40]),
        (40, 40, [1, None, 39, 40]),
        (2, 3, [1, 2, 3]),
        (50, 40, [1, None, 40]),
    ],
)
def test_pages_left_out_are_dots_and_never_one_alone(page: int, pages: int, shown: list[int | None]) -> None:
    assert pages_to_show(page, pages) == shown


def test_a_last_page_may_be_half_full() -> None:
    assert [page_count(total, 50) for total in (0, 1, 50, 51, 2000)] == [1, 1, 1, 2, 40]


def test_a_list_may_begin_with_the_last_one_first() -> None:
    newest_first = Listing(sorts=("-made", "name"))
    state = newest_first.read({})
    assert (str(state.order), state.link, state.direction_of("made")) == ("-made", "?", "descending")
    assert state.sorted_by("made").link == "?sort=made"
    assert newest_first.read({"sort": "made"}).sorted_by("made").link == "?"
    assert state.sorted_by("name").link == "?sort=name"
