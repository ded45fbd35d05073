"""The catalogue of events says what the contracts say."""

from shared.catalogue import FILE, catalogue, text
from shared.events.contracts import event_types
from shared.events.words import EVENT_WORDS


def test_the_catalogue_on_file_is_made_from_the_contracts_of_today() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run: python -m shared.catalogue"


def test_every_event_type_stands_in_exactly_one_channel() -> None:
    listed = [name for channel in catalogue()["channels"].values() for name in channel["messages"]]
    assert sorted(listed) == event_types()


def test_every_event_type_has_a_dutch_word() -> None:
    assert sorted(EVENT_WORDS) == event_types()
