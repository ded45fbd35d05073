"""The menu of each role: short ones stay flat, long ones fold, and nothing is lost or doubled."""

from urllib.parse import urlsplit

import pytest

from deploy.navigation import NAVIGATION
from shared.access import Role
from shared.web.menu import FIT, MenuEntry, NavigationItem, menu_of

ROLES = frozenset({Role.CASEWORKER})


def item(number: int, group: str = "") -> NavigationItem:
    return NavigationItem(f"Scherm {number}", f"/scherm-{number}", ROLES, group=group)


def told(entries: tuple[MenuEntry, ...]) -> list[tuple[str, list[str]]]:
    return [(entry.label, [each.label for each in entry.items]) for entry in entries]


def test_a_short_menu_is_flat_in_its_own_order() -> None:
    items = [item(1, "Post"), item(2), item(3, "Post")]
    assert told(menu_of(items, Role.CASEWORKER)) == [("", ["Scherm 1"]), ("", ["Scherm 2"]), ("", ["Scherm 3"])]


def test_a_long_menu_folds_its_groups_behind_what_is_always_in_sight() -> None:
    items = [item(1, "Post"), item(2), item(3, "Post"), item(4, "Geld"), *(item(n) for n in range(5, 5 + FIT))]
    found = told(menu_of(items, Role.CASEWORKER))
    assert found[0] == ("", ["Scherm 2"])
    assert found[-2:] == [("Post", ["Scherm 1", "Scherm 3"]), ("", ["Scherm 4"])]


def test_a_group_holds_the_page_of_each_of_its_links() -> None:
    entry = MenuEntry("Post", (item(1), item(2)))
    assert entry.holds("/scherm-2/7")
    assert not entry.holds("/scherm-3")


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_each_of_its_links_once_and_few_at_a_time(role: Role) -> None:
    entries = menu_of(NAVIGATION, role)
    shown = [each.url for entry in entries for each in entry.items]
    assert sorted(shown) == sorted(each.url for each in NAVIGATION if role in each.roles)
    assert len(entries) <= 10
    assert all(urlsplit(url).query == "" for url in shown)


def test_nobody_who_is_not_signed_in_has_a_menu() -> None:
    assert menu_of(NAVIGATION, None) == ()
