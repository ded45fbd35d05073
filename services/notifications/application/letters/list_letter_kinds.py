"""The kinds of letters: when each is written, in which version, what the law demands of it and what it promises."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterKindView
from services.notifications.domain.letters.announcement import ANNOUNCEMENT
from services.notifications.domain.letters.letter_text import LetterText
from shared.access import STAFF, Scope, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_letter_kinds(work: LetterWork) -> Sequence[LetterKindView]:
    """They name nobody, so the read log hears nothing."""
    announcement = work.texts.announcement()
    made_in_code = LetterKindView(announcement, ANNOUNCEMENT.version, None)
    return [made_in_code, *(_view(text) for text in work.texts.all())]


def _view(text: LetterText) -> LetterKindView:
    return LetterKindView(text, text.newest.number, text.newest.since)
