"""Dutch words: the same for one thing, wherever it is shown."""

from deploy.show import PERSONS
from services.migration.domain.states import PersonState
from services.migration.entrypoints.words import STATES


def test_every_state_has_the_same_words_on_screen_and_in_the_commands() -> None:
    assert set(STATES) == set(PersonState)
    assert {state.value: word for state, word in STATES.items()}.items() <= PERSONS.items()
