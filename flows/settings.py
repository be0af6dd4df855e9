"""The one module that reads the environment, and that sets what other libraries read there."""

import os
import shlex
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]  # where prefect.yaml lies

OPT_OUTS = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
}
QUIET = {
    "PREFECT_LOGGING_LEVEL": "INFO",  # into the flow run's own log
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # the command line tells what a person needs itself
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "tasks",  # what the steps say while they work
}
TEMPORARY_SERVER = {
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    # the recorders must keep up with a run of seconds, or its last events are lost when the server stops
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
}
SERVICE_SERVER = {
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # the newer pages ask a host of an analytics firm for settings when they are opened, whatever is opted out of
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    # a run that has to wait for the one before it looks again so often; 30 s by default
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
    # the database is one SQLite file: what is old goes; the warehouse's own `ops` tables keep what matters
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "7776000",  # 90 days
    "PREFECT_SERVER_SERVICES_DB_VACUUM_EVENT_RETENTION_OVERRIDES": '{"prefect.flow-run.heartbeat": 86400}',  # a day
}
SERVICE_WORKER = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",  # a run that an arrival asks for starts within some seconds
    "PREFECT_LOGGING_LEVEL": "INFO",
}
DEFAULT_PORT = 4200
DEFAULT_SERVER = f"http://127.0.0.1:{DEFAULT_PORT}/api"  # where `prefect server start` listens


def opt_out() -> None:
    """Turn off everything that would report to somebody, before the libraries are imported."""
    os.environ.update(OPT_OUTS)


def be_quiet() -> None:
    """Leave the terminal to the command line; what the user set stays."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def prefect_home() -> Path:
    """The folder of Prefect's own database and profiles."""
    return Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()


def configured_server() -> str:
    """Address of the Prefect API that the user set, by variable or by profile; empty if none."""
    if address := os.environ.get("PREFECT_API_URL"):
        return address
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH", prefect_home() / "profiles.toml"))
    try:
        given = tomllib.loads(profiles.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    active = os.environ.get("PREFECT_PROFILE", given.get("active", ""))
    return str(given.get("profiles", {}).get(active, {}).get("PREFECT_API_URL", ""))


def use_server(address: str) -> None:
    """Let Prefect talk to the API at an address. To be called before Prefect is imported."""
    os.environ["PREFECT_API_URL"] = address


def server_environment() -> dict[str, str]:
    """The environment of a temporary server."""
    return {**os.environ, **OPT_OUTS, **TEMPORARY_SERVER}


def service_folder() -> Path:
    """The folder in which `make up` keeps what it started: process ids, logs, Prefect's database."""
    return Path(os.environ.get("COMMUNIQUE_STATE", ROOT / ".communique")).expanduser().resolve()


def keep_home() -> None:
    """Give Prefect a folder of its own for what `make up` starts, unless the user set one. Before it is imported."""
    os.environ.setdefault("PREFECT_HOME", str(service_folder() / "prefect"))


def service_environment() -> dict[str, str]:
    """The environment of every part of the service. What a part says is in its log at once."""
    return {**os.environ, **OPT_OUTS, "PYTHONUNBUFFERED": "1"}


def service_server_environment(address: str, host: str, port: int) -> dict[str, str]:
    """The environment of the server of `make up`. Its pages are served from copies in the folder of the service."""
    here = {
        "PREFECT_SERVER_API_HOST": host,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_UI_API_URL": address,
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(service_folder() / "ui"),
    }
    return {**SERVICE_SERVER, **service_environment(), **here}


def service_worker_environment() -> dict[str, str]:
    """The environment of the worker, which the runs that it starts inherit."""
    return {**SERVICE_WORKER, **service_environment()}


def alarm_command() -> list[str]:
    """The operator's own program that is given the text of an alarm, with its arguments; empty if none is set.

    Raises:
        ValueError: `COMMUNIQUE_ALARM` has a quotation mark without its other half.
    """
    return shlex.split(os.environ.get("COMMUNIQUE_ALARM", ""))
