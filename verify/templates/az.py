"""Has the real az deploy a template to a cloud, with the command that stands in the template's header."""

import copy
import pathlib
import shlex
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from verify.azure.cloud import Cloud
from verify.azure.faults import Fault
from verify.azure.harness import TIMEOUT, Harness
from verify.azure.states import GROUP, NSG
from verify.templates.deployments import Deployments

LOOK = "az deployment group what-if --resource-group GROUP --template-file FILE --parameters "
PARAMETERS = "networkSecurityGroupName=NAME"


@dataclass(frozen=True)
class Done:
    """What came of a call of az, and the cloud as it is afterwards."""

    status: int
    output: str
    errors: str
    cloud: Cloud


def command(header: str, verb: str, file: pathlib.Path) -> list[str]:
    """The words of the header's command for a file, with what-if or, as the header says next, create."""
    words = {"GROUP": GROUP, "FILE": str(file), PARAMETERS: f"networkSecurityGroupName={NSG}", "what-if": verb}
    if LOOK + PARAMETERS not in header:
        raise ValueError("the header has no such command")
    return [words.get(word, word) for word in shlex.split(LOOK + PARAMETERS)]


def deploy(
    harness: Harness,
    template: str,
    header: str,
    cloud: Cloud,
    verb: str = "create",
    fault: Fault | None = None,
    parameters: Sequence[str] = (),
) -> Done:
    """Deploys to a copy of a cloud; other parameters stand in the place of those in the header."""
    cloud = copy.deepcopy(cloud)
    harness.server.show(cloud, copy.deepcopy(fault), Deployments)
    harness.log_in(cloud)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "ftps.json"
        file.write_text(template)
        _, *words = command(header, verb, file)
        if parameters:
            words = [*words[: words.index("--parameters") + 1], *parameters]
        done = subprocess.run(
            [harness.bin / "az", *words],
            env=harness.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
    return Done(done.returncode, done.stdout, done.stderr, cloud)
