"""The messaging promises on a sealed log, and those about who is forgotten: nobody else notices."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.database import open_engine, sqlite_url
from shared.transport.embedded import EmbeddedLog
from shared.transport.embedded_keys import EmbeddedKeys
from shared.transport.keys import ClientKeys
from shared.transport.sealed import SealedLog
from shared.transport.topics import TOPICS
from tests.integration.messaging_suite import MessagingSuite, Tally, happened, work_all
from tests.support.poison import Put, put_in_file

ANNA, BEN = "client-a", "client-b"


class TestMessagingSealed(MessagingSuite):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[Engine]:
        engine = open_engine(sqlite_url(tmp_path / "service.sqlite"))
        yield engine
        engine.dispose()

    @pytest.fixture
    def keys(self, tmp_path: Path) -> ClientKeys:
        return ClientKeys(EmbeddedKeys(tmp_path / "keys.sqlite"), "ab" * 32)

    @pytest.fixture
    def transport(self, tmp_path: Path, keys: ClientKeys) -> SealedLog:
        return SealedLog(EmbeddedLog(tmp_path / "log.sqlite"), keys)

    @pytest.fixture
    def put(self, tmp_path: Path) -> Put:
        return partial(put_in_file, tmp_path / "log.sqlite")

    def test_what_is_told_of_who_is_forgotten_holds_up_nobody(self, tally: Tally, keys: ClientKeys) -> None:
        told = [happened(whom, number) for number, whom in enumerate((ANNA, BEN, ANNA, BEN))]
        tally.transport.append(TOPICS["intake"], told)
        keys.destroy(ANNA)
        worker = tally.worker()
        work_all(worker, self.wait)
        tally.transport.append(TOPICS["intake"], [happened(ANNA, 4), happened(BEN, 5)])
        work_all(worker, self.wait)
        assert (tally.seen(), tally.parked()) == ({BEN: 3}, [])
        assert tally.transport.lag("migration", [TOPICS["intake"]]) == 0

    def test_what_was_parked_without_its_key_works_when_the_keys_are_back(
        self, tally: Tally, keys: ClientKeys, tmp_path: Path
    ) -> None:
        """It stayed unreadable for ever: what was tried again was looked at as it lay, sealed."""
        told = [happened(whom, number) for number, whom in enumerate((ANNA, BEN, ANNA, BEN))]
        tally.transport.append(TOPICS["intake"], told)
        tally.transport = SealedLog(
            EmbeddedLog(tmp_path / "log.sqlite"), ClientKeys(EmbeddedKeys(tmp_path / "none.sqlite"), "ab" * 32)
        )
        work_all(tally.worker(), self.wait)
        assert (tally.seen(), len(tally.parked())) == ({}, 4)
        tally.worker().retry_parked(tally.first_parked())
        assert len(tally.parked()) == 4
        tally.transport = SealedLog(EmbeddedLog(tmp_path / "log.sqlite"), keys)
        keys.destroy(BEN)
        for _ in (ANNA, BEN):
            tally.worker().retry_parked(tally.first_parked())
        assert (tally.seen(), tally.parked(), tally.order) == ({ANNA: 2}, [], [0, 2])

    @pytest.mark.parametrize("lost", [False, True])
    def test_a_rebuild_gives_everybody_but_who_is_forgotten(self, tally: Tally, keys: ClientKeys, lost: bool) -> None:
        told = [happened(whom, number) for number, whom in enumerate((ANNA, BEN, ANNA, BEN))]
        tally.transport.append(TOPICS["intake"], told)
        work_all(tally.worker(), self.wait)
        assert tally.seen() == {ANNA: 2, BEN: 2}
        last = tally.transport.last_sequence(TOPICS["migration"])
        keys.destroy(ANNA)
        if lost:
            tally.lose_everything()
        tally.rebuild()
        tally.transport.append(TOPICS["intake"], [happened(BEN, 4)])
        work_all(tally.worker(), self.wait)
        assert (tally.seen(), tally.parked()) == ({BEN: 3}, [])
        assert [sequence for number, sequence in tally.sent() if number == 4] == [last + 1]
