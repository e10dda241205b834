"""A project: made, opened, copied, searched, changed. Everything above goes through here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Sized
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Status
from annotator.model.article import Article, ArticleState
from annotator.model.change import Batch, Change, Work
from annotator.model.ids import ActorId, ArticleId, BatchId, ItemId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.model.items import Actor
from annotator.model.message import Message, msg
from annotator.services.project_copying import copy_project
from annotator.services.project_reading import (
    Wanted,
    chunks,
    did,
    due,
    list_row,
    load_many,
    load_one,
    with_changes,
)
from annotator.services.project_values import (
    ArticleRow,
    Cancelled,
    LoadedWork,
    PassScope,
    Progress,
    ProjectSettings,
)
from annotator.store import files, soundness
from annotator.store.opening import OpenFile, create_file, open_file
from annotator.store.repositories import (
    actors,
    articles,
    imports,
    journal,
    projects,
    proposals,
    works,
)
from annotator.store.repositories.journal import LogEntry
from annotator.store.trouble import Cancelled as ImportCancelled
from annotator.store.trouble import TurnTaken

__all__ = [
    "PATIENCE",
    "ArticleRow",
    "ImportCancelled",
    "LoadedWork",
    "LogEntry",
    "Project",
    "ProjectSettings",
    "TurnTaken",
]

Value = TypeVar("Value")
PATIENCE = 0.1
"""Seconds that a person's step waits for a long write, such as an import, before it is put off."""
CHUNK = 100
"""Articles that are read or written at a time: memory stays the same for any corpus."""


