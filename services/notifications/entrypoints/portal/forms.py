"""What a client sends from the own page."""

from werkzeug.datastructures import FileStorage

from services.notifications.domain.replies.answer import FROM_PORTAL, KINDS, AnswerKind
from shared.web.problem import NotFound


def kind_of(word: str) -> AnswerKind:
    """From the address. Raises NotFound for what cannot be let know here."""
    kind = KINDS.get(word)
    if kind is None or kind not in FROM_PORTAL:
        raise NotFound("Deze bladzijde is er niet. Ga terug naar uw overzicht.")
    return kind


def content_of(file: FileStorage | None, most_bytes: int) -> bytes:
    """No more of it than one byte too many."""
    return file.stream.read(most_bytes + 1) if file is not None else b""
