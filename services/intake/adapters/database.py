"""The database of intake: what all its tables share."""

from sqlalchemy import MetaData

from shared.messaging.tables import messaging_tables
from shared.web.read_log import read_log_table

metadata = MetaData()
messaging = messaging_tables(metadata)
read_log = read_log_table(metadata)
