#!/usr/bin/env python3
"""Holds PowerShell scripts to their word on used machines, and prints a table of states and verdicts.

usage: python3 -m verify.powershell.verify [--short] [--tool FTPSGATE] [SCRIPT.ps1 ...]

Without scripts, `ftpsgate` writes them for a configuration of its own. A script is held against the plan beside it, as
JSON: SCRIPT.json, or what stands after a colon (SCRIPT.ps1:PLAN.json).
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

from verify.powershell import faults, plans, scenarios
from verify.powershell.errors import Refused
from verify.powershell.expected import REPLACED
from verify.powershell.judge import Wrong
from verify.powershell.machine import Spelling
from verify.powershell.scenarios import Subject
from verify.powershell.states import STATES

SHORT = ("clean", "narrowed-by-hand", "old-narrowed", "control-narrowed", "service-stopped")
CONFIGURATION = """<configuration><system.applicationHost><sites>
<site name="Exchange" id="1"><bindings>{bindings}</bindings>
<ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer></site>
</sites></system.applicationHost><system.ftpServer>
<firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" /></system.ftpServer></configuration>"""
USUAL = ("*:21:", "*:990:")
FROM = ("--from", "203.0.113.0/24", "--from", "198.51.100.7", "--from", "2001:db8:7::/48")
WRITTEN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "plain": (USUAL, ()),
    "--from": (USUAL, FROM),
    "--shipped-rules": (USUAL, ("--shipped-rules",)),
    "addresses": (("*:21:", "10.0.0.4:990:", "[2001:db8::5]:990:"), ("--shipped-rules",)),
    "other port": (("*:2121:",), (*FROM, "--name", "second")),
}
"""The bindings and the options of each script that is written."""


def written(tool: str, name: str, folder: pathlib.Path) -> Subject:
    """A script that the program writes."""
    bindings, options = WRITTEN[name]
    configuration = folder / "applicationHost.config"
    listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in bindings)
    configuration.write_text(CONFIGURATION.format(bindings=listed))

    def wrote(target: str, *more: str) -> str:
        plain = [one for one in options if target == "powershell" or one != "--shipped-rules"]
        call = [tool, "firewall", str(configuration), "--target", target, *plain, *more]
        return subprocess.run(call, check=True, capture_output=True, text=True).stdout

    plan = folder / "plan.json"
    plan.write_text(wrote("json"))
    return Subject(name, wrote("powershell"), plans.read(plan), wrote("powershell", "--remove"))


def given(argument: str) -> Subject:
    """A script that is there, with the plan beside it."""
    script, _, plan = argument.partition(":")
    file = pathlib.Path(script)
    return Subject(file.stem, file.read_text(), plans.read(pathlib.Path(plan) if plan else file.with_suffix(".json")))


# What is tried


def attempt(task: tuple[str, str, Callable[..., Any], tuple]) -> tuple[str, str, str, bool]:
    """One trial: its row, its column, its verdict, and whether that is good."""
    row, column, work, arguments = task
    try:
        verdict = work(*arguments)
        return row, column, f"{verdict} failures" if isinstance(verdict, int) and verdict else verdict or "good", True
    except (Wrong, Refused) as problem:
        return row, column, f"WRONG: {problem}", False


def trials(subjects: list[Subject], short: bool) -> list[tuple[str, str, Callable[..., Any], tuple]]:
    """All that is tried with some scripts."""
    made: list[tuple[str, str, Callable[..., Any], tuple]] = []
    inspected: dict[str, Any] = {"DisableStatefulFtp": True}
    for subject in subjects:
        for state in SHORT if short else STATES:
            for spelling in [Spelling.MASK] if short else Spelling:
                made.append((state, subject.name, scenarios.once, (subject, state, spelling, {})))
            if short:
                continue
            more = inspected | {"RestartService": True}
            made.append((state + " -Disable…", subject.name, scenarios.once, (subject, state, Spelling.MASK, more)))
            if state in REPLACED:
                row = state + " -Replace"
                made.append((row, subject.name, scenarios.once, (subject, state, Spelling.MASK, {"Replace": True})))
            made.append((state + ", failing", subject.name, scenarios.failing, (subject, state, inspected)))
        made.append(("clean, changed since", subject.name, scenarios.changed_since, (subject,)))
        if short:
            made.append(("clean, failing", subject.name, scenarios.failing, (subject, "clean", {}, 1)))
    return made + pairs(subjects, short)


def pairs(subjects: list[Subject], short: bool) -> list[tuple[str, str, Callable[..., Any], tuple]]:
    """Scripts beside each other, or after each other where their key is one."""
    made: list[tuple[str, str, Callable[..., Any], tuple]] = []
    for other in reversed(subjects):
        for subject in subjects:
            if short and made:
                break
            if subject.plan.key < other.plan.key:
                made.append((f"beside {other.name}", subject.name, scenarios.beside, (subject, other)))
            elif subject is not other and subject.plan.key == other.plan.key:
                made.append((f"after {other.name}", subject.name, scenarios.followed, (other, subject)))
    return made


def unnoticed(subject: Subject, short: bool) -> list[str]:
    """Faults that their trials do not notice."""
    chosen = faults.FAULTS[:6] if short else faults.FAULTS
    return [
        fault.what for fault in chosen if attempt(("", "", fault.trial, (fault.broken(subject), *fault.arguments)))[3]
    ]


# The table


def table(results: list[tuple[str, str, str, bool]]) -> str:
    """States and verdicts."""
    columns = list(dict.fromkeys(column for _, column, _, _ in results))
    cells: dict[tuple[str, str], list[str]] = {}
    for row, column, verdict, _ in results:
        cells.setdefault((row, column), []).append(verdict.partition(":")[0])
    rows = [["state", *columns]]
    for row in dict.fromkeys(row for row, _, _, _ in results):
        rows.append([row, *(", ".join(dict.fromkeys(cells.get((row, column), ["-"]))) for column in columns)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns) + 1)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def main() -> int:
    """The number of trials that went wrong decides the status."""
    parser = argparse.ArgumentParser(prog="verify.powershell.verify", description=__doc__.splitlines()[0])
    parser.add_argument("scripts", nargs="*", metavar="SCRIPT.ps1[:PLAN.json]")
    parser.add_argument("--tool", default=".build/debug/ftpsgate", help="the program that writes scripts (%(default)s)")
    parser.add_argument("--short", action="store_true", help="a few states, and one change that fails")
    options = parser.parse_args()
    began = time.monotonic()
    if options.scripts:
        subjects = [given(one) for one in options.scripts]
    else:
        with tempfile.TemporaryDirectory() as folder:
            subjects = [written(options.tool, name, pathlib.Path(folder)) for name in WRITTEN]
    with multiprocessing.Pool() as pool:
        results = pool.map(attempt, trials(subjects, options.short), chunksize=1)
    print(table(results))
    wrong = [f"{row}, {column}: {verdict}" for row, column, verdict, good in results if not good]
    narrow = next((one for one in subjects if any(opening.networks for opening in one.plan.openings)), None)
    missed = unnoticed(narrow, options.short) if narrow else []
    wrong += [f"not noticed: a script that {what}" for what in missed]
    print(*wrong, sep="\n")
    print(f"{len(results)} trials, {len(wrong)} wrong, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
