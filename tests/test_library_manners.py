"""When background work holds back."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import psutil
from PIL import Image

from photoclip.library.library import Library
from photoclip.library.manners import Governor, Load, Manners, look_at_machine
from photoclip.records import IndexProgress

QUIET = Load(moment=0.0, own=0.0, everyone=0.0, on_battery=False, processors=4)


def following(loads: Iterable[Load]) -> Callable[[], Load]:
    return iter(loads).__next__


def reasons(manners: Manners, loads: list[Load]) -> list[str]:
    """What is said at each of some looks, which lie in the past and so are due at once."""
    governor = Governor(lambda: manners, following(loads))
    return [governor.reason() for _ in loads]


def test_nothing_is_looked_at_where_nothing_is_limited():
    assert Governor(Manners, following([])).reason() == ""


def test_it_waits_on_battery():
    battery = replace(QUIET, on_battery=True)
    assert reasons(Manners(pause_on_battery=True), [QUIET, battery]) == ["", "battery"]
    assert reasons(Manners(only_when_idle=True), [QUIET, battery]) == ["", ""]


def test_it_waits_while_others_work_but_not_for_itself():
    own = replace(QUIET, moment=1, own=4, everyone=4.5)
    others = replace(QUIET, moment=2, own=4, everyone=6.5)
    rest = replace(QUIET, moment=3, own=4, everyone=6.6)
    assert reasons(Manners(only_when_idle=True), [QUIET, own, others, rest]) == ["", "", "busy", ""]


def test_the_limit_holds_on_average():
    """A worker that takes all four processors unless held back ends at a quarter of them."""
    manners = Manners(cpu_limit=0.25)
    state = {"now": QUIET}
    governor = Governor(lambda: manners, lambda: state["now"])
    for _ in range(400):
        works = governor.reason() == ""
        now = state["now"]
        used = 4 * 0.5 if works else 0.0
        state["now"] = replace(now, moment=now.moment + 0.5, own=now.own + used)
    share = state["now"].own / (4 * state["now"].moment)
    assert 0.2 < share < 0.3


def test_an_idle_hour_does_not_save_up_a_stampede():
    hour = replace(QUIET, moment=3600)
    burst = replace(QUIET, moment=3605, own=20)
    assert reasons(Manners(cpu_limit=0.25), [QUIET, hour, burst]) == ["", "", "limit"]


def test_the_machine_counts_this_program():
    before = look_at_machine()
    deadline = time.process_time() + 0.2
    while time.process_time() < deadline:
        pass
    after = look_at_machine()
    assert after.own - before.own >= 0.15
    assert after.everyone >= after.own - psutil.Process().cpu_times().children_user - 1
    assert after.processors >= 1


def test_indexing_says_what_it_waits_for_and_goes_on(tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(150):
        Image.new("RGB", (64, 64), (number, 255 - number, 90)).save(pictures / f"{number}.png")
    told: list[str] = []
    waits = threading.Event()
    with Library.open(tmp_path / "library") as library:
        library.manners = Manners(cpu_limit=1e-9)

        def listen(progress: IndexProgress) -> None:
            told.append(progress.held)
            if progress.held == "limit":
                waits.set()
                library.manners = Manners()

        report = library.index([pictures], on_progress=listen)
        assert report.photos > 0
    assert waits.is_set()
    assert told[-1] == ""
