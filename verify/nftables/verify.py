#!/usr/bin/env python3
"""Holds files for nft to their word: in the kernel, through JSON, and with real connections through a gateway.

usage: verify/nftables/verify.py [--tool FTPSGATE] [--drawn COUNT] [--seed NUMBER]
"""

from __future__ import annotations

import argparse
import os
import pathlib
import sys
import tempfile
import time
from collections.abc import Callable

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "e2e"))

import cases
import faults
import ruleset
import sandbox
import traffic
import trials
from firewall import Firewall

ROOT = pathlib.Path(__file__).resolve().parents[2]
IN_CI = bool(os.environ.get("CI"))
"""Nobody reads there that nothing was verified, so that it is a failure."""


def main() -> int:
    """The status: 0 where everything holds, and where namespaces cannot be had unless CI is set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=str(ROOT / ".build/release/ftpsgate"), help="the program (%(default)s)")
    parser.add_argument("--drawn", type=int, default=20, metavar="COUNT", help="how many plans are drawn (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="from where they are drawn (%(default)s)")
    options = parser.parse_args()
    if not sandbox.is_inside():
        if reason := sandbox.refusal():
            print(f"verify: nftables: {'FAILED' if IN_CI else 'SKIP'}: {reason}")
            return 2 if IN_CI else 0
        return sandbox.enter()
    sandbox.prepare()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        plans = [*cases.CASES, *cases.drawn(options.drawn, options.seed)]
        written = {case.name: cases.written(options.tool, case, pathlib.Path(folder)) for case in plans}
    wrong, count = hold(list(written.values()))
    wrong += [f"not noticed: a file that {fault.what}" for fault in unnoticed(written[faults.SUBJECT])]
    seen, lost = traffic.check(written)
    wrong += lost
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(
        f"nftables: {len(written)} plans, {count} trials, {len(faults.FAULTS)} faults, {seen} connections,"
        f" {len(wrong)} wrong, {time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


def hold(subjects: list[cases.Written]) -> tuple[list[str], int]:
    """What is wrong with some files, and how many trials there were."""
    firewall = Firewall()
    made = [
        (subject, trial)
        for subject in subjects
        for trial in (trials.ALL if subject.case in cases.CASES else trials.DRAWN)
    ]
    wrong = [
        f"{subject.case.name}: {trial.__name__}: {problem}"
        for subject, trial in made
        if (problem := attempt(subject, trial, firewall))
    ]
    return wrong, len(made)


def unnoticed(subject: cases.Written) -> list[faults.Fault]:
    """Faults that their trials do not notice."""
    firewall = Firewall()
    return [fault for fault in faults.FAULTS if not attempt(fault.broken(subject), fault.trial, firewall)]


def attempt(subject: cases.Written, trial: Callable[[trials.Trials], None], firewall: Firewall) -> str | None:
    """What a trial finds wrong."""
    try:
        trial(trials.Trials(subject, firewall))
    except (trials.Wrong, ruleset.Unexpected, RuntimeError, LookupError, ValueError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return None


if __name__ == "__main__":
    sys.exit(main())
