#!/usr/bin/env python3
"""Measures ftpsgate against xmllint and against peers, side by side in one run, and prints a table of ratios.

Each case runs its programs in turn, several times over, and compares medians: what else the machine does then strikes all
of them alike. Inputs are generated into .build/bench and are no part of the repository.
"""

import argparse
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time

import inputs

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "bench"
TOOL = ROOT / ".build" / "release" / "ftpsgate"


def run(command, folder):
    """Wall seconds of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    status = process.wait()
    wall = time.perf_counter() - start
    if status not in (0, 1):
        sys.exit(f"bench: {' '.join(map(str, command))}: status {status}")
    return wall


def peak(command, folder):
    """Peak memory in MB of one run: a small program starts it, as a child begins with its parent's peak."""
    found = WORK / "peak.txt"
    subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%M", "-o", found, *command],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )
    return int(found.read_text()) / 1024


def compare(title, commands, runs, folder=WORK):
    """Runs the commands in turn and prints each beside the first."""
    walls = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            walls[name].append(run(command, folder))
    rows = {name: (statistics.median(walls[name]), peak(command, folder)) for name, command in commands.items()}
    ours_wall, ours_peak = rows["ftpsgate"]
    print(f"\n### {title}\n")
    print("| program | wall ms | peak MB | ftpsgate's wall | ftpsgate's peak |")
    print("|---|---|---|---|---|")
    for name, (wall, memory) in rows.items():
        ratio = ("–", "–") if name == "ftpsgate" else (f"{ours_wall / wall:.2f}×", f"{ours_peak / memory:.2f}×")
        print(f"| {name} | {wall * 1000:.1f} | {memory:.0f} | {ratio[0]} | {ratio[1]} |", flush=True)


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


def growth(runs):
    print("\n### (e) growth\n\n| FTP sites | wall ms | peak MB | µs a site | kB a site |\n|---|---|---|---|---|")
    for count in (1_000, 10_000, 100_000):
        command = [TOOL, "lint", f"growth-{count}.config"]
        wall = statistics.median(run(command, WORK) for _ in range(runs))
        memory = peak(command, WORK)
        print(f"| {count} | {wall * 1000:.1f} | {memory:.0f} | {wall / count * 1e6:.1f} | {memory / count * 1024:.2f} |")


def peers(runs):
    """Programs that somebody might use instead, each on a task of the same size."""
    tools = WORK / "peers" / "bin"
    if not tools.exists():
        print("\n### (f), (g) peers\n\nSKIP: aerleon and gixy-ng are not installed")
        return
    base = WORK / "aclgen"
    for source, target in (
        ("ftps.pol", "policies/pol"), ("services.svc", "definitions"), ("networks.net", "definitions"),
    ):
        (base / target).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "bench" / "peers" / source, base / target)
    (base / "out").mkdir(exist_ok=True)
    compare(
        "(f) the same openings as rules for netsh",
        {
            "ftpsgate": [TOOL, "firewall", "usual.config", "--target", "netsh", "--output", "open.bat"],
            "aclgen (aerleon)": [
                tools / "aclgen", "--base_directory", base / "policies", "--definitions_directory", base / "definitions",
                "--output_directory", base / "out",
            ],
        }, runs,
    )
    compare(
        "(g) start-up of a linter",
        {
            "ftpsgate": [TOOL, "lint", "small.config"],
            "gixy (gixy-ng)": [tools / "gixy", ROOT / "bench" / "peers" / "nginx.conf"],
        }, runs,
    )


def groups(runs):
    """What the rules of a network security group cost: the same server behind 1,000 rules and behind one."""
    print("\n### (h) a 1,000-rule NSG with a 64k range\n")
    print("| command | 1 rule, ms | 1,000 rules, ms | difference, ms | ratio |\n|---|---|---|---|---|")
    for name in ("matrix", "lint"):
        walls = {"group-1": [], "group-1000": []}
        for _ in range(runs):
            for folder, found in walls.items():
                found.append(run([TOOL, name, "wide.config", "--environment", folder], WORK))
        one, many = (statistics.median(found) * 1000 for found in walls.values())
        print(f"| {name} | {one:.1f} | {many:.1f} | {many - one:.1f} | {many / one:.2f}× |", flush=True)


def scripts(runs):
    """What writing for each firewall costs: beside `lint` on the same small file, and with 100 and 1,000 control ports."""
    print("\n### (i) firewall, processor time\n")
    print("| target | one port, to lint | 100 ports, ms | 1,000 ports, ms | growth without start-up |\n|---|---|---|---|---|")
    lint = spent([TOOL, "lint", "ports-1.config"], runs)
    for target in targets():
        write = [TOOL, "firewall", "--target", target, "--output", "rules.out"]
        times = [spent([*write, file], runs) for file in ("ports-1.config", "ports-100.config", "ports-1000.config")]
        if None in times:
            print(f"| {target} | {times[0] / lint:.2f}× | refused | refused | – |" if times[0] else f"| {target} | refused |")
            continue
        one, few, many = times
        print(
            f"| {target} | {one / lint:.2f}× | {few * 1000:.1f} | {many * 1000:.1f} | {(many - one) / (few - one):.1f}× |",
            flush=True,
        )


def targets():
    """The names of all targets."""
    said = subprocess.run([TOOL, "targets"], capture_output=True, text=True, check=True).stdout
    return [line for line in said.splitlines() if line and not line.startswith(" ")]


def spent(command, runs):
    """The median of the processor seconds of some runs, or nothing where the program refuses."""
    found = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        status = subprocess.run(command, cwd=WORK, capture_output=True, check=False).returncode
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if status != 0 and "firewall" in command:
            return None
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(found)


def generate(sites):
    WORK.mkdir(parents=True, exist_ok=True)
    inputs.sites(WORK / "clean.config", sites)
    inputs.sites(WORK / "faulty.config", sites, inputs.FAULTY)
    inputs.small(WORK / "small.config")
    inputs.wide(WORK / "wide.config")
    inputs.bindings(WORK / "usual.config", (21, 990))
    for count in (1, 100, 1_000):
        inputs.bindings(WORK / f"ports-{count}.config", range(2_000, 2_000 + 2 * count, 2))
    for count in (1, 1_000):
        inputs.security_group(WORK / f"group-{count}", count)
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
    options.add_argument("--sites", type=int, default=50_000, help="FTP sites in the large files")
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

    growth(runs)
    peers(runs)
    scripts(max(runs, 5) * 4)
    groups(max(runs, 5) * 8)
    instructions(
        "instructions, 1,000 FTP sites",
        {"ftpsgate": [TOOL, "lint", "growth-1000.config"], **xmllint("growth-1000.config")},
    )


if __name__ == "__main__":
    main()
