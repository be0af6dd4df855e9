"""The command line `communique`: which commands there are. Each is a few lines: read the arguments, call, print."""

import sys
from collections.abc import Sequence

import typer

from flows import ask_commands, run_commands
from flows.settings import be_quiet, opt_out

app = typer.Typer(
    name="communique",
    help="Official statements into a warehouse that people can trust.\n\n"
    'Start with `communique ingest raw`, then ask: `communique sql "from mart.statements"`.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    run_commands.ingest,
    run_commands.rebuild,
    run_commands.watch,
    ask_commands.status,
    ask_commands.sql,
    ask_commands.diff,
    ask_commands.explain,
    run_commands.restore,
)
for command in COMMANDS:
    app.command()(command)


def arguments(given: Sequence[str]) -> list[str]:
    """What was typed; a query that begins with a comment (`-- what it asks`) is not taken for an option."""
    return [f"\n{each}" if each.startswith("--") and (" " in each.split("=")[0]) else each for each in given]


def main() -> None:
    """Entry point of the command `communique`."""
    opt_out()
    be_quiet()
    app(args=arguments(sys.argv[1:]))


if __name__ == "__main__":
    main()
