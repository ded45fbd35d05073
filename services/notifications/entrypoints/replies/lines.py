"""The rows of the inbox: on the screen, and in a file for a spreadsheet. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from services.notifications.application.replies.views import AnswerLine, SilentLine
from services.notifications.domain.replies.answer import Answer
from services.notifications.entrypoints.replies.words import CHANNELS, KINDS
from shared.dutch import counted, date_in_words, due_in_words
from shared.municipalities import municipality_name
from shared.web.tables import Cell, Line

SOON = 2

ANSWER_HEADS = [
    {"label": "Cliënt"},
    {"label": "Antwoord", "sort": "kind"},
    {"label": "Binnen op", "sort": "received", "kind": "date"},
    {"label": "Wie pakt het op"},
    {"label": "Uiterlijk", "sort": "due", "kind": "date"},
]
SILENT_HEADS = [
    {"label": "Cliënt"},
    {"label": "Gesprek op", "sort": "day", "kind": "date"},
    {"label": "Uitgenodigd op", "sort": "invited", "kind": "date"},
    {"label": "Consulent"},
    {"label": "Antwoord"},
]


def answer_lines(lines: Sequence[AnswerLine], page_of: Callable[[str], str], today: date) -> list[Line]:
    """`page_of`: the address of an answer's page."""
    return [
        Line(
            line.client_name,
            page_of(line.answer.answer_id),
            [
                Cell(KINDS[line.answer.kind], note=line.answer.wish),
                Cell(date_in_words(line.answer.received_on), note=CHANNELS[line.answer.channel]),
                Cell(line.answer.owner, note="nog van niemand" if _free(line.answer) else ""),
                _due(line.answer, today),
            ],
            small=municipality_name(line.answer.municipality),
        )
        for line in lines
    ]


def _free(answer: Answer) -> bool:
    return answer.of_team and answer.is_open


def _due(answer: Answer, today: date) -> Cell:
    if answer.done_on is not None:
        return Cell(date_in_words(answer.due_on), note=_done(answer.done_on, answer), tag="safe")
    left = (answer.due_on - today).days
    if left < 0:
        return Cell(
            date_in_words(answer.due_on), note=f"{-left} {'dag' if left == -1 else 'dagen'} te laat", tag="danger"
        )
    if left <= SOON:
        return Cell(date_in_words(answer.due_on), note=_near(left), tag="warning")
    return Cell(date_in_words(answer.due_on))


def _done(day: date, answer: Answer) -> str:
    return f"klaar op {date_in_words(day)}" if answer.dealt_with else "niets te doen"


def _near(left: int) -> str:
    return {0: "vandaag", 1: "morgen"}.get(left, f"over {left} dagen")


def silent_lines(lines: Sequence[SilentLine], base: str) -> list[Line]:
    """`base`: the address of the screen on which an answer is recorded, up to the client's id."""
    return [
        Line(
            line.client_name,
            f"/migration/clients/{line.appointment.client_id}",
            [
                Cell(date_in_words(line.appointment.day), note=f"{line.appointment.starts:%H.%M} uur"),
                Cell(date_in_words(line.appointment.made_on), note=f"{counted(line.days, 'dag', 'dagen')} geleden"),
                Cell(line.appointment.caseworker),
                Cell("leg vast", href=f"{base}{line.appointment.client_id}") if base else Cell(""),
            ],
            small=municipality_name(line.appointment.municipality),
        )
        for line in lines
    ]


def answer_rows(lines: Sequence[AnswerLine], today: date) -> Iterator[Sequence[str]]:
    """With its head. The note stays here: a file travels on."""
    yield ("Cliënt", "Gemeente", "Antwoord", "Wens", "Via", "Binnen op", "Wie pakt het op", "Uiterlijk", "Stand")
    for line in lines:
        answer = line.answer
        stand = f"klaar op {answer.done_on.isoformat()}" if answer.done_on else due_in_words(answer.due_on, today)
        yield (
            line.client_name,
            municipality_name(answer.municipality),
            KINDS[answer.kind],
            answer.wish,
            CHANNELS[answer.channel],
            answer.received_on.isoformat(),
            answer.owner,
            answer.due_on.isoformat(),
            stand if answer.done_on or answer.due_on < today else "open",
        )


def silent_rows(lines: Sequence[SilentLine]) -> Iterator[Sequence[str]]:
    yield ("Cliënt", "Gemeente", "Gesprek op", "Om", "Uitgenodigd op", "Dagen stil", "Consulent")
    for line in lines:
        one = line.appointment
        yield (
            line.client_name,
            municipality_name(one.municipality),
            one.day.isoformat(),
            f"{one.starts:%H.%M}",
            one.made_on.isoformat(),
            str(line.days),
            one.caseworker,
        )
