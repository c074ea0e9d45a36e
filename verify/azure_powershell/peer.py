"""Scripts for the Azure CLI, which the real az runs, beside those for Azure PowerShell: both leave the same rules."""

from __future__ import annotations

import atexit
import pathlib
import tempfile
from collections.abc import Callable
from typing import Any

from verify.azure.cloud import Cloud
from verify.azure.harness import Harness
from verify.azure.run import ARGUMENTS
from verify.azure.run import run as run_cli
from verify.azure_powershell import judge
from verify.azure_powershell.subject import Subject, cloud_of
from verify.azure_powershell.used import SHARED, shared, used
from verify.powershell.judge import hold


def after_cli(harness: Harness, script: str, cloud: Cloud, *options: str) -> tuple[int, Cloud]:
    """The status of a script for the Azure CLI, and the cloud that it leaves."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(script)
        file.flush()
        result = run_cli(harness, pathlib.Path(file.name), cloud, (*ARGUMENTS, *options))
    return result.status, result.cloud


def equal(harness: Harness, subject: Subject, state: str, replaces: bool) -> str:
    """Both succeed and leave the same rules, or both stop; the verdict."""
    found = shared(subject, state) if state in SHARED else used(subject)[state]
    status, cloud = after_cli(harness, subject.cli, found.cloud, *(["--replace"] if replaces else []))
    result = subject.ran(found.cloud, {"Replace": True} if replaces else {})
    ends = f"az ends with {status}, PowerShell with {result.status}"
    hold(bool(status) == bool(result.status), f"{ends}: {result.errors}")
    hold(judge.same(cloud, cloud_of(result)), "az leaves other rules")
    status, removed = after_cli(harness, subject.cli_removal, cloud)
    gone = subject.removed(cloud)
    ends = f"az removes with {status}, PowerShell with {gone.status}"
    hold(bool(status) == bool(gone.status), f"{ends}: {gone.errors}")
    hold(judge.same(removed, cloud_of(gone)), "az removes other rules")
    return "both stop" if result.status else "same rules"


def trials(subjects: list[Subject], short: bool) -> list[tuple[str, str, Callable[..., Any], tuple[Any, ...]]]:
    """What is run with both, one after the other, since az is loaded once."""
    made = []
    for subject in subjects:
        chosen = [("clean", False)]
        if subject is subjects[0]:
            chosen += [("narrowed", False), ("stale on a place", False), ("application group", True)]
            chosen += [("stale and narrowed", False), ("other source ports", False), ("denied", False)]
            if not short:
                states = used(subject)
                chosen = [(one, False) for one in [*states, *SHARED]]
                chosen += [(one, True) for one in states if states[one].replaceable]
        for state, replaces in chosen:
            row = f"az: {state}" + (" -Replace" if replaces else "")
            made.append((row, subject.name, in_harness, (subject, state, replaces)))
    return made


_harness: list[Harness] = []
"""The az that all trials share, once there is one."""


def in_harness(subject: Subject, state: str, replaces: bool) -> str:
    """A trial with the az that all share."""
    if not _harness:
        _harness.append(Harness().__enter__())
        atexit.register(_harness[0].__exit__)
    return equal(_harness[0], subject, state, replaces)
