#!/usr/bin/env python3
"""Measures ftpsgate against xmllint and against peers, side by side in one run, and prints tables of ratios in Markdown.

Each case runs its programs in turn, several times over. Inputs are generated into .build/bench and are no part of the
repository. `make bench` builds what it needs; docs/performance.md holds the tables of one run.
"""

import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys

import inputs
from measure import ROOT, WORK, alternate, instructions, peak, ratio

TOOL = ROOT / ".build" / "release" / "ftpsgate"
RELEASE = WORK / "ftpsgate-release"
PEERS = WORK / "peers" / "bin"
OURS = "ftpsgate"


def compare(title, commands, runs, limits=None):
    """Runs the commands in turn and prints the first beside the others.

    `limits` has, for one of the others, the most that our wall time, processor time and peak may be of its own.
    """
    found = alternate(commands, runs)
    peaks = {name: peak(command) for name, command in commands.items()}
    ours = next(iter(commands))
    print(f"\n### {title}\n")
    print("| program | wall ms | CPU ms | peak MB | ours: wall | CPU | peak | at most |\n|---|---|---|---|---|---|---|---|")
    for name, (wall, processor) in found.items():
        shares = [ratio(found[ours][0], wall), ratio(found[ours][1], processor), peaks[ours] / peaks[name]]
        form = "**{:.2f}×**" if limits and name in limits else "{:.2f}×"
        cells = ["–"] * 3 if name == ours else [form.format(share) for share in shares]
        print(
            f"| {name} | {statistics.median(wall) * 1000:.1f} | {statistics.median(processor) * 1000:.1f} | {peaks[name]:.0f} | "
            + " | ".join(cells) + f" | {judged(shares, (limits or {}).get(name))} |", flush=True)


def judged(shares, limits):
    """Each limit, and whether it is kept."""
    kinds = zip(("wall", "CPU", "peak"), shares, limits or ())
    return ", ".join(f"{kind} {limit:g}×{'' if share <= limit else ' (missed)'}" for kind, share, limit in kinds if limit)


def growth(sites, runs):
    print("\n### (e) growth\n\n| FTP sites | wall ms | CPU ms | peak MB | µs CPU a site | kB a site |\n|---|---|---|---|---|---|")
    for count in sites:
        command = [TOOL, "lint", "--max-size", "2047", growing(count)]
        (wall, processor), = alternate({OURS: command}, runs).values()
        memory = peak(command)
        print(
            f"| {count:,} | {statistics.median(wall) * 1000:.1f} | {statistics.median(processor) * 1000:.1f} | {memory:.0f} | "
            f"{statistics.median(processor) / count * 1e6:.1f} | {memory / count * 1024:.2f} |", flush=True)


def growing(count):
    """The name of a file with so many sites."""
    name = f"growth-{count}.config"
    if not (WORK / name).exists():
        inputs.sites(WORK / name, count)
    return name


def start_up(runs):
    """A small file: what a gate costs before it has looked at anything."""
    others = {"xmllint --noout": ["xmllint", "--noout", "small.config"], "true": ["true"]}
    if PEERS.exists():
        others |= {
            "ruff check": [PEERS / "ruff", "check", "--no-cache", "--isolated", "small.py"],
            "shellcheck": [PEERS / "shellcheck", "small.sh"],
            "zizmor": [PEERS / "zizmor", "--offline", "--quiet", "small.yml"],
            "gixy (gixy-ng)": [PEERS / "gixy", ROOT / "bench" / "peers" / "nginx.conf"],
        }
    compare(
        "(d) start-up: `make build`, one file of 10 kB", {OURS: [TOOL, "lint", "small.config"], **others}, runs,
        {"xmllint --noout": (2.0, None, None)})
    if RELEASE.exists():
        compare(
            "(d) start-up: the released program", {"ftpsgate, as released": [RELEASE, "lint", "small.config"], **others}, runs,
            {"xmllint --noout": (1.38, None, None), "ruff check": (1, None, None), "shellcheck": (1, None, None)})


