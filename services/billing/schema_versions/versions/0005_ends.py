"""Budgets for protected living that stand in the books since before their ends were kept.

Which of them is an end hangs on decisions and on what the client did, so they get no revision here, and the first tick
works them out before it tells of any.
"""

from alembic import op

revision = "0005_ends"
down_revision = "0004_ends"


def upgrade() -> None:
    op.execute(
        """
        INSERT INTO budget_end (client_id, function_id, revision, municipality, last_day)
        SELECT client_id, function_id, 0, MAX(municipality), MAX(last_day)
        FROM budget_line
        WHERE domain = 'wmo-protected-living' AND decision_id IS NULL
          AND client_id NOT IN (SELECT client_id FROM budget_end)
        GROUP BY client_id, function_id
        """
    )
