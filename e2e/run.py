#!/usr/bin/env python3
"""Proves `ftpsgate matrix`: real clients transfer files through real filters, and it must have foretold each outcome.

Each scenario of `scenarios.py` is built twice from one description: as three hosts in network namespaces, with nftables
between them and proftpd in the place of IIS, and as the files that ftpsgate reads. The files and all logs stay in
.build/e2e/run; nothing else stays.
"""

import argparse
import os
import pathlib
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import report
import sandbox
import server
import simulator
from clients import CLIENTS, PLAIN, Client
from measure import Cell, Measurement, NoHelper, Outcome
from scenarios import SCENARIOS

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "e2e" / "run"
SCENARIOS_AT_ONCE = 5
CLIENTS_AT_ONCE = 16
TIMEOUT = 5
"""After how many seconds without progress clients give up."""
LONG_TIMEOUT = 30
"""The same for a second try, when a client fails that should not: a success is proof, a failure may be haste."""
IN_CI = bool(os.environ.get("CI"))
"""Nobody reads there that a proof was skipped, so that it is a failure."""
SKIP = "FAILED" if IN_CI else "SKIP"


def main() -> int:
    """The exit status: 0 when all cells agree, and where nothing can be measured unless CI is set."""
    parser = argparse.ArgumentParser(description="holds `ftpsgate matrix` against real transfers")
    parser.add_argument(
        "--tool", type=pathlib.Path, default=ROOT / ".build/release/ftpsgate", help="the ftpsgate to hold against"
    )
    parser.add_argument("--measure-only", action="store_true", help="print what is measured, and ask no ftpsgate")
    parser.add_argument("--scenario", type=int, action="append", metavar="N", help="only this one (repeats)")
    parser.add_argument("--list", action="store_true", help="list the scenarios and their numbers")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{number:3} {scenario.title}" for number, scenario in enumerate(SCENARIOS)))
        return 0
    if not sandbox.is_inside():
        if reason := sandbox.refusal() or server.refusal():
            print(f"e2e: {SKIP}: {reason}")
            return 2 if IN_CI else 0
        return sandbox.enter()
    sandbox.prepare()
    numbers = options.scenario or range(len(SCENARIOS))
    return prove(list(numbers), options.tool, options.measure_only)


def prove(numbers: list[int], writer: pathlib.Path, measure_only: bool) -> int:
    """Measures the scenarios, prints the table and what does not agree. The status is 2 where something breaks."""
    tool = None if measure_only else writer
    clients = [client for client in CLIENTS if available(client)]
    if IN_CI and len(clients) < len(CLIENTS):
        return 2
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    fixture = server.Fixture(FOLDER)
    measurements = [Measurement(SCENARIOS[number], number, fixture, FOLDER, writer) for number in numbers]
    print(report.head(clients), flush=True)
    agreed = total = skipped = 0
    differences: list[str] = []
    with ThreadPoolExecutor(SCENARIOS_AT_ONCE) as outer, ThreadPoolExecutor(CLIENTS_AT_ONCE) as inner:
        pending = [outer.submit(measure, one, clients, inner, tool) for one in measurements]
        for measurement, future in zip(measurements, pending, strict=True):
            try:
                found, said = future.result()
            except NoHelper as reason:
                print(f"{measurement.scenario.title:{report.WIDTH}}{SKIP}: {reason}", flush=True)
                skipped += 1
                continue
            except (RuntimeError, OSError, ValueError, LookupError) as error:
                outer.shutdown(cancel_futures=True)
                print(f"e2e: {measurement.scenario.title}: {error!r}", file=sys.stderr)
                return 2
            print(report.row(measurement.scenario.title, found, clients), flush=True)
            total += len(found)
            for cell, outcome in found.items():
                if cell in said and said[cell].agrees(outcome, cell):
                    agreed += 1
                elif cell in said:
                    differences.append(report.disagreement(measurement, cell, outcome, said[cell]))
    print()
    print("\n".join([*differences, ""]) if differences else "", end="")
    left = f", {skipped} skipped" if skipped else ""
    scenarios = f"{len(measurements) - skipped} scenarios, {len(clients)} clients{left}"
    print(
        f"e2e: {total} cells measured ({scenarios})"
        if tool is None
        else f"e2e: {agreed} of {total} cells agree ({scenarios})"
    )
    return 1 if differences else 2 if skipped and IN_CI else 0


def measure(
    measurement: Measurement, clients: list[Client], pool: ThreadPoolExecutor, tool: pathlib.Path | None
) -> tuple[dict[Cell, Outcome], dict[Cell, simulator.Verdict]]:
    """What is measured and what the simulator says. Failures that should be none are tried once more, with patience."""
    # Of a helper, which carries what it can read, no file tells; such a scenario is about what it cannot read.
    clients = [client for client in clients if client.modes != PLAIN or not measurement.scenario.plain_control]
    said = simulator.verdicts(tool, measurement, clients) if tool else {}
    found = measurement.run([(client, mode) for client in clients for mode in client.modes], pool, TIMEOUT)
    hasty = [
        c for c, outcome in found.items() if outcome.verdict == "fails" and c in said and not said[c].agrees(outcome, c)
    ]
    if hasty:
        found |= measurement.run(hasty, pool, LONG_TIMEOUT)
    return found, said


def available(client: Client) -> bool:
    """Whether a client can be run here; says so if not."""
    if reason := client.available():
        print(f"e2e: {SKIP}: {client.name}: {reason}")
    return reason is None


if __name__ == "__main__":
    sys.exit(main())
