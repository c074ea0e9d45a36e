#!/usr/bin/env python3
"""Measures ftpsgate against xmllint and against peers, side by side in one run, and prints a table of ratios.

Each case runs its programs in turn, several times over, and compares medians: what else the machine does then strikes all
of them alike. Inputs are generated into .build/bench and are no part of the repository.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import inputs

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "bench"
TOOL = ROOT / ".build" / "release" / "ftpsgate"


def measure(command, folder):
    """Wall seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"bench: {' '.join(map(str, command))}: status {process.returncode}")
    return wall, usage.ru_maxrss / 1024


def compare(title, commands, runs, folder=WORK):
    """Runs the commands in turn and prints each beside the first."""
    results = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            results[name].append(measure(command, folder))
    rows = {
        name: (statistics.median(wall for wall, _ in found), statistics.median(peak for _, peak in found))
        for name, found in results.items()
    }
    ours_wall, ours_peak = rows["ftpsgate"]
    print(f"\n### {title}\n")
    print("| program | wall s | peak MB | ftpsgate's wall | ftpsgate's peak |")
    print("|---|---|---|---|---|")
    for name, (wall, peak) in rows.items():
        ratio = ("–", "–") if name == "ftpsgate" else (f"{ours_wall / wall:.2f}×", f"{ours_peak / peak:.2f}×")
        print(f"| {name} | {wall:.3f} | {peak:.0f} | {ratio[0]} | {ratio[1]} |")
    return rows


def instructions(title, commands):
    """Counts instructions with callgrind, which does not depend on what else the machine does."""
    if not shutil.which("valgrind"):
        print(f"\n### {title}\n\nSKIP: no valgrind")
        return
    print(f"\n### {title}\n\n| program | million instructions | ftpsgate's |\n|---|---|---|")
    counts = {}
    for name, command in commands.items():
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
            cwd=WORK, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        line = next(line for line in run.stderr.splitlines() if "Collected" in line)
        counts[name] = int(line.split(":")[1].replace(",", "").split()[0])
    for name, count in counts.items():
        ratio = "–" if name == "ftpsgate" else f"{counts['ftpsgate'] / count:.2f}×"
        print(f"| {name} | {count / 1e6:.0f} | {ratio} |")


def generate(sites):
    WORK.mkdir(parents=True, exist_ok=True)
    inputs.sites(WORK / "clean.config", sites)
    inputs.sites(WORK / "faulty.config", sites, inputs.FAULTY)
    inputs.small(WORK / "small.config")
    for count in (1_000, 10_000, 100_000):
        inputs.sites(WORK / f"growth-{count}.config", count)
    folder = WORK / "many"
    for n in range(2_000):
        path = folder / f"server-{n:04d}" / "applicationHost.config"
        path.parent.mkdir(parents=True, exist_ok=True)
        inputs.ordinary(path, n)


def xmllint(*files):
    return {
        "xmllint --noout": ["xmllint", "--noout", *files],
        "xmllint --stream": ["xmllint", "--stream", "--noout", *files],
        "xmllint --sax": ["xmllint", "--sax", "--noout", *files],
    }


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--sites", type=int, default=45_000, help="FTP sites in the large files; 45,000 are about 46 MB")
    arguments = options.parse_args()
    if not shutil.which("xmllint"):
        sys.exit("bench: no xmllint: install libxml2-utils")
    generate(arguments.sites)
    runs = arguments.runs

    print("# ftpsgate bench")
    size = (WORK / "clean.config").stat().st_size / 1e6
    compare(
        f"(a) {arguments.sites} clean FTP sites in one file, {size:.0f} MB",
        {"ftpsgate": [TOOL, "lint", "clean.config"], **xmllint("clean.config")}, runs,
    )
    compare(
        "(b) three findings a site, JSON to a file",
        {
            "ftpsgate": [TOOL, "lint", "faulty.config", "--format", "json", "--output", "report.json"],
            "xmllint --noout": ["xmllint", "--noout", "faulty.config"],
        }, runs,
    )
    files = sorted(str(path.relative_to(WORK)) for path in (WORK / "many").rglob("applicationHost.config"))
    compare(
        "(c) 2,000 ordinary files of about 75 kB, one call",
        {"ftpsgate": [TOOL, "lint", "many"], "xmllint --noout": ["xmllint", "--noout", *files]}, runs,
    )
    compare(
        "(d) start-up: one file of 10 kB",
        {
            "ftpsgate": [TOOL, "lint", "small.config"],
            "xmllint --noout": ["xmllint", "--noout", "small.config"],
            "true": ["true"],
        }, max(runs, 5) * 8,
    )

    print("\n### (e) growth\n\n| FTP sites | wall s | peak MB | wall a site µs | peak a site kB |\n|---|---|---|---|---|")
    for count in (1_000, 10_000, 100_000):
        found = [measure([TOOL, "lint", f"growth-{count}.config"], WORK) for _ in range(runs)]
        wall = statistics.median(wall for wall, _ in found)
        peak = statistics.median(peak for _, peak in found)
        print(f"| {count} | {wall:.3f} | {peak:.0f} | {wall / count * 1e6:.1f} | {peak / count * 1024:.2f} |")

    instructions(
        "instructions, 1,000 FTP sites",
        {"ftpsgate": [TOOL, "lint", "growth-1000.config"], **xmllint("growth-1000.config")},
    )


main()
