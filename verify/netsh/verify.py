#!/usr/bin/env python3
"""Holds the batch files of the netsh target to their word under Wine's cmd, and prints a table of states and verdicts.

usage: python3 -m verify.netsh.verify [--short] [--only ROW] [--tool FTPSGATE]
"""

from __future__ import annotations

import argparse
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from verify.netsh import faults, plans, trials
from verify.netsh.judge import Wrong
from verify.netsh.states import STATES
from verify.netsh.trials import Subject
from verify.netsh.wine import Wine, timed

SHORT = ("clean", "narrowed by hand", "described", "old ports", "another server", "service stopped")
CONFIGURATION = """<configuration><system.applicationHost><sites>
<site name="Exchange" id="1"><bindings>{bindings}</bindings>
<ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer></site>
</sites></system.applicationHost><system.ftpServer>
<firewallSupport lowDataChannelPort="{low}" highDataChannelPort="50100" /></system.ftpServer></configuration>"""
FROM = ("--from", "203.0.113.0/24", "--from", "198.51.100.7", "--from", "2001:db8:7::/48")
WRITTEN: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "--from": (("*:21:",), "50000", FROM),
    "anyone": (("*:21:", "*:990:"), "50001", ()),
    "addresses": (("*:2121:", "10.0.0.4:990:", "[2001:db8::5]:990:"), "50000", (*FROM, "--name", "1-3")),
}
"""The bindings, the beginning of the passive range and the options of each script that is written."""
Trial = tuple[str, str, Callable[..., str], tuple[Any, ...]]


def written(tool: str, name: str, wine: Wine) -> Subject:
    """A script that the program writes."""
    bindings, low, options = WRITTEN[name]
    listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in bindings)

    def wrote(target: str, *more: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            configuration = pathlib.Path(folder) / "applicationHost.config"
            configuration.write_text(CONFIGURATION.format(bindings=listed, low=low))
            call = [tool, "firewall", str(configuration), "--target", target, *options, *more]
            return subprocess.run(call, check=True, capture_output=True).stdout.decode()

    return Subject(name, wrote("netsh"), wrote("netsh", "--remove"), plans.read(wrote("json")), wine)


def chosen(subjects: list[Subject], short: bool) -> list[Trial]:
    """All that is tried."""
    narrow, anyone, addresses = subjects
    made: list[Trial] = []
    for subject in [narrow] if short else subjects:
        for state in SHORT if short else STATES:
            made.append((state, subject.name, trials.once, (subject, state)))
    for state in ("blocked", "old ports", "service stopped") if short else STATES:
        made.append((f"{state}, removal", narrow.name, trials.undone, (narrow, state)))
    made.append(("wrong switches", narrow.name, trials.switches, (narrow,)))
    if short:
        made.append(("clean, failing", narrow.name, trials.failing, (narrow, "clean", 1, 1)))
        return made
    for subject in subjects:
        made.append(("inspection", subject.name, trials.inspection, (subject,)))
    for state in ("clean", "ran once", "narrowed by hand", "old ports"):
        made.append((f"{state}, failing", narrow.name, trials.failing, (narrow, state)))
    made.append(("clean, failing with -1", narrow.name, trials.failing, (narrow, "clean", -1)))
    made.append(("old ports, removal failing", narrow.name, trials.failing, (narrow, "old ports", 1, 0, True)))
    made.append((f"after {narrow.name}", anyone.name, trials.followed, (narrow, anyone)))
    made.append((f"after {anyone.name}", narrow.name, trials.followed, (anyone, narrow)))
    made.append((f"beside {narrow.name}", addresses.name, trials.beside, (narrow, addresses)))
    return made


def attempt(trial: Trial) -> tuple[str, str, str, bool]:
    """One trial: its row, its column, its verdict, and whether that is good."""
    row, column, work, arguments = trial
    try:
        return row, column, work(*arguments), True
    except Wrong as problem:
        return row, column, f"WRONG: {problem}", False


def unnoticed(subject: Subject, short: bool) -> list[str]:
    """Faults that their trials do not notice."""
    some = faults.SCRIPTS[:3] if short else faults.SCRIPTS
    return [one.what for one in some if attempt(("", "", one.trial, (one.of(subject), *one.arguments)))[3]]


def table(results: list[tuple[str, str, str, bool]]) -> str:
    """States and verdicts."""
    columns = list(dict.fromkeys(column for _, column, _, _ in results))
    cells = {(row, column): verdict.partition(":")[0] for row, column, verdict, _ in results}
    rows = [["state", *columns]]
    for row in dict.fromkeys(row for row, _, _, _ in results):
        rows.append([row, *(cells.get((row, column), "-") for column in columns)])
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns) + 1)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def main() -> int:
    """The number of trials that went wrong decides the status."""
    parser = argparse.ArgumentParser(prog="verify.netsh.verify", description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=".build/debug/ftpsgate", help="the program that writes scripts (%(default)s)")
    parser.add_argument("--short", action="store_true", help="some states of one script, and two calls that fail")
    parser.add_argument("--only", metavar="ROW", default="", help="the rows of the table that have this text")
    options = parser.parse_args()
    began = time.monotonic()
    with Wine() as wine:
        subjects = [written(options.tool, name, wine) for name in WRITTEN]
        results = [attempt(trial) for trial in chosen(subjects, options.short) if options.only in trial[0]]
        missed = [] if options.only else unnoticed(subjects[0], options.short)
    print(table(results))
    wrong = [f"{row}, {column}: {verdict}" for row, column, verdict, good in results if not good]
    wrong += [f"not noticed: a script that {what}" for what in missed]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(results)} trials, {len(wrong)} wrong, {timed(began)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
