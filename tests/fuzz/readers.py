"""Every reader under atheris: `python -m tests.fuzz.readers [FORMAT] [options of libFuzzer]`.

For example `python -m tests.fuzz.readers html -max_total_time=600`.
atheris is no part of the locked environment (it is built for few systems): install it beside, `pip install atheris`.
What a reader raises beside its own error ends the program, with the bytes in a file `crash-…`.
"""

import sys
from collections.abc import Callable

from tasks.core.extract.messages import packed_text
from tasks.core.formats import Format, formats
from tasks.core.intake.sniff import sniff
from tasks.core.reading import ReadError

MISSING = 3  # exit code: nothing was tried
LIMITS = ("-rss_limit_mb=2048", "-timeout=60", "-max_len=65536")


def chosen(name: str) -> list[Format]:
    """The formats whose files end with that name; all for an empty one."""
    return [one for one in formats() if not name or name in one.SUFFIXES]


def reading(asked: list[Format]) -> Callable[[bytes], None]:
    """What is done with each input: it is looked at, and read by each format whatever it is."""

    def read(content: bytes) -> None:
        sniff(content)
        for one in asked:
            try:
                packed_text(one.read(content))
            except ReadError:
                continue

    return read


def main() -> int:
    """Run until something breaks, or the time is over."""
    name = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else ""
    asked = chosen(name)
    if not asked:
        sys.stderr.write(f"no format has files that end with {name}\n")
        return MISSING
    try:
        import atheris
    except ImportError:
        sys.stderr.write(
            "atheris is not installed: nothing is tried. `pip install atheris` beside the locked packages.\n"
        )
        return MISSING
    atheris.instrument_all()
    atheris.Setup([*sys.argv, *LIMITS], reading(asked))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
