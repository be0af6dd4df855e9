"""One text, many coats: how well each text is read from each coat.

Usage: python -m benchmarks.coats [--format pdf|docx|html|md|txt] [--coat NAME] [--text NAME] [--errors N] [--browser]
       [--drawn N --seed N] [--save DIR]

A text that is read below the floor of its coat ends with code 1.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.coats.browser import browser
from benchmarks.coats.catalogue import Coat, browser_coats, coats
from benchmarks.coats.chance import drawn_coats
from benchmarks.coats.measure import Measured, measure
from benchmarks.coats.model import Text
from benchmarks.coats.texts import TEXTS, stored, texts


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coats", description=__doc__.splitlines()[0])
    parser.add_argument("--format", choices=("pdf", "docx", "html", "md", "txt"), help="only coats of this format")
    parser.add_argument("--coat", help="only coats with this in their name")
    parser.add_argument(
        "--text", help="only texts with this in their name; `short`: the short ones of several languages"
    )
    parser.add_argument(
        "--errors", type=int, default=0, help="show so many differences of each text that is not read well"
    )
    parser.add_argument("--browser", action="store_true", help="also the pages that a browser prints, if there is one")
    parser.add_argument("--drawn", type=int, default=0, help="instead: so many PDF settings drawn by lot")
    parser.add_argument("--seed", type=int, default=1, help="of the lot")
    parser.add_argument("--save", type=Path, help="write the files to this folder, to look at them")
    return parser.parse_args()


def chosen_texts(part: str | None) -> list[Text]:
    if part == "short":
        return [stored(path) for path in sorted(TEXTS.glob("short*.txt"))]
    return [text for text in texts() if (part or "") in text.name]


def all_coats(options: argparse.Namespace) -> list[Coat]:
    """The coats of the catalogue, or those that are drawn by lot."""
    if options.drawn:
        return drawn_coats(options.drawn, options.seed)
    return [*coats(), *(browser_coats() if options.browser and browser() else ())]


def save(folder: Path, coat: Coat, text: Text) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{text.name}.{coat.name}.{coat.form}").write_bytes(coat.make(text))


def show(found: list[Measured], seconds: float, n_errors: int) -> None:
    """One line for a coat, with its worst text; below it what went wrong."""
    worst = min(found, key=lambda one: (one.ratio, one.number_recall))
    numbers = min(one.number_recall for one in found)
    bad = [one for one in found if not one.is_good]
    leaks = sum(len(one.leaks) for one in found)
    print(
        f"{worst.coat:24} {worst.ratio:6.4f} (≥ {worst.floor})  numbers {numbers:5.3f}  leaks {leaks:2}  "
        f"good {len(found) - len(bad)}/{len(found)}  {1000 * seconds / len(found):6.0f} ms  worst: {worst.text}"
    )
    for one in bad if n_errors else ():
        print(f"    {one.text}: {one.ratio:.4f}, numbers {one.number_recall:.3f} (+{one.n_extra_numbers}) {one.error}")
        for detail in (*one.leaks, *one.failed)[:n_errors]:
            print(f"        ! {detail}")
        for difference in one.differences[:n_errors]:
            print(f"        {difference}")


def main() -> int:
    """Measure what is asked for."""
    options = arguments()
    chosen = [
        coat for coat in all_coats(options) if options.format in (None, coat.form) and (options.coat or "") in coat.name
    ]
    is_good = True
    for coat in chosen:
        started = time.process_time()
        found = [measure(coat, text) for text in chosen_texts(options.text) if coat.can_set(text)]
        show(found, time.process_time() - started, options.errors)
        is_good &= all(one.is_good for one in found)
        if options.save:
            for text in filter(coat.can_set, chosen_texts(options.text)):
                save(options.save, coat, text)
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
