"""What all commands share: where they print, how they fail, the option that names the warehouse."""

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

FAILED, WRONG_USAGE = 1, 2
PIPE_COLUMNS = 160
DEFAULT_WAREHOUSE = Path("warehouse")

Warehouse = Annotated[Path, typer.Option("--warehouse", metavar="DIR", help="Folder of the warehouse.")]


def console() -> Console:
    """Standard output; wide where it is no terminal, so that cells are not folded in files and pipes."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_COLUMNS)


def fail(message: str, code: int = FAILED) -> typer.Exit:
    """Say what went wrong on standard error, and end with a code."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"communique: {message}", markup=False)
    return typer.Exit(code)


def tell_progress() -> None:
    """Show what a run is doing, on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    log = logging.getLogger("communique")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    logging.getLogger("tasks").addHandler(warnings_of(handler))


def warnings_of(handler: logging.Handler) -> logging.Handler:
    """What the steps warn of, shown as a handler shows it."""
    own = logging.StreamHandler(sys.stderr)
    own.setFormatter(handler.formatter)
    own.setLevel(logging.WARNING)
    return own
