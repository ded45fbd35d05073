"""What every store of clients' keys must do; each implementation subclasses this and says how to open itself."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.transport.keys import ClientKeys, KeyStore, WrongInstallationKey

INSTALLATION, ANOTHER = "ab" * 32, "cd" * 32
A, B, C = (str(uuid.UUID(int=number)) for number in range(3))
OpenStore = Callable[[], KeyStore]
"""Each call opens the same keys as another process would."""


class KeyStoreSuite:
    """Subclass with a fixture `open_store`."""

    def test_what_was_added_is_found_by_everybody(self, open_store: OpenStore) -> None:
        open_store().add({A: b"a", B: b"b"})
        assert open_store().find([A, B, C]) == {A: b"a", B: b"b"}

    def test_of_two_keys_for_one_client_the_first_stays(self, open_store: OpenStore) -> None:
        first, second = open_store(), open_store()
        assert second.find([A]) == {}
        first.add({A: b"first"})
        second.add({A: b"second", B: b"b"})
        assert [store.find([A, B]) for store in (first, second, open_store())] == [{A: b"first", B: b"b"}] * 3

    def test_a_key_that_was_destroyed_stays_so(self, open_store: OpenStore) -> None:
        store, other = open_store(), open_store()
        store.add({A: b"a", B: b"b"})
        store.destroy(A)
        store.destroy(C)
        other.add({A: b"again", C: b"c"})
        assert [each.find([A, B, C]) for each in (store, other, open_store())] == [{A: None, B: b"b", C: None}] * 3

    def test_who_has_seen_a_key_finds_that_it_was_destroyed_when_it_looks_again(self, open_store: OpenStore) -> None:
        store, other = open_store(), open_store()
        store.add({A: b"a"})
        assert other.find([A]) == {A: b"a"}
        store.destroy(A)
        other.refresh()
        assert other.find([A]) == {A: None}

    def test_many_who_make_keys_at_once_use_the_same_ones(self, open_store: OpenStore) -> None:
        everybody = [str(uuid.UUID(int=number)) for number in range(100)]
        makers = [ClientKeys(open_store(), INSTALLATION) for _ in range(4)]
        with ThreadPoolExecutor(len(makers)) as pool:
            made = list(pool.map(lambda keys: keys.for_sealing(everybody), makers))
        assert all(each == made[0] for each in made)
        assert len(set(made[0].values())) == len(everybody)

    def test_the_store_alone_says_nothing(self, open_store: OpenStore) -> None:
        key = ClientKeys(open_store(), INSTALLATION).for_sealing([A])[A]
        sealed = open_store().find([A])[A]
        assert key is not None
        assert sealed is not None
        assert key not in sealed
        with pytest.raises(WrongInstallationKey):
            ClientKeys(open_store(), ANOTHER).for_opening([A])

    def test_nothing_is_sealed_for_who_was_forgotten(self, open_store: OpenStore) -> None:
        keys = ClientKeys(open_store(), INSTALLATION)
        assert keys.for_sealing([A])[A] is not None
        keys.destroy(A)
        assert (keys.for_sealing([A]), keys.for_opening([A, B])) == ({A: None}, {A: None})
