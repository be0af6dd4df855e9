"""The page of a run in Prefect's user interface, in a headless browser without a network.

    python -m benchmarks.ui [FOLDER]

A real server, real runs over the five statements and a planted broken file; in both of the server's interfaces, light
and dark: is the graph drawn, and in how many clicks from the run are the file and its reason found? What was seen is
left in FOLDER as pictures, to be looked at. Ends with 1 if the graph is missing, more than three clicks are needed, or
a page complains; with 3 where there is no browser.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import httpx

from benchmarks.chrome import chromium, new_tab
from benchmarks.coats.browser import browser
from benchmarks.shared import MISSING
from benchmarks.ui_page import UI_OPTIONS, Page
from flows.server import LOOPBACK, Server, end_with_parent, free_port
from flows.settings import OPT_OUTS
from tasks.core.runpage.tables import REFUSED, SUMMARY
from tests.pipeline import RAW

MAX_CLICKS = 3
MIN_PIXELS = 500  # of green in the graph: some bars
PLANTED, REASON = "planted-broken.pdf", "damaged"
HOSTILE = '<img src=x onerror="window.pwned=1"> [x](javascript:alert(1)) `a` | b.txt'
UIS = {"v2": "/v2", "v1": ""}


@dataclass(frozen=True)
class Seen:
    """What was seen in one interface, in light or dark."""

    name: str
    n_green: int
    clicks_to_table: int
    clicks_to_summary: int
    is_in_log: bool
    is_on_card: bool
    complaints: tuple[str, ...]
    strangers: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        clicks = min(self.clicks_to_table, self.clicks_to_summary)
        return self.n_green >= MIN_PIXELS and clicks <= MAX_CLICKS and not self.complaints


@contextmanager
def server(home: Path) -> Iterator[Server]:
    """A Prefect server with its pages, on loopback."""
    port = free_port()
    environment = {
        **os.environ,
        **OPT_OUTS,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://{LOOPBACK}:{port}/api",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "ui"),
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK, "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, preexec_fn=end_with_parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    running = Server(environment["PREFECT_API_URL"], process)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def ingest(api: str, folder: Path) -> list[str]:
    """Three runs of the command on that server: the planted file arrives; nothing is new; the source is gone."""
    source, warehouse = folder / "inbox", folder / "warehouse"
    source.mkdir()
    for path in RAW.iterdir():
        copy(path, source)
    (source / PLANTED).write_bytes(b"%PDF-1.7\nbroken")
    (source / HOSTILE).write_bytes(b"")
    environment = {**os.environ, "PREFECT_HOME": str(folder / "client"), "PREFECT_API_URL": api}
    command = [str(Path(sys.executable).with_name("communique")), "ingest", str(source), "--warehouse", str(warehouse)]
    for _ in range(2):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (folder / "totals.csv").write_text(
        "source,total,minimum,maximum,author,reason,date\n"
        "inbox,files,90,,A. Reviewer,the archive never shrinks,2026-01-02\n",
        encoding="utf-8",
    )
    (source / "more.txt").write_text(
        "We, the ministers, met in Oslo on 3 May 2021 and agreed on peace.", encoding="utf-8"
    )
    stopped = [*command, "--totals", str(folder / "totals.csv")]
    subprocess.run(stopped, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journals = sorted((warehouse / ".state" / "runs").iterdir())
    return [json.loads(journal.read_bytes())["flow_run_id"] for journal in journals]


def artifact_ids(api: str, flow_run_id: str) -> dict[str, str]:
    """The artifacts of a run by key."""
    asked = {"artifacts": {"flow_run_id": {"any_": [flow_run_id]}}}
    found = httpx.post(f"{api}/artifacts/filter", json=asked, timeout=30).json()
    return {each["key"]: each["id"] for each in found if each["key"]}


def look(page: Page, name: str, root: str, flow_run_id: str, is_dark: bool, pictures: Path) -> Seen:
    """From the page of a run to the planted file and its reason, counting clicks."""
    picture = f"{name}-{'dark' if is_dark else 'light'}"
    address = f"{root}{UIS[name]}/runs/flow-run/{flow_run_id}"
    ids = artifact_ids(f"{root}/api", flow_run_id)
    page.open(address, is_dark)
    page.wait("Artifacts", "Task Runs")
    n_green = page.drawn_pixels()
    is_in_log = PLANTED in page.text
    page.photograph(pictures / f"{picture}-1-run.png")
    clicks = []
    for key in (REFUSED, SUMMARY):
        page.open(address, is_dark)
        page.click("Artifacts")
        is_on_card = all(word in page.wait(key, "1-", "2-") for word in (PLANTED, REASON))
        page.photograph(pictures / f"{picture}-2-artifacts.png")
        page.click(key)
        page.wait(key)
        if "/artifacts/key/" in page.address:  # all of that key: the newest on top, each with the name of its run
            page.click(ids[key].split("-")[0])
            page.wait(ids[key], REASON)
        page.wait(PLANTED, REASON)
        clicks.append(page.clicks)
        page.photograph(pictures / f"{picture}-{key}.png")
    complaints = tuple(page.complaints())
    return Seen(
        picture, n_green, clicks[0], clicks[1], is_in_log, is_on_card, complaints, tuple(sorted(page.strangers()))
    )


def look_at_others(page: Page, root: str, flow_run_ids: list[str], pictures: Path) -> None:
    """Pictures of runs of other kinds: one without news, one that a rule stopped."""
    for name, flow_run_id in zip(("nothing-new", "stopped"), flow_run_ids, strict=False):
        summary = artifact_ids(f"{root}/api", flow_run_id)[SUMMARY]
        page.open(f"{root}{UIS['v2']}/runs/flow-run/{flow_run_id}?tab=Artifacts", is_dark=False)
        page.wait(SUMMARY)
        page.photograph(pictures / f"{name}-run.png")
        page.open(f"{root}{UIS['v2']}/artifacts/artifact/{summary}", is_dark=False)
        page.wait("Where to look")
        page.photograph(pictures / f"{name}-summary.png")


def look_at_all(root: str, flow_run_ids: list[str], pictures: Path) -> list[Seen]:
    """The first run in both interfaces, light and dark, and pictures of the others."""
    first, *others = flow_run_ids
    seen = []
    with chromium(UI_OPTIONS) as socket:
        for name in UIS:
            for is_dark in (False, True):
                with new_tab(socket) as tab:
                    seen.append(look(Page(tab), name, root, first, is_dark, pictures))
        with new_tab(socket) as tab:
            look_at_others(Page(tab), root, others, pictures)
    return seen


def main(arguments: list[str]) -> int:
    """Look at everything, and say what was seen."""
    if browser() is None:
        sys.stderr.write("there is no browser on this machine: nothing is seen\n")
        return MISSING
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        pictures = Path(arguments[0] if arguments else f"{temporary}/pictures")
        pictures.mkdir(parents=True, exist_ok=True)
        with server(Path(temporary) / "home") as running:
            flow_run_ids = ingest(running.address, Path(temporary))
            seen = look_at_all(running.address.removesuffix("/api"), flow_run_ids, pictures)
    for each in seen:
        print(
            f"{each.name}: {each.n_green} green pixels of the graph, {each.clicks_to_table} clicks to the table,"
            f" {each.clicks_to_summary} to the summary; {'' if each.is_in_log else 'not '}in the log at once,"
            f" {'' if each.is_on_card else 'not '}on the card of the table"
        )
        for told in (*each.complaints, *(f"wanted something of {host}" for host in each.strangers)):
            print(f"  {told}")
    return int(not all(each.is_good for each in seen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
