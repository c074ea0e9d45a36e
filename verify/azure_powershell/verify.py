#!/usr/bin/env python3
"""Holds scripts for Azure PowerShell to their word on used security groups, and prints a table of trials.

usage: python3 -m verify.azure_powershell.verify [--short] [--tool FTPSGATE]

`ftpsgate` writes the scripts, the plan in JSON that they are held against, and scripts for the Azure CLI, which the
real az runs on the same groups: both must leave the same rules.
"""

from __future__ import annotations

import argparse
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from verify.azure_powershell import faults, judge, peer, scenarios
from verify.azure_powershell.scenarios import REPLACE
from verify.azure_powershell.subject import Subject
from verify.azure_powershell.used import SHARED, UNREADABLE, used
from verify.powershell.errors import Refused
from verify.powershell.judge import Wrong
from verify.powershell.verify import CONFIGURATION, FROM, USUAL, table

TAGS = ("--from", "203.0.113.0/24", "--from", "service-tag:Storage")
WRITTEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "plain": (USUAL, ()),
    "--from": (USUAL, FROM),
    "tags": (USUAL, (*TAGS, "--passive-only", "--name", "tags", "--priority", "700")),
    "addresses": (("*:21:", "10.0.0.4:990:", "[2001:db8::5]:990:"), ()),
    "other port": (("*:2121:",), (*FROM, "--name", "second", "--priority", "500")),
}
"""The bindings and the options of each script that is written."""
SHORT = (
    "clean", "narrowed", "stale", "stale and narrowed", "stale at another address", "other source ports",
    "priority taken",
)  # fmt: skip
Trial = tuple[str, str, Callable[..., Any], tuple[Any, ...]]


def written(tool: str, name: str, folder: pathlib.Path) -> Subject:
    """A script that the program writes."""
    bindings, options = WRITTEN[name]
    configuration = folder / "applicationHost.config"
    listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in bindings)
    configuration.write_text(CONFIGURATION.format(bindings=listed))

    def wrote(target: str, *more: str) -> str:
        call = [tool, "firewall", str(configuration), "--target", target, *options, *more]
        return subprocess.run(call, check=True, capture_output=True, text=True).stdout

    plan = folder / "plan.json"
    plan.write_text(wrote("json"))
    scripts = (wrote("azure-powershell"), wrote("azure-powershell", "--remove"))
    return Subject(name, *scripts, judge.read(plan), wrote("azure-cli"), wrote("azure-cli", "--remove"))


def trials(subjects: list[Subject], short: bool) -> list[Trial]:
    """All that is tried with some scripts."""
    made: list[Trial] = []
    for subject in subjects[: 2 if short else None]:
        states = used(subject)
        for state in SHORT if short else [*states, *SHARED]:
            made.append((state, subject.name, scenarios.once, (subject, state, {})))
            if state in states and states[state].replaceable:
                made.append((f"{state} -Replace", subject.name, scenarios.once, (subject, state, REPLACE)))
            if state in UNREADABLE:
                made.append((f"{state}, removal", subject.name, scenarios.removal_refused, (subject, state)))
        for state in ("stale",) if short else ("clean", "stale", "narrowed", "application group"):
            made.append((f"{state}, failing", subject.name, scenarios.failing, (subject, state)))
        for name, trial in OTHERS.items():
            made.append((name, subject.name, trial, (subject,)))
    first = subjects[0]
    for other in subjects[-1:] if short else subjects[1:]:
        if other.plan.key != first.plan.key:
            made.append((f"beside {first.name}", other.name, scenarios.beside, (first, other)))
    return made


OTHERS = {
    "somebody else at work": scenarios.meddled,
    "in the moment of the write": scenarios.lost,
    "another subscription": scenarios.elsewhere,
    "no Azure PowerShell": scenarios.modules,
    "removal of what denies": scenarios.removal_of_denied,
}


def attempt(trial: Trial) -> tuple[str, str, str, bool]:
    """One trial: its row, its column, its verdict, and whether that is good."""
    row, column, work, arguments = trial
    try:
        verdict = work(*arguments)
        return row, column, f"{verdict} failures" if isinstance(verdict, int) and verdict else verdict or "good", True
    except (Wrong, Refused) as problem:
        return row, column, f"WRONG: {problem}", False


def unnoticed(subject: Subject) -> list[str]:
    """Faults that their trials do not notice."""
    return [
        fault.what
        for fault in faults.FAULTS
        if attempt(("", "", fault.trial, (fault.broken(subject), *fault.arguments)))[3]
    ]


def main() -> int:
    """The number of trials that went wrong decides the status."""
    parser = argparse.ArgumentParser(prog="verify.azure_powershell.verify", description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=".build/debug/ftpsgate", help="the program that writes scripts (%(default)s)")
    parser.add_argument("--short", action="store_true", help="a few states, and two scripts")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        subjects = [written(options.tool, name, pathlib.Path(folder)) for name in WRITTEN]
    with multiprocessing.Pool() as pool:
        results = pool.map(attempt, trials(subjects, options.short), chunksize=1)
    results += [attempt(trial) for trial in peer.trials(subjects, options.short)]
    print(table(results))
    wrong = [f"{row}, {column}: {verdict}" for row, column, verdict, good in results if not good]
    wrong += [f"not noticed: a script that {what}" for what in unnoticed(subjects[0])]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(results)} trials, {len(wrong)} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
