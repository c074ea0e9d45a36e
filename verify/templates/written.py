"""What ftpsgate writes for one server, also with the file of a cloud's security groups, which the real az prints."""

import os
import pathlib
import subprocess
import tempfile
from dataclasses import dataclass

from verify.azure.cloud import Cloud
from verify.azure.harness import Harness
from verify.templates.deployments import Deployments

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = os.environ.get("FTPSGATE", ROOT / ".build" / "release" / "ftpsgate")
CONFIGURATION = """<configuration><system.applicationHost><sites>
<site name="Exchange" id="1"><bindings>{bindings}</bindings>
<ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer></site>
</sites></system.applicationHost><system.ftpServer>
<firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" /></system.ftpServer></configuration>"""
USUAL = ("*:21:", "*:990:")


@dataclass(frozen=True)
class Written:
    """What came of a call of ftpsgate."""

    status: int
    text: str | None
    """What was written to the file; none where there is no file."""
    errors: str


def written(target: str, *options: str, bindings: tuple[str, ...] = USUAL, groups: str | None = None) -> Written:
    """Writes an output; `groups` is the text of the file for --environment."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in bindings)
        (folder / "applicationHost.config").write_text(CONFIGURATION.format(bindings=listed))
        words = [TOOL, "firewall", folder / "applicationHost.config", "--target", target, *options]
        if groups is not None:
            (folder / "nsg.json").write_text(groups)
            words += ["--environment", folder / "nsg.json"]
        output = folder / "output"
        done = subprocess.run([*words, "--output", output], capture_output=True, text=True)
        return Written(done.returncode, output.read_text() if output.exists() else None, done.stderr)


def listed(harness: Harness, cloud: Cloud) -> str:
    """The cloud's security groups, as headers tell people to ask for them."""
    harness.server.show(cloud, manager=Deployments)
    harness.log_in(cloud)
    return harness.az("network", "nsg", "list", "--output", "json")
