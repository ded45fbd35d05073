"""Reads the texts of letters from templates/letters/texts. What is wrong in a file stops the start, and names the file.

A file looks like this:

    kind = "invitation"
    about = "Als een afspraak is gemaakt."

    [[duty]]                        # what the law demands of this letter; `words` must be in its text
    name = "free-support"
    law = "Wmo 2015"
    article = "2.3.2 lid 3"
    says = "De cliënt hoort dat er gratis cliëntondersteuning is."
    words = ["gratis", "cliëntondersteuning"]
    when = ["gives"]                # leave out when the letter always says it

    [[promise]]                     # what the letter promises, and the events of which one keeps it
    name = "conversation"
    says = "Wij komen op {day}."
    kept_by = ["migration.step-taken hold-conversation"]
    before = "day"                  # the word that holds the last day; leave out when none is promised

    [[version]]
    number = "1"
    since = 2014-11-01
    until = 2015-12-31              # leave out when no end is known
    subject = "Wij komen met u praten over {care}"
    subject_parents = "..."         # leave out when parents read the same

    [[version.block]]
    heading = "Wat moet u nu doen?" # leave out for what stands under the salutation
    heading_parents = "..."         # leave out when parents read the same
    name = "to-do"                  # only of a block that something else than the letter says too
    when = ["home"]                 # facts that must hold; leave out when it always holds
    unless = ["parents"]
    parts = [
      { say = "Wij komen op {day}." },
      { say = "U krijgt dit.", parents = "Het kind krijgt dit.", when = ["home"] },
      { item = "Uw paspoort." },
      { items = "missing" },        # a list of what the event says
      { paragraphs = "reasons" },
      { table = "provisions", columns = ["Zorg", "Hoeveel", "Van wie"] },
      { say = "{care_name}: nog niet in gebruik.", of = "waiting" },        # once for each of a group, in its own words
      { sentences = [{ say = "Dag {name}." }, { say = "..." }] },           # one paragraph
      { rows = [["{care_name}", "{until}"]], of = "lines", columns = ["Zorg", "Tot en met"] },
    ]

    [[version.phrase]]              # {until_when} in a text becomes the first part that holds, or nothing
    name = "until_when"
    parts = [{ say = "nog een tijd", when = ["several-ends"] }, { say = "tot en met {until}" }]

    [version.slip]                  # only of a letter that asks for an answer: the sheet to answer on
    heading = "Komt de afspraak u uit?"
    parts = [{ say = "Wij horen het graag voor of op {slip_by}." }]     # on what the reader keeps
    title = "Antwoordstrookje"
    choices = [                     # `answer` is a word of the inbox; `write` leaves room to write something
      { answer = "suits", say = "De afspraak komt mij uit." },
      { answer = "other-day", say = "Ik wil een andere dag. Dan kan ik wel:", write = true, parents = "..." },
    ]
    send = "Stuur dit strookje naar:"
"""

import tomllib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, get_args

from services.notifications.adapters.letters.outside.letter_law import terms_on
from services.notifications.domain.letters.kinds import KINDS, LetterKind
from services.notifications.domain.letters.letter_text import (
    Block,
    ChoiceText,
    Condition,
    Duty,
    Form,
    Keeper,
    LetterText,
    Part,
    Phrase,
    Promise,
    Rows,
    SlipText,
    TextVersion,
)
from services.notifications.domain.letters.step_filling import Terms
from services.notifications.domain.letters.text_faults import faults
from services.notifications.domain.letters.vocabulary import TEXT_KINDS, VOCABULARIES, Vocabulary
from services.notifications.domain.replies.answer import KINDS as ANSWERS
from shared.events.contracts import event_types
from shared.events.envelope import TYPE_PREFIX
from shared.law.book import LawBook
from shared.law.files import read_law_book
from shared.settings import SettingsError

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "letters" / "texts"
LAW = FOLDER.parents[2] / "law"
FORMS: tuple[Form, ...] = get_args(Form)
LISTS: tuple[Form, ...] = ("items", "paragraphs")
TABLES: tuple[Form, ...] = ("table", "rows")
OPTIONAL: Mapping[Form, set[str]] = {
    "say": {"parents", "of"},
    "sentences": {"of"},
    "item": {"parents"},
    "items": set(),
    "paragraphs": set(),
    "table": set(),
    "rows": {"of"},
}
"""What a part can have besides when and unless."""


