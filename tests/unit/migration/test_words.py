"""Dutch words: the same for one thing, wherever it is shown."""

import pytest

from deploy.show import DECISIONS, PERSONS
from services.migration.domain.rights.codes import PACKAGE_CODES
from services.migration.domain.rights.states import PersonState
from services.migration.entrypoints.rights.words import PACKAGES, STATES, care_class, fact, package, plain
from services.migration.entrypoints.route.words import KINDS


def test_every_state_has_the_same_words_on_screen_and_in_the_commands() -> None:
    assert set(STATES) == set(PersonState)
    assert {state.value: word for state, word in STATES.items()}.items() <= PERSONS.items()


def test_every_kind_of_decision_has_the_same_words_on_screen_and_in_the_commands() -> None:
    assert {kind.value: word for kind, word in KINDS.items()} == DECISIONS


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("K0", "klasse 0 (0 tot 1 uur per week)"),
        ("K2", "klasse 2 (2 tot 4 uur per week)"),
        ("K8", "klasse 8 (20 tot 25 uur per week)"),
        ("KD01", "klasse 1 (1 dagdeel per week)"),
        ("KD04", "klasse 4 (4 dagdelen per week)"),
        ("KE2", "klasse 2 (2 etmalen per week)"),
        ("99", "geen klasse"),
        ("", "geen klasse"),
        ("K9", "K9"),
        ("odd", "odd"),
    ],
)
def test_a_class_is_written_with_its_size(code: str, words: str) -> None:
    assert care_class(code) == words


def test_every_package_of_the_code_list_has_a_name() -> None:
    assert set(PACKAGES) == PACKAGE_CODES
    assert (package("866"), package("754"), package("190")) == (
        "4 GGZ-C (code 866)",
        "5 VV (code 754)",
        "9a VV (code 190)",
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("function", "BGG", "begeleiding in een groep"),
        ("grounds", "PSYSOC, VG", "psychosociaal, verstandelijke handicap"),
        ("ends_on", "2015-06-30", "30 juni 2015"),
        ("zzp", "868", "5 GGZ-C (code 868)"),
        ("delivery_form", "ZIN", "zorg in natura"),
        ("confidence", "R", "staat zo in de wet"),
        ("stay", "410000123-868", "410000123-868"),
        ("in_use", "nee", "nee"),
    ],
)
def test_a_fact_on_a_reason_card_is_written_in_words(name: str, value: str, words: str) -> None:
    assert fact(name, value) == words


@pytest.mark.parametrize(
    ("result", "words"),
    [("wmo", "gemeente (Wmo)"), ("2015-12-31", "31 december 2015"), ("geen recht", "geen recht")],
)
def test_an_outcome_is_written_in_words(result: str, words: str) -> None:
    assert plain(result) == words
