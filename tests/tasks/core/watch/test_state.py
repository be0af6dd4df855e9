"""When a file is finished, and when it is told: by a made clock, without waiting."""

from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.core.watch.model import Look, Patience
from tasks.core.watch.state import State, start
from tests.tasks.core.watch.made_clock import INBOX, PATIENCE, Change, Event, play, removed, renamed, written


def summary(events: list[Event]) -> list[tuple[float, tuple[str, ...], tuple[str, ...]]]:
    return [(round(event.at, 3), event.arrival.arrived, event.arrival.gone) for event in events]


def test_a_file_that_is_renamed_into_place_is_told_at_once() -> None:
    assert summary(play([renamed(5, "a.txt")])) == [(5 + PATIENCE.gather, ("a.txt",), ())]


def test_a_file_written_in_place_is_told_when_it_was_quiet_for_a_moment() -> None:
    assert summary(play([written(5, "a.txt")])) == [(5 + PATIENCE.quiet + PATIENCE.gather, ("a.txt",), ())]


def test_a_slow_writer_gives_one_arrival_after_its_end() -> None:
    writes = [written(second, "slow.pdf", n_bytes=100 * second) for second in range(1, 21)]
    assert summary(play(writes)) == [(20 + PATIENCE.quiet + PATIENCE.gather, ("slow.pdf",), ())]


def test_a_slow_writer_is_not_told_at_once_whatever_it_does_to_the_times_meanwhile() -> None:
    """A server's file system may set the two times differently with each write."""
    writes = [written(1, "slow.pdf", n_bytes=0), *(renamed(second, "slow.pdf") for second in range(2, 21))]
    assert [event.at for event in play(writes)] == [20 + PATIENCE.quiet + PATIENCE.gather]
    distrustful = Patience(trusts_times=False)
    assert [event.at for event in play([renamed(5, "a.txt")], distrustful)] == [5 + PATIENCE.quiet + PATIENCE.gather]


def test_an_empty_file_may_be_one_that_is_about_to_be_written() -> None:
    assert [event.at for event in play([renamed(5, "a.txt", n_bytes=0)])] == [5 + PATIENCE.quiet + PATIENCE.gather]


def test_a_file_that_is_written_again_is_told_again() -> None:
    twice = [written(5, "a.txt"), written(60, "a.txt")]
    assert [event.arrival.arrived for event in play(twice)] == [("a.txt",), ("a.txt",)]
    first_at = 5 + PATIENCE.quiet + PATIENCE.gather
    replaced = [written(5, "a.txt"), renamed(60, "a.txt", inode=2)]
    assert [event.at for event in play(replaced)] == [first_at, 60 + PATIENCE.gather]
    given_times = [written(5, "a.txt"), renamed(60, "a.txt")]  # the same file: it may have been written to as well
    assert [event.at for event in play(given_times)] == [first_at, 60 + PATIENCE.quiet + PATIENCE.gather]


def test_a_burst_gives_one_event() -> None:
    burst = [renamed(5 + number / 10, f"{number}.txt") for number in range(20)]
    (event,) = play(burst)
    assert (round(event.at, 3), len(event.arrival.arrived)) == (5 + 1.9 + PATIENCE.gather, 20)


def test_a_slow_burst_gives_few_events() -> None:
    """Twenty files, one and a half seconds apart: the first starts a run at once, the others go with few more."""
    events = play([renamed(5 + 1.5 * number, f"{number}.txt") for number in range(20)])
    assert len(events) <= 3
    assert events[0].at == 5 + PATIENCE.gather
    assert sum(len(event.arrival.arrived) for event in events) == 20


def test_a_steady_stream_is_told_before_it_ends() -> None:
    events = play([renamed(number, f"{number}.txt") for number in range(1, 601)])
    assert sum(len(event.arrival.arrived) for event in events) == 600
    pauses = [after.at - before.at for before, after in pairwise(events)]
    assert max(pauses) <= PATIENCE.longest + 1
    assert len(events) <= 600 / PATIENCE.longest + 2


