"""What somebody typed in a search box, kept on our side under a short random token.

A name, a birth date or a client number may never stand in an address: addresses end up in logs, histories and
bookmarks. So the box is posted, the text is kept in the service's own database, and the list is at `?search=<token>`.
Back and reload work, another user's token finds nothing, and after a day nobody's does.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import redirect
from sqlalchemy import Column, DateTime, Engine, MetaData, String, Table, delete, insert, select
from werkzeug.wrappers import Response

from shared.access import User
from shared.clock import Clock
from shared.web.lists import Listing

TEXT = "text"
"""The name of the box in the form."""

KEPT_FOR = timedelta(hours=24)
LONGEST = 100
TOKEN_BYTES = 12


def kept_search_table(metadata: MetaData) -> Table:
    """No business table: it is in no digest, and a rebuilt database starts without searches."""
    return Table(
        "kept_search",
        metadata,
        Column("token", String(32), primary_key=True),
        Column("user_id", String(60), nullable=False),
        Column("text", String(LONGEST), nullable=False),
        Column("kept_at", DateTime(timezone=True), nullable=False, index=True),
    )


@dataclass(frozen=True, slots=True)
class KeptSearches:
    """The searches of a service. Every web process of it sees the same ones."""

    engine: Engine
    table: Table
    clock: Clock

    def keep(self, user: User, text: str) -> str:
        """The token of what was typed. Throws away what is too old, so that nothing else has to."""
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self.clock.now()
        row = {"token": token, "user_id": user.id, "text": tidy(text), "kept_at": now}
        with self.engine.begin() as connection:
            connection.execute(delete(self.table).where(self.table.c.kept_at <= now - KEPT_FOR))
            connection.execute(insert(self.table), row)
        return token

    def text_of(self, user: User, token: str) -> str | None:
        """What this user searched for; None when there is no such search of this user, or no longer."""
        wanted = select(self.table.c.text).where(
            self.table.c.token == token,
            self.table.c.user_id == user.id,
            self.table.c.kept_at > self.clock.now() - KEPT_FOR,
        )
        with self.engine.connect() as connection:
            found: str | None = connection.execute(wanted).scalar_one_or_none()
        return found

    def redirect(self, user: User, listing: Listing, form: Mapping[str, str], address: str) -> Response:
        """The answer to a posted search: to the list at `address`, with the filters that the form held. Nothing typed
        is the list without a search. Raises ValidationError for a filter that somebody made up."""
        state = listing.read(form)
        typed = tidy(form.get(TEXT, ""))
        return redirect(address + state.searched(self.keep(user, typed) if typed else "").link, code=303)


def tidy(typed: str) -> str:
    """In one line without double spaces, and no longer than anything one can search for."""
    return " ".join(typed.split())[:LONGEST].rstrip()
