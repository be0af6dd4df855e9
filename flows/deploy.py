"""What a server has to know of the project: the work pool, the deployments of prefect.yaml, the automations."""

import subprocess
import sys
from collections.abc import Callable, Mapping

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentUpdate, WorkPoolCreate
from prefect.exceptions import ObjectAlreadyExists, PrefectException
from prefect.workers.process import ProcessWorker

from flows.automations import apply_automations
from flows.processes import ServiceError
from flows.settings import ROOT, service_environment

POOL = "communique"
DEPLOYMENTS = ("ingest/sweep", "rebuild/rebuild", "alarm/alarm")
DEPLOY_SECONDS = 180.0  # imports all flows; some five seconds, on a machine that does nothing else
Say = Callable[[str], None]


def deploy_all(parameters: Mapping[str, str], say: Say) -> None:
    """Bring work pool, deployments and automations to the server in use. Doing it twice changes nothing.

    `parameters` (`source`, `warehouse`) take the place of those of prefect.yaml in the deployments that have them.

    Raises:
        ServiceError: `prefect deploy` failed, or the server refused something.
    """
    try:
        with get_client(sync_client=True) as client:
            say(f"Work pool {POOL}: {make_pool(client)}")
            run_prefect_deploy()
            for name in DEPLOYMENTS:
                point(client, name, parameters)
            say(f"Deployments: {', '.join(DEPLOYMENTS)}")
            say(f"Automations: {', '.join(apply_automations(client))}")
    except (httpx.HTTPError, PrefectException) as error:
        raise ServiceError(f"The server could not be given the deployments: {error}") from error


def make_pool(client: SyncPrefectClient) -> str:
    """Create the work pool, if it is not there; what was done."""
    template = ProcessWorker.get_default_base_job_template()
    try:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
    except ObjectAlreadyExists:
        return "is there"
    return "created"


def run_prefect_deploy() -> None:
    """Apply prefect.yaml."""
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(  # noqa: S603  our own interpreter with our own arguments
        command,
        cwd=ROOT,
        env=service_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=DEPLOY_SECONDS,
        check=False,
    )
    if done.returncode:
        raise ServiceError(f"prefect deploy ended with code {done.returncode}:\n{(done.stdout + done.stderr)[-2000:]}")


def point(client: SyncPrefectClient, name: str, parameters: Mapping[str, str]) -> None:
    """Let a deployment work on the folders that were given, as far as it has such parameters."""
    deployment = client.read_deployment_by_name(name)
    wanted = {key: value for key, value in parameters.items() if value and key in deployment.parameters}
    if wanted:
        client.update_deployment(deployment.id, DeploymentUpdate(parameters={**deployment.parameters, **wanted}))