def test_what_goes_is_news_too_but_not_what_was_never_finished() -> None:
    assert summary(play([written(5, "a.txt"), removed(60, "a.txt")])) == [
        (5 + PATIENCE.quiet + PATIENCE.gather, ("a.txt",), ()),
        (60 + PATIENCE.gather, (), ("a.txt",)),
    ]
    assert play([written(5, "download.part"), removed(6, "download.part")]) == []
    assert play([removed(5, "never.txt")]) == []


def test_an_arrival_is_kept_while_the_server_is_away_and_told_with_what_came_meanwhile() -> None:
    events = play(
        [renamed(5, "a.txt"), renamed(40, "b.txt"), removed(50, "a.txt")], is_away=lambda now: now < 100, until=500
    )
    assert [(event.arrival.arrived, event.arrival.gone) for event in events] == [(("b.txt",), ("a.txt",))]
    assert 100 <= events[0].at <= 100 + PATIENCE.longest_retry


def test_tries_become_rarer_while_the_server_is_away() -> None:
    tries: list[float] = []

    def away(now: float) -> bool:
        tries.append(now)
        return True

    assert play([renamed(0, "a.txt")], is_away=away, until=3600) == []
    pauses = [after - before for before, after in pairwise(tries)]
    assert pauses[:7] == [1, 2, 4, 8, 16, 32, 60]
    assert set(pauses[7:]) == {60}


def test_at_its_start_a_watch_tells_only_what_the_warehouse_does_not_have() -> None:
    seen = {name: Look(10, 1_000_000, 2_000_000, number) for number, name in enumerate(("same", "new", "longer", "x"))}
    kept = {"same": (10, 1_000), "longer": (9, 1_000), "x": None, "gone": (10, 1_000)}
    state = start(seen, kept, 0.0, PATIENCE)
    assert state.waiting == {"gone": "gone", "new": "arrived", "longer": "arrived"}
    assert start(seen, {}, 0.0, PATIENCE).waiting == dict.fromkeys(seen, "arrived")


def test_an_event_names_the_first_paths_and_counts_all() -> None:
    (event,) = play([renamed(5, f"{number:03}.txt") for number in range(30)])
    assert event.arrival.payload == {
        "source": "inbox",
        "folder": str(INBOX.folder),
        "n_files": 30,
        "n_gone": 0,
        "paths": [f"{number:03}.txt" for number in range(20)],
    }


LOOKS = st.builds(Look, st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))
CHANGES = st.lists(
    st.builds(Change, st.integers(0, 2000).map(lambda tenths: tenths / 10), st.sampled_from("abcd"), st.none() | LOOKS),
    max_size=40,
)


@given(CHANGES, st.integers(0, 1500))
def test_all_is_told_in_the_end_and_nothing_while_it_is_written(changes: list[Change], away_till: int) -> None:
    """Whatever happens: the last event of a path says how it ended, and no file is told that was seen being written."""
    events = play(changes, is_away=lambda now: now < away_till / 10, until=10_000)
    history: dict[str, list[Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: change.at):
        history[change.path].append(change)
    for path, happened in history.items():
        told = [event for event in events if path in event.arrival.arrived + event.arrival.gone]
        if happened[-1].look is not None:
            assert told, "a file that lies there was never told"
            assert path in told[-1].arrival.arrived
            last = happened[-1].at
            assert told[-1].at <= max(last, away_till / 10) + PATIENCE.quiet + PATIENCE.longest + PATIENCE.longest_retry
        elif told:
            assert path in told[-1].arrival.gone
    pauses = [after.at - before.at for before, after in pairwise(events)]
    assert all(pause >= PATIENCE.gather for pause in pauses)


@given(st.lists(st.floats(0.01, 1.9), min_size=1, max_size=60), st.integers(0, 1))
def test_a_writer_that_never_pauses_long_is_told_once_and_after_its_end(pauses: list[float], first_bytes: int) -> None:
    at, writes = 10.0, [written(10.0, "a", n_bytes=first_bytes)]
    for number, pause in enumerate(pauses, start=2):
        at += pause
        writes.append(written(at, "a", n_bytes=number))
    (event,) = play(writes)
    assert event.at >= at + PATIENCE.quiet
    assert event.arrival.arrived == ("a",)


def test_nothing_happens_without_news() -> None:
    assert play([]) == []
    look = Look(1, 1, 1, 1)
    assert play([Change(5, "a.txt", look)], state=State(known={"a.txt": look})) == []
