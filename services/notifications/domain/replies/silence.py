"""After how long silence is seen. It never has a consequence by itself. Pure."""

from datetime import date, timedelta

DAYS_OF_SILENCE = "answers.days-of-silence"
"""The choice of a municipality that says how many days after the invitation."""


def invited_by(today: date, days: int) -> date:
    """The day on which somebody was invited at the latest to be silent for so many days."""
    return today - timedelta(days=days)