class Project:
    """An open project; a context manager. May be used from several threads.

    Every method raises a GuillemetError with the sentence to show when the disk is full, the
    file is out of reach or broken; what it was to change is then as it was before.

    Attributes:
        path: the project file.
        id: the same in every copy of the project.
        read_only: whether file or folder forbid writing.
        annotator: who opened it.
        broke_off: whether the program that had it open last did not close it.
    """

    def __init__(self, file: OpenFile, annotator: str) -> None:
        """Take over an open file; use `create` or `open`."""
        self._file = file
        self._store = file.store
        self._register: dict[ActorId, Actor] | None = None
        self._register_turn = threading.Lock()
        self._last_text: tuple[ArticleId, str] | None = None
        self.path = self._store.path
        self.annotator = annotator
        self.broke_off = file.lock is not None and file.lock.broke_off
        with self._store.reading() as connection:
            record = projects.get(connection)
        self.id = record.id
        self.name = record.name
        self.settings = ProjectSettings(record.language, record.scheme)

    @classmethod
    def create(cls, path: Path, name: str, settings: ProjectSettings, annotator: str) -> Project:
        """Make a project and open it; `path` gets the extension of projects if it has none.

        Raises:
            GuillemetError: a file is there already, or the folder cannot be written.
        """
        create_file(files.with_suffix(path), name, settings.language, settings.scheme)
        return cls.open(path, annotator)

    @classmethod
    def open(cls, path: Path, annotator: str, *, to_read: bool = False) -> Project:
        """Open a project, to read where it cannot be written, or is in use and `to_read`.

        Raises:
            ProjectInUse: somebody else has it open; the message names them.
            GuillemetError: it is no project, newer than the program, or damaged.
        """
        found = path if path.exists() else files.with_suffix(path)
        file = open_file(found, annotator, to_read=to_read)
        try:
            return cls(file, annotator)
        except BaseException:
            file.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._store.read_only

    def __enter__(self) -> Project:
        """The project itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the project."""
        self.close()

    def close(self) -> None:
        """Close the file and let others open it."""
        self._file.close()

    def rename(self, name: str) -> None:
        """Give the project another name; its file keeps its own."""
        with self._store.writing() as connection:
            projects.rename(connection, name)
        self.name = name

    def change_settings(self, settings: ProjectSettings) -> None:
        """Set language and scheme; annotations that exist keep their scheme."""
        with self._store.writing() as connection:
            projects.change_settings(connection, settings.language, settings.scheme)
        self.settings = settings

    def setting(self, name: str) -> dict[str, Any]:
        """What was kept under a name, such as the place that an annotator was at."""
        with self._store.reading() as connection:
            return projects.setting(connection, name) or {}

    def keep_setting(self, name: str, value: dict[str, Any], patience: float = -1) -> None:
        """Keep plain values under a name, waiting so many seconds for a long write."""
        with self._store.writing(patience) as connection:
            projects.keep_setting(connection, name, value)

    def settings_under(self, prefix: str) -> dict[str, dict[str, Any]]:
        """Everything that is kept under names that begin so, by name."""
        with self._store.reading() as connection:
            return projects.settings_under(connection, prefix)

    def change(self, deed: Callable[[Connection], Value]) -> Value:
        """Do several things to the tables in one transaction: all of them, or none if it raises."""
        with self._store.writing() as connection:
            done = deed(connection)
            record = projects.get(connection)
        with self._register_turn:
            self._register = None
        self.settings = ProjectSettings(record.language, record.scheme)
        return done

    def ask(self, question: Callable[[Connection], Value]) -> Value:
        """Put a question to the tables, all of it to one state of the project."""
        with self._store.reading() as connection:
            return question(connection)

    def copy_to(self, target: Path) -> None:
        """Copy the project, open as it is, to a new file, which is checked before it appears.

        Raises:
            GuillemetError: there is a file at `target`, or it cannot be written.
        """
        copy_project(self.path, target)

    def article_rows(
        self, annotator: str, *, binned: bool = False, query: str = ""
    ) -> tuple[ArticleRow, ...]:
        """The articles in the order of lists, with the counters of `annotator`.

        Args:
            annotator: whose work is counted.
            binned: the bin instead of the corpus.
            query: words that title, text, source or author must have; empty asks for all.
        """
        with self._store.reading() as connection:
            found = articles.rows(connection, annotator, binned=binned, query=query)
        return tuple(list_row(row) for row in found)

    def article_count(self) -> int:
        """How many articles there are outside the bin."""
        with self._store.reading() as connection:
            return articles.count(connection)

    def article(self, article_id: ArticleId) -> Article:
        """An article with its present title and metadata.

        Raises:
            UserError: there is none with this id.
        """
        with self._store.reading() as connection:
            return articles.get(connection, article_id)

    def article_state(self, article_id: ArticleId) -> ArticleState:
        """Title, metadata and whether it is in the bin, for `edit_article`."""
        with self._store.reading() as connection:
            return articles.state(connection, article_id)

    def raw(self, article_id: ArticleId) -> bytes:
        """The bytes that the article was imported from; empty if it came without."""
        with self._store.reading() as connection:
            return articles.raw(connection, article_id)

    def has_text(self, sha256: str) -> ArticleId | None:
        """The article whose text or file has this SHA-256, be it in the bin."""
        if not sha256:
            return None
        with self._store.reading() as connection:
            return articles.with_sha(connection, sha256)

    def add_articles(
        self,
        records: Iterable[ImportedRecord],
        run: ImportRun,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Keep all articles of one imported file, or none of them.

        Raises:
            ImportCancelled: `cancelled` said so.
            GuillemetError: an id is taken, or a record points to what is not there.
        """
        total = len(records) if isinstance(records, Sized) else 0
        done = 0
        with self._store.writing() as connection:
            imports.begin(connection, run)
            for chunk in chunks(records, CHUNK):
                if cancelled and cancelled():
                    raise ImportCancelled
                imports.add(connection, chunk, run)
                done += len(chunk)
                if on_progress:
                    on_progress(done, total)
            label = msg("store.did_import", source=run.source, n=done)
            imports.end(connection, run, done, Batch(BatchId(new_id()), label, ()))
        self._register = None

    def load_work(self, article_id: ArticleId, annotator: str, round: int = 1) -> LoadedWork:
        """An annotator's work on an article; nothing is written before the first change.

        Raises:
            UserError: there is no such article.
            SpanError: an item's words are not those of the text; the message names it.
        """
        with self._store.reading() as connection:
            register, scheme = self._known_register(connection), self.settings.scheme
            return load_one(connection, article_id, annotator, round, scheme, register)

    def commit(
        self,
        batch: Batch,
        after: Work,
        article_id: ArticleId,
        author: str,
        patience: float = -1,
    ) -> None:
        """Save a batch of changes: rows and log line at once, durable when this returns.

        Args:
            batch: the changes.
            after: the work with the changes applied.
            article_id: the article that is worked on.
            author: who did it.
            patience: seconds to wait for a long write; -1 waits for its end.

        Raises:
            ChangeError: the project has another state than the changes started from.
            SpanError: a span is not what the text has there.
            Dangling: something would point to what is not there.
            TurnTaken: a long write took longer than `patience`.
        """
        self.commit_all(((batch, after),), author, patience)

    def commit_all(
        self, steps: Sequence[tuple[Batch, Work]], author: str, patience: float = -1
    ) -> None:
        """Save batches, each with the work after it, on several articles: all of them or none.

        Raises:
            GuillemetError: as `commit`.
        """
        with self._store.writing(patience) as connection:
            for batch, after in steps:
                one, owner = after.annotation.article, after.annotation.id
                works.write_batch(connection, batch, after, self._text(connection, one))
                journal.append(connection, batch, author, article=one, annotation=owner)
        for batch, _after in steps:
            self._note_actors(batch)

    def edit_article(self, before: ArticleState, after: ArticleState, author: str) -> None:
        """Change title or metadata, put an article into the bin or take it out; logged.

        Raises:
            ChangeError: the article is not as `before` says.
        """
        batch = Batch(BatchId(new_id()), did(before, after), (Change(before, after),))
        with self._store.writing() as connection:
            articles.write_state(connection, before, after)
            journal.append(connection, batch, author, article=after.id)

    def save_proposals(
        self,
        new: Proposals,
        patience: float = -1,
        made_with: str = "",
        only_for: PassScope | None = None,
        held: ItemId | None = None,
    ) -> bool:
        """Put new suggestions in the place of an article's, but for those decided on.

        Args:
            new: what the machine found.
            patience: seconds to wait for a long write; -1 waits for its end.
            made_with: says with what they were made; empty if nobody knows.
            only_for: save nothing if the article is not (or no longer) among these.
            held: the undecided item that a person is looking at; it stays in any case.

        Returns:
            Whether they were saved.

        Raises:
            SpanError: a span is not what the text has there.
            TurnTaken: a long write took longer than `patience`.
        """
        with self._store.writing(patience) as connection:
            if only_for is not None and not due(connection, only_for, new.article):
                return False
            text = self._text(connection, new.article)
            proposals.replace(connection, new, text, made_with, held)
        return True

    def proposals(self, article_id: ArticleId) -> Proposals:
        """What the machine found in an article."""
        with self._store.reading() as connection:
            return proposals.find(connection, [article_id])[article_id]

    def unlabelled_articles(
        self, languages: Collection[str] | None = None
    ) -> tuple[ArticleId, ...]:
        """Unfinished articles that no machine has looked at; of these languages, if given."""
        with self._store.reading() as connection:
            return articles.unlabelled(connection, languages)

    def due_articles(
        self, scope: PassScope, only: ArticleId | None = None
    ) -> tuple[ArticleId, ...]:
        """The articles, or the only one, that the machine may look at: new before older ones."""
        with self._store.reading() as connection:
            return due(connection, scope, only)

    def register(self) -> tuple[Actor, ...]:
        """The actors of the whole project, in order of making."""
        with self._store.reading() as connection:
            known = self._known_register(connection)
        return tuple(sorted(known.values(), key=lambda actor: actor.id))

    def all_work(
        self,
        *,
        statuses: Collection[Status] | None = None,
        article_ids: Collection[ArticleId] | None = None,
        annotator: str | None = None,
    ) -> Iterator[LoadedWork]:
        """The work on the articles outside the bin, in the order of lists, read as it is used.

        An article that nobody (or not `annotator`) has begun comes with empty work of status
        "new". Several annotations of an article follow each other. Logs are left out.

        Args:
            statuses: how far the work must be; None takes all.
            article_ids: only these articles.
            annotator: only this annotator's work.
        """
        starter = annotator or self.annotator, self.settings.scheme
        wanted = Wanted(annotator, statuses)
        with self._store.reading() as connection:
            ids = articles.ids(connection, article_ids)
        for chunk in chunks(ids, CHUNK):
            with self._store.reading() as connection:
                register = self._known_register(connection)
                loaded = list(load_many(connection, chunk, wanted, starter, register))
            yield from loaded

    def history(self, article_id: ArticleId) -> tuple[LogEntry, ...]:
        """Everything that was done to an article, in the order of the log."""
        with self._store.reading() as connection:
            return journal.history(connection, article_id)

    def check(self) -> tuple[Message, ...]:
        """What is wrong with file, links and spans; empty if the project is sound."""
        with self._store.reading() as connection:
            return tuple(soundness.problems(connection))

    def _known_register(self, connection: Connection) -> dict[ActorId, Actor]:
        with self._register_turn:
            if self._register is None:
                self._register = actors.register(connection)
            return self._register

    def _note_actors(self, batch: Batch) -> None:
        """Keep the register in memory true to what was written."""
        changed = [one for one in batch.changes if isinstance(one.record, Actor)]
        with self._register_turn:
            if any(one.after is None for one in changed):
                self._register = None  # it stays if others point to it
            elif changed and self._register is not None:
                self._register = with_changes(self._register, changed)

    def _text(self, connection: Connection, article_id: ArticleId) -> str:
        """An article's text, which never changes; the last one stays in memory."""
        if self._last_text is None or self._last_text[0] != article_id:
            self._last_text = article_id, articles.get(connection, article_id).text
        return self._last_text[1]
