"""The automations of the service, brought to a server by name: applying them twice is as applying them once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from prefect.client.orchestration import SyncPrefectClient
from prefect.events.schemas.automations import AutomationCore

FILE = Path(__file__).with_name("automations.yaml")


def read_automations(file: Path = FILE) -> list[dict[str, Any]]:
    """The automations as the file has them."""
    return list(yaml.safe_load(file.read_text(encoding="utf-8"))["automations"])


def with_deployment(action: Mapping[str, Any], client: SyncPrefectClient) -> dict[str, Any]:
    """An action whose deployment is given by its id, as servers want it, not by its name."""
    given = dict(action)
    if name := given.pop("deployment", ""):
        given["deployment_id"] = str(client.read_deployment_by_name(name).id)
    return given


def as_automation(given: Mapping[str, Any], client: SyncPrefectClient) -> AutomationCore:
    """One automation, ready for the server."""
    actions = [with_deployment(action, client) for action in given["actions"]]
    return AutomationCore.model_validate({**given, "actions": actions})


def apply_automations(client: SyncPrefectClient) -> list[str]:
    """Create or update all automations; their names.

    Raises:
        ObjectNotFound: a deployment that an automation runs is not there.
    """
    names = []
    for given in read_automations():
        automation = as_automation(given, client)
        known = client.read_automations_by_name(automation.name)
        for double in known[1:]:
            client.delete_automation(double.id)
        if known:
            client.update_automation(known[0].id, automation)
        else:
            client.create_automation(automation)
        names.append(automation.name)
    return names