def peers(runs):
    """Programs that somebody might use instead, each on a task of the same size."""
    if not PEERS.exists():
        print("\nSKIP (f): aerleon and checkov are not installed")
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
            OURS: [TOOL, "firewall", "usual.config", "--target", "netsh", "--output", "open.bat"],
            "aclgen (aerleon)": [
                PEERS / "aclgen", "--base_directory", base / "policies", "--definitions_directory", base / "definitions",
                "--output_directory", base / "out",
            ],
        }, runs)
    compare(
        "(g) a network security group of 1,000 rules",
        {
            OURS: [TOOL, "lint", "wide.config", "--environment", "group-1000"],
            "checkov, the group as Terraform": [
                PEERS / "checkov", "--quiet", "--compact", "--skip-download", "--framework", "terraform", "--directory", "terraform"],
        }, max(runs // 2, 3))


def groups(runs):
    """What rules around a server cost: the same server behind many and behind one."""
    print("\n### (h) rules of a network security group or of Windows Firewall, more than with one rule\n")
    print("| command | rules | CPU ms more | million instructions more | at most |\n|---|---|---|---|---|")
    # A tenth or so of what commit b2655df took: 3,753 million instructions for `lint`, 548 for `matrix`.
    limits = {("lint", "group-1000"): 450, ("matrix", "group-1000"): 110}
    for name, folder, title in (
        ("lint", "group-1000", "1,000, each with ports and sources of its own"),
        ("matrix", "group-1000", "1,000, each with ports and sources of its own"),
        ("lint", "ports-only", "1,000, each with ports of its own"),
        ("lint", "nested", "1,000, ports and sources within each other"),
        ("lint", "group-4096", "3,996, each with ports and sources of its own"),
        ("matrix", "group-4096", "3,996, each with ports and sources of its own"),
        ("lint", "windows", "10,000 of Windows Firewall"),
    ):
        commands = {folder: [TOOL, name, "wide.config", "--environment", folder] for folder in (folder, "group-1")}
        many, one = (statistics.median(processor) * 1000 for _, processor in alternate(commands, runs).values())
        counted = [instructions(command) for command in commands.values()]
        more = counted[0] - counted[1] if None not in counted else None
        limit = limits.get((name, folder))
        kept = "" if limit is None else f"{limit}{'' if more is not None and more <= limit else ' (missed)'}"
        print(f"| {name} | {title} | {many - one:.1f} | {'–' if more is None else f'{more:.0f}'} | {kept} |", flush=True)


def gates(runs):
    """What a project's own decisions cost: a policy, waivers and a baseline of 1,000 entries.

    Text is what a gate prints; less of it where the baseline hides findings. JSON of a file where nothing is shown has no limit.
    """
    without = "--no-policy"
    for title, options, limits in (
        ("as text", [], {without: (1.15, 1.15, None)}), ("as JSON", ["--format", "json"], None),
    ):
        lint = [TOOL, "lint", "gate", *options]
        compare(
            f"(k) 334 faulty sites with a policy, 20 waivers and a baseline of 1,000 entries, {title}",
            {"with all of it": lint, without: [*lint, without]}, max(runs, 7) * 8, limits)
    compare(
        "(l) 200 ordinary files of 75 kB with all of it",
        {OURS: [TOOL, "lint", "fleet"], "xmllint --noout": ["xmllint", "--noout", *named("fleet")]}, max(runs, 7) * 3,
        {"xmllint --noout": (0.6, None, None)})


def scripts(runs):
    """What writing for each firewall costs: beside `lint` on the same small file, and with 100 and 1,000 control ports."""
    print("\n### (j) firewall, processor time\n")
    print("| target | one port, to lint | 100 ports, ms | 1,000 ports, ms | growth without start-up |\n|---|---|---|---|---|")
    for target in targets():
        sizes = [size for size in (1, 100, 1_000) if writes(target, size)]
        commands = {size: firewall(target, size) for size in sizes} | {"lint": [TOOL, "lint", "ports-1.config"]}
        found = {name: processor for name, (_, processor) in alternate(commands, runs).items()}
        share = f"{ratio(found[1], found['lint']):.2f}×" if 1 in found else "refused"
        cells = [f"{statistics.median(found[size]) * 1000:.1f}" if size in found else "refused" for size in (100, 1_000)]
        growth = "–"
        if sizes == [1, 100, 1_000]:
            one, few, many = (statistics.median(found[size]) for size in sizes)
            growth = f"{(many - one) / (few - one):.1f}×"
        print(f"| {target} | {share} | {' | '.join(cells)} | {growth} |", flush=True)


def firewall(target, size):
    return [TOOL, "firewall", "--target", target, "--output", "rules.out", f"ports-{size}.config"]


def writes(target, size):
    """Whether a target can say so many ports."""
    return subprocess.run(firewall(target, size), cwd=WORK, capture_output=True, check=False).returncode == 0


def targets():
    """The names of all targets."""
    said = subprocess.run([TOOL, "targets"], capture_output=True, text=True, check=True).stdout
    return [line for line in said.splitlines() if line and not line.startswith(" ")]


def counted():
    """Instructions, which tell of each change what no clock does."""
    print("\n### instructions, in millions (callgrind)\n\n| work | ftpsgate | xmllint --noout | --stream | --sax |\n|---|---|---|---|---|")
    for title, file in (("start-up: one file of 10 kB", "small.config"), ("1,000 FTP sites", growing(1_000))):
        commands = [[TOOL, "lint", file], *xmllint(file).values()]
        found = [instructions(command) for command in commands]
        print(f"| {title} | " + " | ".join("–" if count is None else f"{count:.1f}" for count in found) + " |", flush=True)


def xmllint(*files):
    return {
        "xmllint --noout": ["xmllint", "--noout", *files],
        "xmllint --stream": ["xmllint", "--stream", "--noout", *files],
        "xmllint --sax": ["xmllint", "--sax", "--noout", *files],
    }


def generate(sites, small_files=0):
    """Writes the inputs: as many sites in the large files, and as many small files."""
    WORK.mkdir(parents=True, exist_ok=True)
    inputs.sites(WORK / "clean.config", sites)
    inputs.sites(WORK / "faulty.config", sites, inputs.FAULTY)
    inputs.small(WORK / "small.config")
    inputs.small_peers(WORK)
    inputs.wide(WORK / "wide.config")
    inputs.bindings(WORK / "usual.config", (21, 990))
    for count in (1, 100, 1_000):
        inputs.bindings(WORK / f"ports-{count}.config", range(2_000, 2_000 + 2 * count, 2))
    inputs.groups(WORK)
    inputs.folder(WORK / "many", 2_000, inputs.ordinary)
    inputs.folder(WORK / "fleet", 200, inputs.ordinary)
    (WORK / "gate").mkdir(exist_ok=True)
    inputs.sites(WORK / "gate" / "applicationHost.config", 334, inputs.FAULTY)
    for folder, entries in (("gate", 1_000), ("fleet", 1_000)):
        inputs.policy(WORK / folder)
        subprocess.run([TOOL, "baseline", "write", folder], cwd=WORK, check=True, capture_output=True)
        inputs.fill(WORK / folder, entries)
    if small_files:
        inputs.folder(WORK / "small-files", small_files, lambda path, n: inputs.sites(path, 2))


def named(folder):
    """The files of a folder of many, as xmllint takes them."""
    return sorted(str(path.relative_to(WORK)) for path in (WORK / folder).rglob("applicationHost.config"))


def heading():
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    version = subprocess.run([TOOL, "--version"], capture_output=True, text=True, check=True).stdout.split()[0]
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    libxml2 = subprocess.run(["xmllint", "--version"], capture_output=True, text=True, check=True).stderr.split()[4]
    print(
        f"Version {version}, commit {commit}, {datetime.date.today():%-d %B %Y}; {os.cpu_count()} cores, {processor}; "
        f"load before the run {os.getloadavg()[0]:.1f}; xmllint using libxml {libxml2}.")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--sites", type=int, default=50_000, help="FTP sites in the large files")
    options.add_argument("--small-files", type=int, default=100_000, help="files of 3 kB")
    options.add_argument("--long", action="store_true", help="a file of a million sites, 1 GB, too")
    arguments = options.parse_args()
    if not shutil.which("xmllint"):
        sys.exit("bench: no xmllint: install libxml2-utils")
    generate(arguments.sites, arguments.small_files)
    os.chdir(WORK)
    runs = arguments.runs

    heading()
    size = (WORK / "clean.config").stat().st_size / 1e6
    compare(
        f"(a) {arguments.sites:,} clean FTP sites in one file, {size:.0f} MB",
        {OURS: [TOOL, "lint", "clean.config"], **xmllint("clean.config")}, runs, {"xmllint --noout": (0.53, 0.70, 0.26)})
    compare(
        "(b) three findings a site, JSON to a file",
        {
            OURS: [TOOL, "lint", "faulty.config", "--format", "json", "--output", "report.json"],
            "xmllint --noout": ["xmllint", "--noout", "faulty.config"],
        }, runs, {"xmllint --noout": (1.4, None, None)})
    compare(
        "(c) 2,000 ordinary files of 75 kB, one call",
        {OURS: [TOOL, "lint", "many"], "xmllint --noout": ["xmllint", "--noout", *named("many")]}, runs,
        {"xmllint --noout": (0.38, None, None)})
    start_up(max(runs, 7) * 8)
    growth([1_000, 10_000, 100_000] + ([1_000_000] if arguments.long else []), runs)
    peers(runs)
    groups(max(runs, 7) * 3)
    gates(runs)
    # More names than one command line takes: as many calls as xargs makes of them.
    compare(
        f"(i) {arguments.small_files:,} files of 3 kB, one call",
        {
            OURS: [TOOL, "lint", "small-files"],
            "xmllint --noout, by xargs": ["sh", "-c", "find small-files -type f -print0 | xargs -0 xmllint --noout"],
        }, max(runs // 2, 3), {"xmllint --noout, by xargs": (0.8, 1.5, None)})
    scripts(max(runs, 7) * 2)
    counted()


if __name__ == "__main__":
    main()
