"""Runs a playbook with the real Ansible against a firewall in a file."""

import json
import os
import pathlib
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE.parents[1] / ".build" / "verify" / "ansible"
TIMEOUT = 120
Rule = dict[str, Any]
"""A rule, by the names of INetFwRule."""


@dataclass
class Machine:
    """A machine with Windows Firewall."""

    rules: list[Rule]
    running: bool = True
    failing: int = 0
    """Which change is refused, counted from 1; none if 0."""
    changes: int = 0
    calls: int = 0


@dataclass(frozen=True)
class Result:
    """What came of a run."""

    status: int
    output: str
    rules: list[Rule]
    changed: int
    """How many tasks say that they have changed something."""


def play(playbook: str, machine: Machine, options: Sequence[str] = ()) -> Result:
    """Runs a playbook on a copy of a machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "play.yml").write_text(playbook)
        state = folder / "firewall.json"
        state.write_text(json.dumps(vars(machine)))
        command = [VENV / "bin" / "ansible-playbook", "-i", "server,", "-c", "local", "-e", "ftp_servers=server"]
        done = subprocess.run(
            [*command, "-e", f"ansible_python_interpreter={VENV}/bin/python", *options, folder / "play.yml"],
            env=environment(folder, state),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
        )
        after = json.loads(state.read_text())
    recap = [line for line in done.stdout.splitlines() if line.startswith("server ") and "changed=" in line]
    changed = int(recap[0].split("changed=")[1].split()[0]) if recap else 0
    return Result(done.returncode, done.stdout, after["rules"], changed)


def environment(folder: pathlib.Path, state: pathlib.Path) -> dict[str, str]:
    """The variables of whoever runs a playbook, and nothing of this machine's own Ansible."""
    return {
        "PATH": os.pathsep.join([str(VENV / "bin"), "/usr/bin", "/bin"]),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "ANSIBLE_COLLECTIONS_PATH": str(HERE / "collections"),
        "ANSIBLE_HOME": str(folder / "ansible"),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_NOCOLOR": "true",
        "ANSIBLE_PIPELINING": "true",
        "VERIFY_FIREWALL": str(state),
        "VERIFY_OPTIONS": str(VENV / "options.json"),
    }
