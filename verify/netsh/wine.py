"""Wine's cmd, and a registry that it starts from."""

from __future__ import annotations

import dataclasses
import fcntl
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from typing import Any, Self

from verify.netsh import registry
from verify.netsh.registry import State

HOME = pathlib.Path(__file__).resolve().parents[2] / ".build" / "verify" / "netsh"
"""Where verify/setup puts the prefix and the programs."""
WINE = "/usr/lib/wine/wine64"
TIMEOUT = 120
TRIES = 3


@dataclasses.dataclass(frozen=True)
class Fault:
    """The changing call that fails, from 1, and with which status."""

    at: int
    status: int = 1


@dataclasses.dataclass(frozen=True)
class Result:
    """What came of a run."""

    status: int
    output: str
    errors: str
    calls: list[str]
    """Each call of netsh, and of reg where that is watched; one that changes something begins with `!`."""
    state: State

    @property
    def changes(self) -> list[str]:
        """The calls that asked for a change."""
        return [call for call in self.calls if call.startswith("!")]


class Wine:
    """A prefix with its server, until it is left."""

    def __init__(self) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="verify-netsh-"))
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "WINEPREFIX": str(HOME / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",
            "DISPLAY": "",
        }

    def __enter__(self) -> Self:
        # There is one registry, so that nobody else may use it meanwhile.
        self.lock = (HOME / "lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        # A server that stays spares each call the start of one; one that was left behind is none of ours.
        subprocess.run(["wineserver", "-k"], env=self.environment, stdin=subprocess.DEVNULL)
        subprocess.run(["wineserver", "-p"], env=self.environment, check=True, stdin=subprocess.DEVNULL)
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment, stdin=subprocess.DEVNULL)
        self.lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, folder: pathlib.Path, *words: str, **variables: str) -> tuple[int, str, str]:
        """Runs a program of Windows: its status, and what it said."""
        # Files, not pipes: wineserver keeps pipes open, and whoever reads them waits for it.
        with tempfile.TemporaryFile("w+b") as output, tempfile.TemporaryFile("w+b") as errors:
            done = subprocess.run(
                [WINE, *words],
                env=self.environment | variables,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                timeout=TIMEOUT,
            )
            said = [(file.seek(0), file.read().decode(errors="replace"))[1] for file in (output, errors)]
        return done.returncode, *(text.replace("\r\n", "\n") for text in said)

    def run(self, script: str, state: State, arguments: Sequence[str] = (), **options: Any) -> Result:
        """Runs a script on a machine; with `watched`, calls of reg are counted too, and can fail."""
        for _ in range(TRIES):
            result = self.run_once(script, state, arguments, **options)
            # On a busy machine Wine's cmd now and then does not start a program that is there.
            if "Can't recognize" not in result.errors:
                break
        return result

    def run_once(
        self,
        script: str,
        state: State,
        arguments: Sequence[str] = (),
        fault: Fault | None = None,
        stopped: bool = False,
        watched: bool = False,
    ) -> Result:
        """Runs a script, in a folder of its own."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copy(HOME / "netsh.exe", folder)
        if watched:
            shutil.copy(HOME / "reg.exe", folder)
        (folder / "script.bat").write_bytes(script.encode())
        self.put(folder, state)
        variables = {"VERIFY_FAIL": f"{fault.at}:{fault.status}"} if fault else {}
        variables |= {"VERIFY_STOPPED": "yes"} if stopped else {}
        status, output, errors = self.call(folder, "cmd", "/c", "script.bat", *arguments, **variables)
        log = folder / "calls.log"
        calls = log.read_text(errors="replace").splitlines() if log.exists() else []
        result = Result(status, output, errors, calls, self.get(folder))
        shutil.rmtree(folder)
        return result

    def put(self, folder: pathlib.Path, state: State) -> None:
        """Makes the registry what a state says."""
        (folder / "before.reg").write_bytes(registry.written(state))
        self.reg(folder, "import", "before.reg")

    def get(self, folder: pathlib.Path) -> State:
        """What the registry says."""
        for key, name in ((registry.POLICY, "policy.reg"), (registry.RECORDS, "records.reg")):
            self.reg(folder, "export", key, name, "/y")
        return registry.read(*((folder / name).read_bytes() for name in ("policy.reg", "records.reg")))

    def reg(self, folder: pathlib.Path, *words: str) -> None:
        """Runs Wine's own reg, which has to succeed; on a busy machine it now and then does not start."""
        for _ in range(TRIES):
            status, output, errors = self.call(folder, r"C:\windows\system32\reg.exe", *words)
            if status == 0:
                return
        raise RuntimeError(f"reg {' '.join(words)}: status {status}: {output}{errors}")


def timed(began: float) -> str:
    """How long ago something began."""
    return f"{time.monotonic() - began:.0f} s"