class LetterTexts:
    """The texts of all kinds, with the terms of the law that they name. Reading them again gives the same."""

    def __init__(self, texts: Mapping[LetterKind, LetterText], book: LawBook) -> None:
        self._texts, self._book = texts, book

    def of(self, kind: LetterKind) -> LetterText:
        return self._texts[kind]

    def all(self) -> Sequence[LetterText]:
        return [self._texts[kind] for kind in TEXT_KINDS]

    def terms_on(self, day: date) -> Terms:
        """Raises LawError."""
        return terms_on(self._book, day)


@cache
def letter_texts() -> LetterTexts:
    """Raises TextError and LawError for a file that cannot be used."""
    return LetterTexts(read_letter_texts(), read_law_book(LAW))


class TextError(SettingsError):
    """A text of a letter cannot be used. One line that names the file, what is wrong and what to do."""


def read_letter_texts(folder: Path = FOLDER) -> Mapping[LetterKind, LetterText]:
    """One text per kind that has one as data. Raises TextError."""
    found = {file.stem: _Reader(file.name).text(_content(file)) for file in sorted(folder.glob("*.toml"))}
    if missing := sorted(set(TEXT_KINDS) - found.keys()):
        raise TextError(f"{folder.name}: the kinds {missing} have no file; write one for each")
    if unknown := sorted(found.keys() - set(TEXT_KINDS)):
        raise TextError(f"{folder.name}: {unknown} are no kinds of which the text is data; take them out")
    return {KINDS[kind]: text for kind, text in found.items()}


