"""The kinds of letters: when each is written, in which version, what the law demands of it and what it promises."""

from collections.abc import Sequence

from services.notifications.application.letters.ports import LetterWork
from services.notifications.application.letters.views import LetterKindView
from shared.access import STAFF, Scope, allowed


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_letter_kinds(work: LetterWork) -> Sequence[LetterKindView]:
    """They name nobody, so the read log hears nothing."""
    return [LetterKindView(text, text.newest.number, text.newest.since) for text in work.texts.all()]
