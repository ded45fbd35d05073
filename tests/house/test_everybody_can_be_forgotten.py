"""Every table of every service names by which column a client is erased, or why there is none."""

from importlib import import_module

import pytest
from sqlalchemy import MetaData

from shared.messaging.forgetting import Through
from shared.messaging.tables import messaging_tables

SERVICES = ("intake", "migration", "billing", "notifications")


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_is_erased_or_says_why_not(service: str) -> None:
    import_module(f"services.{service}.main")
    database = import_module(f"services.{service}.adapters.database")
    of_messaging = MetaData()
    messaging_tables(of_messaging)
    tables = set(database.metadata.tables) - set(of_messaging.tables)
    assert not set(database.OF_CLIENT) & set(database.NOT_OF_CLIENT)
    assert set(database.OF_CLIENT) | set(database.NOT_OF_CLIENT) == tables


@pytest.mark.parametrize("service", SERVICES)
def test_the_columns_are_there(service: str) -> None:
    import_module(f"services.{service}.main")
    database = import_module(f"services.{service}.adapters.database")
    for name, how in database.OF_CLIENT.items():
        columns = database.metadata.tables[name].c
        assert (how.column if isinstance(how, Through) else how) in columns
        assert not isinstance(how, Through) or how.key in database.metadata.tables[how.table].c


@pytest.mark.parametrize("service", SERVICES)
def test_a_table_with_a_client_in_it_is_erased(service: str) -> None:
    """But for the two that hold nothing beside our id."""
    import_module(f"services.{service}.main")
    database = import_module(f"services.{service}.adapters.database")
    named = {name for name, table in database.metadata.tables.items() if "client_id" in table.c}
    assert named - set(database.OF_CLIENT) <= {"delivery_client", "forgetting"}
