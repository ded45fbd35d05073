"""The routes: every step that was taken, where each route stands, what was typed and decided. Own decisions: a rebuild
keeps them."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from services.migration.adapters.database import metadata

route = Table(
    "route",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("changed_on", Date, nullable=False),
    Column("objection_until", Date),
    Column("held_until", Date),
    Column("old_right_until", Date),
)
"""`old_right_until`: by an accepted offer, as long as nobody was told that the right is over."""
Index("route_taking_effect", route.c.state, route.c.objection_until)
Index("route_by_change", route.c.state, route.c.changed_on)
Index("route_taking_over", route.c.old_right_until)
Index("route_on_hold", route.c.state, route.c.held_until)

route_step = Table(
    "route_step",
    metadata,
    Column("step_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False),
    Column("number", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(30), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("by_kind", String(10), nullable=False),
    Column("by_id", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("undoes", String(36)),
    Column("letter_left_on", Date),
    Column("municipality", Text, nullable=False),
    Column("written_again_on", Date),
)
"""`municipality`: where the client lived when the step was recorded."""
Index("route_step_of_client", route_step.c.client_id, route_step.c.number, route_step.c.position, unique=True)

conversation = Table(
    "conversation",
    metadata,
    Column("client_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
"""`body`: what was typed, as JSON."""

decision = Table(
    "decision",
    metadata,
    Column("decision_id", String(36), primary_key=True),
    Column("client_id", String(36), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("made_on", Date, nullable=False),
    Column("body", Text, nullable=False),
)

prolongation = Table(
    "prolongation",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("municipality", Text, nullable=False),
    Column("ends_from", Date, nullable=False),
    Column("ends_through", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_by_name", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("stopped", Text, nullable=False),
)

prolongation_client = Table(
    "prolongation_client",
    metadata,
    Column("group_id", String(36), primary_key=True),
    Column("client_id", String(36), primary_key=True),
    Column("wave", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("why", Text, nullable=False),
)
