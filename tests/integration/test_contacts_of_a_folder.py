"""A data folder starts with example contact data, and says so until a municipality puts in its own."""

from pathlib import Path

import pytest

from deploy.data_dir import DataDir
from deploy.take_in import say_if_contacts_are_an_example


def told(folder: DataDir, capsys: pytest.CaptureFixture[str]) -> str:
    say_if_contacts_are_an_example(folder)
    return capsys.readouterr().err


def test_a_new_folder_says_that_its_contact_data_are_nobodys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = DataDir.open(tmp_path / "data")
    assert "contacts.toml in deze map is een voorbeeld" in told(folder, capsys)


def test_a_folder_with_contact_data_of_its_own_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = DataDir.open(tmp_path / "data")
    own = folder.contacts_file.read_text(encoding="utf-8").replace("000 - 000 03 21", "000 - 111 11 11")
    folder.contacts_file.write_text(own, encoding="utf-8")
    assert told(DataDir.open(tmp_path / "data"), capsys) == ""


def test_a_demo_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(DataDir.open(tmp_path / "data", demo_seed=1), capsys) == ""
