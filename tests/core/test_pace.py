"""Active time and what was done in it: pauses, clock jumps, two windows, undo, midnight."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.ids import ArticleId
from annotator.model.message import EnvironmentTrouble
from annotator.model.pace import LIMIT, Meter, Now, Step, Stretch, pieces, tally
from annotator.services import pace
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from annotator.store.active_time import ActiveTime
from annotator.store.repositories import journal
from tests.core.project_builders import add
from tests.core.project_builders import article as of

BY, ONE = "Inès Vidal", ArticleId("a1")
NOON = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC).timestamp()
UTC = datetime.UTC


def acts(meter: Meter, *moments: tuple[float, float]) -> dict[int, Stretch]:
    found: dict[int, Stretch] = {}
    for steady, wall in moments:
        for one in meter.beat(Now(steady, wall)):
            found[one.number] = one
    return found


def started() -> Meter:
    meter = Meter()
    meter.turn("p", ONE, Now(0, NOON))
    return meter


def test_time_counts_from_act_to_act_up_to_the_limit():
    found = acts(started(), *((n, NOON + n) for n in (0, 60, 180, 301, 331)))
    assert [one.seconds for one in found.values()] == [180, 30]
    assert found[2].start == NOON + 301


def test_a_jump_of_the_clock_adds_nothing():
    found = acts(started(), (0, NOON), (10, NOON + 10), (20, NOON + 9_000), (30, NOON - 400))
    assert sum(one.seconds for one in found.values()) == 10


def test_sleep_of_the_computer_adds_nothing():
    """The steady clock stood still meanwhile."""
    found = acts(started(), (0, NOON), (1, NOON + 30_000))
    assert sum(one.seconds for one in found.values()) == 0


def test_another_article_parts_the_time():
    meter = started()
    acts(meter, (0, NOON), (30, NOON + 30))
    ended = meter.turn("p", ArticleId("a2"), Now(50, NOON + 50))
    later = acts(meter, (50, NOON + 50), (60, NOON + 60))
    assert ended is not None
    assert (ended.article, ended.seconds) == (ONE, 50)
    assert [(one.article, one.seconds) for one in later.values()] == [("a2", 10)]


def test_without_a_project_nothing_is_measured():
    meter = started()
    meter.turn(None, None, Now(0, NOON))
    assert acts(meter, (1, NOON + 1), (2, NOON + 2)) == {}


def stretch(start: float, seconds: float, article: str = "a1", project: str = "p") -> Stretch:
    return Stretch(1, NOON + start, seconds, project, ArticleId(article))


def test_two_windows_at_once_are_one_person():
    parts = pieces([stretch(0, 100), stretch(40, 100, "a2", "q"), stretch(50, 20)], UTC)
    assert sum(one.seconds for one in parts) == 140


def test_time_is_cut_at_midnight():
    evening = 12 * 3600 - 60
    parts = pieces([stretch(evening, 100)], UTC)
    assert [(one.day.day, round(one.seconds)) for one in parts] == [(28, 60), (29, 40)]


@pytest.mark.parametrize("hours", [-11, 0, 9])
def test_midnight_is_that_of_the_zone(hours: int):
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    midnight = datetime.datetime(2026, 11, 29, tzinfo=zone).timestamp()
    parts = pieces([Stretch(1, midnight - 30, 90, "p")], zone)
    assert [(one.day.day, round(one.seconds)) for one in parts] == [(28, 30), (29, 60)]


@given(
    st.lists(st.tuples(st.floats(0, 300_000), st.floats(0, 100_000)), max_size=8),
)
def test_no_moment_is_lost_or_counted_twice(made: list[tuple[float, float]]):
    stretches = [stretch(start, seconds) for start, seconds in made]
    total = sum(one.seconds for one in pieces(stretches, UTC))
    covered, end = 0.0, float("-inf")
    for one in sorted(stretches, key=lambda each: each.start):
        covered += max(0.0, one.end - max(one.start, end))
        end = max(end, one.end)
    assert total == pytest.approx(covered, abs=1e-2)


QUOTE, DONE = ("quote", "a1", "q1"), ("article", "a1")
DAY = 86_400
WORKED = [stretch(n * DAY, 600) for n in range(3)]


def came(at: float, *things: tuple[str, ...]) -> Step:
    return Step(NOON + at, things, ())


def went(at: float, *things: tuple[str, ...]) -> Step:
    return Step(NOON + at, (), things)


def counts(*steps: Step) -> dict[int, tuple[int, int]]:
    found = tally(steps, WORKED, UTC)
    return {day.day: (len(one.articles), one.quotes) for day, one in found.items()}


def test_an_undone_finish_does_not_count_and_a_repeated_one_counts_once():
    assert counts(came(1, DONE), went(2, DONE)) == {}
    assert counts(came(1, DONE), went(2, DONE), came(3, DONE)) == {28: (1, 0)}
    assert counts(came(1, DONE), went(DAY, DONE), came(DAY + 1, DONE)) == {28: (1, 0)}


def test_what_was_undone_on_the_same_day_counts_on_the_day_when_it_came_again():
    assert counts(came(1, QUOTE), went(2, QUOTE), came(DAY, QUOTE)) == {29: (0, 1)}


def test_steps_outside_of_counted_time_do_not_count():
    assert counts(came(5000, QUOTE)) == {}
    assert counts(came(612, QUOTE)) == {28: (0, 1)}, "a crash may lose the last seconds"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.guillemet", "Essai", ProjectSettings(), BY) as made:
        yield made


def session(project: Project, text: str) -> Session:
    loaded = project.load_work(add(project, of(text)).id, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    return Session(
        WindowJournal(project),
        loaded.article,
        loaded.work,
        loaded.proposals,
        History.of(loaded.log),
        scheme,
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time of the log."""
    moment = [NOON]

    def now() -> str:
        at = datetime.datetime.fromtimestamp(moment[0], datetime.UTC)
        return at.isoformat(timespec="seconds")

    monkeypatch.setattr(journal, "now", now)
    return moment


