#!/usr/bin/env python3
"""Measures the program against an earlier one: processor and wall time, the two alternating in one run.

usage: bench/base.py BASE [--runs N] [--sites N]

BASE is the earlier program; `make bench BASE=COMMIT` builds it. Processor time is that of the program and its threads. The
quickest of the runs counts beside the median: what else the machine does can only add to it.
"""

import argparse
import os
import pathlib
import statistics

import measure
from run import TOOL, generate


def alternate(programs, arguments, runs):
    """For each program the processor times and the wall times of its runs."""
    found = measure.alternate({name: [program, *arguments] for name, program in programs.items()}, runs)
    return {name: (processor, wall) for name, (wall, processor) in found.items()}


def row(title, programs, arguments, runs):
    found = alternate(programs, arguments, runs)
    (base, base_wall), (ours, ours_wall) = found["base"], found["ours"]
    ratios = [
        statistics.median(ours) / statistics.median(base), min(ours) / min(base),
        statistics.median(ours_wall) / statistics.median(base_wall),
    ]
    print(
        f"| {title} | {statistics.median(base) * 1000:.1f} | {statistics.median(ours) * 1000:.1f} | "
        + " | ".join(f"{ratio:.2f}×" for ratio in ratios) + " |", flush=True)


def extra(programs, command, runs):
    """What 1,000 rules of a network security group cost more than one."""
    many = alternate(programs, [command, "wide.config", "--environment", "group-1000"], runs)
    one = alternate(programs, [command, "wide.config", "--environment", "group-1"], runs)
    added = {
        name: [statistics.median(many[name][kind]) - statistics.median(one[name][kind]) for kind in (0, 1)]
        for name in programs
    }
    base, ours = added["base"], added["ours"]
    print(
        f"| (h) {command}, 1,000 rules more than one | {base[0] * 1000:.1f} | {ours[0] * 1000:.1f} | "
        f"{ours[0] / base[0]:.2f}× | – | {ours[1] / base[1]:.2f}× |", flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("base", type=pathlib.Path)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--sites", type=int, default=50_000)
    arguments = options.parse_args()
    generate(arguments.sites)
    programs = {"base": arguments.base.resolve(), "ours": TOOL}
    os.chdir(measure.WORK)
    print("| row | base, CPU ms | ours, CPU ms | CPU, medians | CPU, quickest | wall, medians |\n|---|---|---|---|---|---|")
    runs = arguments.runs
    row("(a) clean sites in one file", programs, ["lint", "clean.config"], runs)
    row(
        "(b) three findings a site, JSON", programs,
        ["lint", "faulty.config", "--format", "json", "--output", "report.json"], runs)
    row("(c) 2,000 ordinary files", programs, ["lint", "many"], runs)
    row("(d) start-up", programs, ["lint", "small.config"], runs * 20)
    for command in ("matrix", "lint"):
        extra(programs, command, runs * 4)


if __name__ == "__main__":
    main()
