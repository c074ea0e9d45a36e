"""What runs need and what is made only once: the cloud's servers, and an az that knows them and is logged in."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from typing import Any, Self

from verify.azure.cloud import Cloud, ResourceGroup, SecurityGroup
from verify.azure.server import Server

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parent.parent / ".build" / "verify" / "azure"
CLOUD = "loopback"
TIMEOUT = 120


class Harness:
    """An az and its cloud, until it is left. With `ready` az is loaded once; else each call starts it anew."""

    def __init__(self, ready: bool = True, venv: pathlib.Path = VENV) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="verify-azure-"))
        self.config = self.folder / "config"
        self.bin = self.folder / "bin"
        for folder in (self.config, self.bin, self.folder / "home"):
            folder.mkdir()
        self.venv = venv
        self.ready = ready
        self.process: subprocess.Popen[str] | None = None
        self.server = Server(self.folder)
        self.profile: dict[str, Any] = {}
        """What `az login` wrote down."""

    def __enter__(self) -> Self:
        self.server.__enter__()
        try:
            self.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
        self.server.__exit__()
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self) -> None:
        """Puts an az in place, makes the cloud known to it, and logs in."""
        if self.ready:
            self.load()
        else:
            (self.bin / "az").symlink_to(self.venv / "bin" / "az")
        throwaway = Cloud.of(ResourceGroup("group", [SecurityGroup("nsg")]))
        self.server.show(throwaway)
        at = self.server.address
        words = ["cloud", "register", "--name", CLOUD, "--skip-endpoint-discovery"]
        for endpoint in ("resource-manager", "active-directory", "active-directory-resource-id", "management"):
            words += [f"--endpoint-{endpoint}", at]
        self.az(*words)
        self.az("cloud", "set", "--name", CLOUD)
        self.az("login", "--identity", "--output", "none")
        self.profile = json.loads((self.config / "azureProfile.json").read_text(encoding="utf-8-sig"))
        if self.ready:
            self.warm()

    def load(self) -> None:
        """Starts the process that loads azure-cli, and the command that calls it."""
        command = self.bin / "az"
        command.write_text(f"#!{sys.executable} -IS\n" + (HERE / "call_az.py").read_text())
        command.chmod(0o755)
        self.process = subprocess.Popen(
            [self.venv / "bin" / "python", HERE / "ready_az.py", self.folder / "socket"],
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("azure-cli cannot be loaded; has verify/setup been run?")

    def warm(self) -> None:
        """Makes the usual calls once, so that their modules are loaded from then on."""
        where = ["--resource-group", "group", "--nsg-name", "nsg"]
        for words in (
            ["account", "show"],
            ["network", "nsg", "rule", "create", *where, "--name", "warm", "--priority", "100"],
            ["network", "nsg", "rule", "list", *where, "--query", "[].name", "--output", "tsv"],
            ["network", "nsg", "rule", "delete", *where, "--name", "warm"],
        ):
            self.az(*words, VERIFY_AZ_LEARN="1")

    def environment(self) -> dict[str, str]:
        """The variables of whoever calls az: this cloud's, and nothing of the machine's own az."""
        return {
            "PATH": f"{self.bin}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "AZURE_CONFIG_DIR": str(self.config),
            "AZURE_CORE_COLLECT_TELEMETRY": "false",
            "AZURE_CORE_INSTANCE_DISCOVERY": "false",
            "AZURE_CORE_SURVEY_MESSAGE": "false",
            "IDENTITY_ENDPOINT": self.server.token_address,
            "IDENTITY_HEADER": "header",
            "REQUESTS_CA_BUNDLE": str(self.server.certificate),
            "VERIFY_AZ_SOCKET": str(self.folder / "socket"),
        }

    def az(self, *words: str, **variables: str) -> str:
        """Calls az, which has to succeed."""
        done = subprocess.run(
            [self.bin / "az", *words],
            env=self.environment() | variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT,
        )
        if done.returncode != 0:
            raise RuntimeError(f"az {' '.join(words)}: status {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def log_in(self, cloud: Cloud) -> None:
        """Has az believe that it logged in to this cloud, or to none: writes what `az login` would have written."""
        profile = self.config / "azureProfile.json"
        profile.unlink(missing_ok=True)
        if cloud.selected is None:
            return
        pattern = self.profile["subscriptions"][0]
        subscriptions = [
            pattern | {"id": one.id, "name": one.name, "state": one.state, "isDefault": one.id == cloud.selected}
            for one in cloud.subscriptions
        ]
        profile.write_text(json.dumps(self.profile | {"subscriptions": subscriptions}), encoding="utf-8")
