"""The keys of clients in a file."""

import uuid
from pathlib import Path

import pytest

from shared.transport.embedded_keys import EmbeddedKeys
from shared.transport.keys import ClientKeys
from tests.contract.key_store_suite import INSTALLATION, KeyStoreSuite, OpenStore


class TestEmbeddedKeys(KeyStoreSuite):
    @pytest.fixture
    def open_store(self, tmp_path: Path) -> OpenStore:
        return lambda: EmbeddedKeys(tmp_path / "keys.sqlite")

    def test_a_destroyed_key_is_in_no_file_any_more(self, open_store: OpenStore, tmp_path: Path) -> None:
        keys = ClientKeys(open_store(), INSTALLATION)
        whom = [str(uuid.UUID(int=number)) for number in range(500)]
        keys.for_sealing(whom)
        sealed = open_store().find(whom)
        for subject in whom[::7]:
            keys.destroy(subject)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        found = [number for number, subject in enumerate(whom) if (key := sealed[subject]) and key in left]
        assert found == [number for number in range(500) if number % 7]


@pytest.mark.parametrize("wrong", ["", "ab", "zz" * 32, "ab" * 33])
def test_a_key_of_an_installation_is_32_bytes_in_hex(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"32|hexadecimal"):
        ClientKeys(EmbeddedKeys(tmp_path / "keys.sqlite"), wrong)
