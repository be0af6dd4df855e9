"""The one module that reads the environment, and that sets what other libraries read there."""

import os
import tomllib
from pathlib import Path

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
DEFAULT_SERVER = "http://127.0.0.1:4200/api"  # where `prefect server start` listens


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