TEXTS = tuple(f"« Tout est prêt », a dit Ada Kern le {day} mai." for day in range(1, 6))


def work(project: Project, clock: list[float], text: str, start: float, seconds: float) -> Session:
    """Make a quote and finish an article in so many seconds."""
    made = session(project, text)
    clock[0] = NOON + start + seconds - 5
    made.add_quote(0, 17)
    clock[0] = NOON + start + seconds
    made.finish("fini")
    spent = Stretch(1, NOON + start, seconds, project.id, made.article.id)
    pace.active_time().put(f"run{start}", BY, [spent])
    return made


def test_figures_of_the_project_and_of_all(project: Project, clock: list[float]):
    for number, text in enumerate(TEXTS[:3]):
        work(project, clock, text, -2 * DAY * number, 600 + 60 * number)
    add(project, of(TEXTS[3]))
    pace.active_time().put("other", BY, [stretch(3600, 300, "x", "elsewhere")])
    pace.active_time().keep_done("elsewhere", BY, {datetime.date(2026, 11, 28): (2, 9)})
    figures = pace.Pace(project, BY, UTC).figures(NOON + 7200)
    assert [(one.articles, one.quotes, one.seconds) for one in figures.here] == [
        (1, 1, 600),
        (3, 3, 1980),
        (3, 3, 1980),
    ]
    assert [(one.articles, one.quotes, one.seconds) for one in figures.everywhere] == [
        (3, 10, 900),
        (5, 12, 2280),
        (5, 12, 2280),
    ]
    assert figures.per_article == (600, 660, 660)
    assert (figures.left, figures.left_seconds) == (1, 660)
    assert figures.here[0].quotes_an_hour == 6


def test_undo_takes_a_finish_out_of_the_figures(project: Project, clock: list[float]):
    made = work(project, clock, TEXTS[0], 0, 600)
    counted = pace.Pace(project, BY, UTC)
    assert counted.figures(NOON + 700).today.articles == 1
    made.undo()
    assert counted.figures(NOON + 700).today.articles == 0
    made.redo()
    assert counted.figures(NOON + 700).today.articles == 1
    assert pace.Pace(project, BY, UTC).figures(NOON + 700).today.articles == 1


def test_too_little_tells_no_pace(project: Project, clock: list[float]):
    work(project, clock, TEXTS[0], 0, 200)
    figures = pace.Pace(project, BY, UTC).figures(NOON + 700)
    assert figures.today.quotes_an_hour is None
    assert figures.left_seconds is None


def test_others_work_and_imports_do_not_count(project: Project, clock: list[float]):
    work(project, clock, TEXTS[0], 0, 600)
    figures = pace.Pace(project, "Ada Kern", UTC).figures(NOON + 700)
    assert (figures.today.articles, figures.today.quotes, figures.today.seconds) == (0, 0, 0)


def test_erased_figures_do_not_come_back_from_the_log(project: Project, clock: list[float]):
    work(project, clock, TEXTS[0], 0, 600)
    pace.active_time().erase()
    pace.active_time().put("new", BY, [stretch(2000, 60, "a1", project.id)])
    today = pace.Pace(project, BY, UTC).figures(NOON + 2100).today
    assert (today.articles, today.quotes, today.seconds) == (0, 0, 60)


def test_a_stretch_that_grows_takes_its_own_place(tmp_path: Path):
    file = ActiveTime(tmp_path / "pace.sqlite")
    file.put("run", BY, [stretch(0, 10)])
    file.put("run", BY, [stretch(0, 25)])
    file.put("other window", BY, [stretch(5, 10)])
    assert [one.seconds for one in file.stretches(BY, 0)] == [25, 10]


def test_a_damaged_file_is_told_and_left(tmp_path: Path):
    path = tmp_path / "pace.sqlite"
    path.write_bytes(b"no database" * 200)
    with pytest.raises(EnvironmentTrouble) as caught:
        ActiveTime(path).put("run", BY, [stretch(0, 10)])
    assert caught.value.message.id == "pace.file_trouble"
    assert path.read_bytes() == b"no database" * 200
    ActiveTime(path).erase()
    assert not path.exists()


def test_the_limit_is_two_minutes():
    """As the help says."""
    assert LIMIT == 120
