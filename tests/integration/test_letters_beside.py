"""Taking a region in with two processes: the outcome is that of one, and what goes wrong in either ends both."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest

from deploy.beside import LettersBeside, SecondProcessFailed
from deploy.demo.releasers import release_in_demo
from deploy.region import Region
from services.intake.main import deliver_file
from tests.simulation.deliveries import DAY, make_delivery, open_region, take_in

PATIENCE_SECONDS = 60
SCALE = "0.02"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_delivery(tmp_path_factory.mktemp("files"), scale=SCALE)


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return open_region(tmp_path / "data")


def second_process() -> BaseProcess:
    (found,) = multiprocessing.active_children()
    return found


def print_runs(region: Region) -> dict[str, bytes]:
    folder = region.data.path / "print"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*") if file.is_file()}


@pytest.mark.slow
def test_the_outcome_is_that_of_one_process(files: list[Path], tmp_path: Path) -> None:
    with closing(open_region(tmp_path / "one")) as one, closing(open_region(tmp_path / "two")) as two:
        take_in(one, files)
        with LettersBeside(two) as letters:
            for file in files:
                deliver_file(two.services["intake"], file)
                letters.work()
            assert two.to_read() == 0
            release_in_demo(two)
        assert multiprocessing.active_children() == []
        ahead = set(print_runs(two))
        two.tick(DAY)
        assert two.digests() == one.digests()
        assert two.status() == one.status()
        assert print_runs(two) == print_runs(one)
        assert ahead & set(print_runs(two)), "something was rendered ahead"


def test_progress_reaches_its_end(region: Region, files: list[Path]) -> None:
    left: list[int] = []
    with closing(region), LettersBeside(region) as letters:
        deliver_file(region.services["intake"], files[0])
        letters.work(left.append)
    assert max(left) > 0
    assert left[-1] == 0


def take_in_beside(region: Region, files: list[Path]) -> None:
    with closing(region), LettersBeside(region) as letters:
        for file in files:
            deliver_file(region.services["intake"], file)
            letters.work()


def test_a_failure_of_the_second_process_comes_out_with_its_reason(region: Region, files: list[Path]) -> None:
    (region.data.path / "print").write_text("no folder")
    with pytest.raises(SecondProcessFailed, match="FileExistsError"):
        take_in_beside(region, files)
    assert multiprocessing.active_children() == []


def killed_while_it_works(region: Region) -> None:
    with closing(region), LettersBeside(region) as letters:
        kill(second_process())
        letters.work()


def killed_at_the_end(region: Region) -> None:
    with closing(region), LettersBeside(region):
        kill(second_process())


def kill(process: BaseProcess) -> None:
    process.kill()
    process.join(PATIENCE_SECONDS)


@pytest.mark.parametrize("use", [killed_while_it_works, killed_at_the_end])
def test_the_death_of_the_second_process_comes_out(region: Region, use: Callable[[Region], None]) -> None:
    with pytest.raises(SecondProcessFailed, match=f"code -{signal.SIGKILL.value}"):
        use(region)
    assert multiprocessing.active_children() == []


def end_by(region: Region, error: type[BaseException]) -> None:
    with closing(region), LettersBeside(region) as letters:
        letters.work()
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_what_ends_the_first_process_ends_the_second(region: Region, error: type[BaseException]) -> None:
    with pytest.raises(error):
        end_by(region, error)
    assert multiprocessing.active_children() == []


# pytest imports the tests without putting the checkout on the path, so the program has to be told where it is.
CHECKOUT = Path(__file__).parents[2]

PROGRAM = """
import multiprocessing, sys, time
from pathlib import Path
from deploy.beside import LettersBeside
from tests.simulation.deliveries import open_region

if __name__ == "__main__":
    with LettersBeside(open_region(Path(sys.argv[1]))) as letters:
        letters.work()
        print(multiprocessing.active_children()[0].pid, flush=True)
        time.sleep(600)
"""


def test_without_the_first_process_the_second_stops_by_itself(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(CHECKOUT), *sys.path])}
    first = subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "data")], stdout=subprocess.PIPE, text=True, env=surroundings
    )
    assert first.stdout is not None
    second = psutil.Process(int(first.stdout.readline()))
    first.kill()
    first.wait(PATIENCE_SECONDS)
    second.wait(PATIENCE_SECONDS)
    first.stdout.close()
