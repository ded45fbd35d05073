"""The region of the benchmark of many clients: copies that hang together, and totals that fit."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.benchmarks.large_region import COPIED, enlarge

ANNA, MADE, RUN = (f"{number}0000000-0000-4000-8000-00000000ffff" for number in (1, 2, 3))
HOME, TIMES = "00000000000000aa", 3
TABLES = f"""
CREATE TABLE client (client_id TEXT PRIMARY KEY, household_id TEXT, name TEXT);
CREATE TABLE letter (id TEXT PRIMARY KEY, client_id TEXT, print_run_id TEXT, body TEXT);
CREATE INDEX letter_client ON letter (client_id);
CREATE TABLE print_run (id TEXT PRIMARY KEY, letters INTEGER, pages INTEGER);
CREATE TABLE mailing (id TEXT PRIMARY KEY, number INTEGER, letters INTEGER, kinds TEXT);
CREATE TABLE provider_notice (id TEXT PRIMARY KEY, clients INTEGER, lines TEXT, told TEXT);
CREATE TABLE owner (client_id TEXT PRIMARY KEY, user_id TEXT, name TEXT);
CREATE TABLE tick (day TEXT PRIMARY KEY);
INSERT INTO client VALUES ('{ANNA}', '{HOME}', 'Anna');
INSERT INTO letter VALUES ('{MADE}', '{ANNA}', '{RUN}', '{{"client":"{ANNA}","of":"{MADE}"}}');
INSERT INTO print_run VALUES ('{RUN}', 1, 2);
INSERT INTO mailing VALUES ('m', 7, 1, '{{"invitation": 1}}');
INSERT INTO provider_notice VALUES ('n', 1, '[{{"clientId":"{ANNA}"}}]', '[]');
INSERT INTO owner VALUES ('{ANNA}', 'consulent', 'N. Demo');
INSERT INTO tick VALUES ('2015-04-01');
"""  # noqa: S608


def test_a_client_is_copied_with_all_that_names_the_client(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    for name in COPIED:
        with closing(sqlite3.connect(small / f"{name}.sqlite")) as connection:
            connection.executescript(TABLES)
    enlarge(small, large, TIMES)
    with closing(sqlite3.connect(large / "notifications.sqlite")) as connection:
        rows = connection.execute("SELECT client_id, household_id, name FROM client").fetchall()
        assert (len(rows), len({row[1] for row in rows}), {row[2] for row in rows}) == (TIMES, TIMES, {"Anna"})
        both = "SELECT c.client_id, l.id, l.body, l.print_run_id FROM letter l JOIN client c USING (client_id)"
        letters = connection.execute(both).fetchall()
        assert {body for _, _, body, _ in letters} == {
            f'{{"client":"{each}","of":"{id_}"}}' for each, id_, _, _ in letters
        }
        assert ({run for _, _, _, run in letters}, len(letters)) == ({RUN}, TIMES)
        assert connection.execute("SELECT * FROM print_run").fetchall() == [(RUN, TIMES, 2 * TIMES)]
        assert connection.execute("SELECT * FROM mailing").fetchall() == [("m", 7, TIMES, '{"invitation": 3}')]
        ((number, lines, told),) = connection.execute("SELECT clients, lines, told FROM provider_notice").fetchall()
        assert (number, lines.count("clientId"), told) == (TIMES, TIMES, "[]")
        owners = connection.execute("SELECT user_id FROM owner ORDER BY user_id").fetchall()
        assert owners == [("consulent",), ("consulent~1",), ("consulent~2",)]
        assert connection.execute("SELECT count(*) FROM tick").fetchall() == [(1,)]
        plan = connection.execute("EXPLAIN QUERY PLAN SELECT id FROM letter WHERE client_id = ''").fetchall()
        assert "letter_client" in plan[0][3]