def _content(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TextError(f"{file.name}: cannot be read: {error}") from error


class _Reader:
    """Of one file; every refusal names it."""

    def __init__(self, file: str) -> None:
        self._file = file

    def _refuse(self, what: str) -> NoReturn:
        raise TextError(f"{self._file}: {what}")

    def text(self, raw: Mapping[str, Any]) -> LetterText:
        self._keys(raw, "the file", {"kind", "about", "version"}, {"duty", "promise"})
        kind = self._line(raw, "kind", "the file")
        if kind not in VOCABULARIES or f"{kind}.toml" != self._file:
            self._refuse(f"kind {kind!r} is no kind of which the text is data, or is not the name of the file")
        known = VOCABULARIES[KINDS[kind]]
        found = (self._version(each, known) for each in raw["version"])
        versions = tuple(sorted(found, key=lambda one: one.since))
        self._check_line(versions)
        text = LetterText(
            kind=KINDS[kind],
            about=self._line(raw, "about", "the file"),
            duties=tuple(self._duty(each, known) for each in raw.get("duty", [])),
            promises=tuple(self._promise(each, known) for each in raw.get("promise", [])),
            versions=versions,
        )
        for version in versions:
            self._check_version(version, text, known)
        return text

    def _version(self, raw: Mapping[str, Any], known: Vocabulary) -> TextVersion:
        where = f"version {raw.get('number', '(without number)')!r}"
        needed = {"number", "since", "subject", "block"} | ({"slip"} if known.asks else set())
        self._keys(raw, where, needed, {"until", "subject_parents", "phrase"})
        for end in ("since", "until"):
            if end in raw and (not isinstance(raw[end], date) or isinstance(raw[end], datetime)):
                self._refuse(f"{where}: {end} is {raw[end]!r}; write a date without quotes")
        subject = self._line(raw, "subject", where)
        return TextVersion(
            number=self._line(raw, "number", where),
            since=raw["since"],
            until=raw.get("until"),
            subject=subject,
            subject_parents=self._line(raw, "subject_parents", where) if "subject_parents" in raw else subject,
            blocks=tuple(self._block(each, known, where) for each in raw["block"]),
            slip=self._slip(raw["slip"], known, f"the slip of {where}") if known.asks else None,
            phrases=tuple(self._phrase(each, known, where) for each in raw.get("phrase", [])),
        )

    def _phrase(self, raw: Mapping[str, Any], known: Vocabulary, where: str) -> Phrase:
        """Where it is asked for decides which facts it can have, so those are looked at there."""
        where = f"{where}, phrase {raw.get('name', '(without name)')!r}"
        self._keys(raw, where, {"name", "parts"}, set())
        name = self._line(raw, "name", where)
        if not name.isidentifier() or name in known.all_words | {
            word for each in known.groups.values() for word in each.words
        }:
            self._refuse(f"{where}: it has the name of a word, or one that no placeholder can have; choose another")
        parts = tuple(self._part(each, known, where) for each in raw["parts"])
        if any(part.form != "say" or part.of is not None for part in parts):
            self._refuse(f"{where}: its parts are words; write them as say")
        return Phrase(name, parts)

    def _slip(self, raw: Mapping[str, Any], known: Vocabulary, where: str) -> SlipText:
        self._keys(raw, where, {"heading", "parts", "title", "choices", "send"}, set())
        parts = tuple(self._part(each, known, where) for each in raw["parts"])
        if any(part.form != "say" for part in parts):
            self._refuse(f"{where}: its parts are sentences; write them as say")
        return SlipText(
            heading=self._line(raw, "heading", where),
            parts=parts,
            title=self._line(raw, "title", where),
            choices=tuple(self._choice(each, where) for each in raw["choices"]),
            send=self._line(raw, "send", where),
        )

    def _choice(self, raw: Mapping[str, Any], where: str) -> ChoiceText:
        self._keys(raw, f"a choice of {where}", {"answer", "say"}, {"parents", "write"})
        answer, text = self._line(raw, "answer", where), self._line(raw, "say", where)
        if answer not in ANSWERS:
            self._refuse(f"{where}: there is no answer {answer!r}; choose from {sorted(ANSWERS)}")
        write = raw.get("write", False)
        if not isinstance(write, bool):
            self._refuse(f"{where}: write is {write!r}; write true, or leave it out")
        parents = self._line(raw, "parents", where) if "parents" in raw else text
        return ChoiceText(ANSWERS[answer], text, parents, write)

    def _block(self, raw: Mapping[str, Any], known: Vocabulary, where: str) -> Block:
        self._keys(raw, f"a block of {where}", {"parts"}, {"heading", "heading_parents", "name", "when", "unless"})
        heading = self._line(raw, "heading", where) if "heading" in raw else None
        parents = self._line(raw, "heading_parents", where) if "heading_parents" in raw else heading
        name = self._line(raw, "name", where) if "name" in raw else None
        where = f"{where}, block {heading or '(without heading)'!r}"
        parts = tuple(self._part(each, known, where) for each in raw["parts"])
        return Block(heading, parents, self._condition(raw, where), parts, name)

    def _part(self, raw: Mapping[str, Any], known: Vocabulary, where: str) -> Part:
        forms = [form for form in FORMS if form in raw]
        if len(forms) != 1:
            self._refuse(f"{where}: a part has one of {', '.join(FORMS)}; this one is {dict(raw)}")
        form = forms[0]
        needed = {form} | ({"columns"} if form in TABLES else set())
        self._keys(raw, where, needed, {"when", "unless"} | OPTIONAL[form])
        text = "" if form in ("sentences", "rows") else self._line(raw, form, where)
        group = self._line(raw, "of", where) if "of" in raw else None
        if group is not None and group not in known.groups:
            self._refuse(f"{where}: there is no group {group!r}; choose from {sorted(known.groups)}")
        if form in LISTS and text not in known.lists:
            self._refuse(f"{where}: there is no list {text!r}; choose from {sorted(known.lists)}")
        if form == "table" and text not in known.tables:
            self._refuse(f"{where}: there is no table {text!r}; choose from {sorted(known.tables)}")
        return Part(
            form=form,
            text=text,
            parents=self._line(raw, "parents", where) if "parents" in raw else text,
            only=self._condition(raw, where),
            columns=self._lines(raw, "columns", where) if form in TABLES else (),
            of=group,
            sentences=self._sentences(raw["sentences"], known, where, group) if form == "sentences" else (),
            rows=self._rows(raw, where) if form == "rows" else (),
        )

    def _sentences(self, raw: Any, known: Vocabulary, where: str, group: str | None) -> tuple[Part, ...]:
        found = tuple(self._part(each, known, where) for each in raw)
        if not found or any(part.form != "say" or (part.of is not None and group is not None) for part in found):
            self._refuse(
                f"{where}: sentences are written as say, and their group stands with them or with each, not both"
            )
        return found

    def _rows(self, raw: Mapping[str, Any], where: str) -> Rows:
        if not isinstance(raw["rows"], list) or not raw["rows"]:
            self._refuse(f"{where}: rows is {raw['rows']!r}; write a list of rows")
        rows = tuple(self._lines({"rows": row}, "rows", where) for row in raw["rows"])
        if any(len(row) != len(raw["columns"]) for row in rows):
            self._refuse(f"{where}: every row needs {len(raw['columns'])} cells, as many as there are columns")
        return rows

    def _condition(self, raw: Mapping[str, Any], where: str) -> Condition:
        when, unless = (self._lines(raw, name, where) if name in raw else () for name in ("when", "unless"))
        return Condition(when, unless)

    def _duty(self, raw: Mapping[str, Any], known: Vocabulary) -> Duty:
        where = f"duty {raw.get('name', '(without name)')!r}"
        self._keys(raw, where, {"name", "law", "article", "says", "words"}, {"when"})
        when = self._lines(raw, "when", where) if "when" in raw else ()
        self._known_facts(when, known, where)
        return Duty(
            name=self._line(raw, "name", where),
            law=self._line(raw, "law", where),
            article=self._line(raw, "article", where),
            says=self._line(raw, "says", where),
            words=self._lines(raw, "words", where),
            when=when,
        )

    def _promise(self, raw: Mapping[str, Any], known: Vocabulary) -> Promise:
        where = f"promise {raw.get('name', '(without name)')!r}"
        self._keys(raw, where, {"name", "says", "kept_by"}, {"before"})
        before = self._line(raw, "before", where) if "before" in raw else None
        if before is not None and before not in known.all_words:
            self._refuse(f"{where}: before is {before!r}, and there is no such word")
        return Promise(
            name=self._line(raw, "name", where),
            says=self._line(raw, "says", where),
            kept_by=tuple(self._keeper(each, where) for each in self._lines(raw, "kept_by", where)),
            before=before,
        )

    def _keeper(self, text: str, where: str) -> Keeper:
        event, _, step = text.partition(" ")
        if f"{TYPE_PREFIX}.{event}.v1" not in event_types():
            self._refuse(f"{where}: no contract has the event {event!r}")
        return Keeper(event, step or None)

    def _check_version(self, version: TextVersion, text: LetterText, known: Vocabulary) -> None:
        for fault in faults(version, text, known):
            self._refuse(f"version {version.number!r}{fault}")

    def _check_line(self, versions: Sequence[TextVersion]) -> None:
        numbers = [version.number for version in versions]
        if not numbers or len(set(numbers)) < len(numbers):
            self._refuse(f"versions need numbers of their own; these are {numbers}")
        for earlier, later in pairwise(versions):
            if earlier.until is None or earlier.until + timedelta(days=1) != later.since:
                self._refuse(f"version {later.number!r} must begin on the day after version {earlier.number!r} ends")
        if versions[-1].until is not None:
            self._refuse(f"version {versions[-1].number!r} ends and no other one follows; take its end out")

    def _known_facts(self, names: Sequence[str], known: Vocabulary, where: str) -> None:
        if unknown := sorted(set(names) - known.all_facts):
            self._refuse(f"{where}: there are no facts {unknown}; choose from {sorted(known.all_facts)}")

    def _keys(self, raw: Mapping[str, Any], where: str, needed: AbstractSet[str], optional: AbstractSet[str]) -> None:
        unknown, missing = sorted(raw.keys() - needed - optional), sorted(needed - raw.keys())
        if unknown or missing:
            self._refuse(f"{where}: unknown keys {unknown}, missing keys {missing}")

    def _line(self, raw: Mapping[str, Any], name: str, where: str) -> str:
        value = raw[name]
        if not isinstance(value, str) or not value.strip():
            self._refuse(f"{where}: {name} is {value!r}; write text")
        return value

    def _lines(self, raw: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
        value = raw[name]
        if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
            self._refuse(f"{where}: {name} is {value!r}; write a list of texts")
        return tuple(value)
