"""The terms and amounts that letters name, from the law folder of this service."""

from datetime import date

from services.notifications.domain.letters.step_filling import Terms
from shared.law.book import LawBook


def terms_on(book: LawBook, day: date) -> Terms:
    """As they are on the day of a letter. Raises LawError."""
    return Terms(
        objection_weeks=book.integer("letter.objection", day),
        plan_days=book.integer("letter.personal-plan", day),
        decision_weeks=book.integer("letter.decision", day),
        papers_days=book.integer("letter.hearing-papers", day),
        inspection_weeks=book.integer("letter.hearing-inspection", day),
        court_fee=book.integer("letter.court-fee", day),
        adult_age=book.integer("letter.adult-age", day),
    )
