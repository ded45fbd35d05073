"""Files are there whole or not at all, and what killed processes left is taken away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shared.whole_files import clear_unfinished, make_whole, unfinished, write_whole


def a_process_that_is_gone() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_fails_halfway_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", "first")

    def fail(place: Path) -> None:
        place.write_text("half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        make_whole(tmp_path / "a.json", fail)
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.json", "first")]


def test_what_a_killed_process_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    mine, gone = unfinished(tmp_path / "a.json"), a_process_that_is_gone()
    token = mine.name.split("-")[1]
    alive = tmp_path / f".b.json.{os.getppid()}-00000000-0.tmp"
    left = [tmp_path / "below" / f".c.pdf.{gone}-{token}-0.tmp", tmp_path / f".d.{os.getpid()}-00000000-3.tmp"]
    (tmp_path / "below").mkdir()
    others = [mine, alive, tmp_path / "letter.tmp", tmp_path / ".note.tmp"]
    for each in (*left, *others):
        each.write_text("half")
    clear_unfinished(tmp_path)
    assert [each.exists() for each in left] == [False, False]
    assert all(each.exists() for each in others)
