#!/usr/bin/env python3
"""Holds `ftpsgate matrix` against an evaluator of its own over random servers.

Each server is a configuration and the files of its surroundings, drawn and spelled at random, read and decided here
without any code of ftpsgate's. A case is one cell: a site, a client and a mode, from where the clients are. A verdict
is wrong where one says that it works and the other that it fails, where ftpsgate does not know and nothing is missing,
and where it knows what no file tells. It need not know what only follows from something unknown being the same
in several rules, or from the server being in its virtual network.
"""

import argparse
import collections
import functools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import azure
import draw_azure
import draw_iis
import draw_windows
import iis
import sessions
import windows
from clients import CLIENTS, MODES

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ORIGINS = ["internet", "internet", "internet", "private", "81.2.69.160", "81.2.0.0/16", "10.77.0.0/16", "10.0.0.9"]
Cell = tuple[str, str, str]
"""A site, a client and a mode."""
WORDS = {"repaired": "works", "fallback": "works"}
BATCH = 50
"""Servers that one task draws."""


@dataclass(frozen=True)
class Server:
    """A drawn server, as files and options."""

    configuration: str
    files: tuple[bytes, ...]
    origin: str
    publics: tuple[str, ...]
    platform: bool

    def write(self, folder: pathlib.Path) -> list[str]:
        """Writes the files, and returns the arguments that name them."""
        (folder / "environment").mkdir(exist_ok=True)
        for old in (folder / "environment").iterdir():
            old.unlink()
        (folder / "applicationHost.config").write_text(self.configuration)
        for index, data in enumerate(self.files):
            (folder / "environment" / f"{index}.txt").write_bytes(data)
        words = [str(folder / "applicationHost.config"), "--from", self.origin, "--format", "json"]
        words += ["--environment", str(folder / "environment")] if self.files else []
        words += [word for address in self.publics for word in ("--public-ip", address)]
        return words + (["--platform", "azure"] if self.platform else [])


def draw(seed: int) -> Server:
    """The server of a seed."""
    dice = random.Random(seed)
    files = [*draw_azure.files(dice), *draw_windows.files(dice)]
    if files and dice.random() < 0.15:
        files.append(dice.choice(files))
    dice.shuffle(files)
    publics = (draw_iis.PUBLIC,) if dice.random() < 0.4 else ()
    return Server(draw_iis.configuration(dice), tuple(files), dice.choice(ORIGINS), publics, dice.random() < 0.2)


def expected(server: Server, is_loose: bool = False) -> dict[Cell, str]:
    """What comes of each cell by the evaluator here."""
    cloud, machine = azure.Azure(), windows.Windows()
    for data in server.files:
        if not windows.read(machine, data) and not azure.read(cloud, json.loads(data.decode("utf-8-sig"))):
            raise ValueError(f"a file that nobody reads: {data[:200]!r}")
    configuration = iis.read(server.configuration)
    read = sessions.Server(configuration, cloud, machine, server.origin, server.publics, server.platform, is_loose)
    return sessions.all_outcomes(read, CLIENTS)


def said(tool: pathlib.Path, server: Server, folder: pathlib.Path) -> dict[Cell, tuple[str, str]]:
    """What ftpsgate says of each cell, with its reason."""
    done = subprocess.run([str(tool), "matrix", *server.write(folder)], capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(f"status {done.returncode}: {done.stderr}")
    return {
        (site["site"], row["client"], mode): (row[mode]["verdict"], row[mode]["reason"])
        for site in json.loads(done.stdout)["sites"]
        for row in site["rows"]
        if row["client"] in CLIENTS
        for mode in MODES
    }


def check(tool: pathlib.Path, seeds: range) -> tuple[collections.Counter[str], list[str]]:
    """Compares the servers of some seeds: how often which pair of verdicts came, and what is wrong."""
    counts: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for seed in seeds:
            try:
                wrong += compare(tool, seed, pathlib.Path(folder), counts)
            except (ValueError, LookupError) as error:
                wrong.append(f"seed {seed}: {error!r}")
    return counts, wrong


def compare(tool: pathlib.Path, seed: int, folder: pathlib.Path, counts: collections.Counter[str]) -> list[str]:
    """Compares one server; only one wrong cell of each pair of verdicts is told."""
    server = draw(seed)
    theirs, ours = said(tool, server, folder), expected(server)
    if theirs.keys() != ours.keys():
        return [f"seed {seed}: {sorted(theirs.keys() ^ ours.keys())[:3]} is in one of the two only"]
    wrong: dict[str, str] = {}
    loose = functools.cache(lambda: expected(server, is_loose=True))
    for cell, verdict in ours.items():
        word, reason = WORDS.get(theirs[cell][0], theirs[cell][0]), theirs[cell][1]
        pair = f"{verdict}, ftpsgate {word}"
        counts[pair] += 1
        if word != verdict and not (word == "unknown" == loose()[cell]):
            wrong.setdefault(pair, f"seed {seed}: {' '.join(cell)}, from {server.origin}: expected {pair}: {reason}")
    counts["servers"] += 1
    return list(wrong.values())


def show(seed: int, folder: pathlib.Path) -> int:
    """Writes the files of a seed, to look at one server by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    print("ftpsgate matrix", *draw(seed).write(folder))
    return 0


def main() -> int:
    """The exit status: 1 where a verdict is wrong."""
    parser = argparse.ArgumentParser(description="holds `ftpsgate matrix` against an evaluator of its own")
    parser.add_argument("--tool", type=pathlib.Path, default=ROOT / ".build/release/ftpsgate")
    parser.add_argument("--cases", type=int, default=1_000_000, help="cells to compare at least")
    parser.add_argument("--seed", type=int, default=0, help="the first server")
    parser.add_argument("--show", type=pathlib.Path, metavar="FOLDER", help="only write the files of the first server")
    options = parser.parse_args()
    return show(options.seed, options.show) if options.show else run(options.tool, options.cases, options.seed)


def run(tool: pathlib.Path, cases: int, seed: int) -> int:
    """Compares until there are enough cases, on all cores."""
    start, total, told = time.monotonic(), collections.Counter[str](), 0
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        while total.total() - total["servers"] < cases and told < 20:
            batches = [range(seed + index * BATCH, seed + (index + 1) * BATCH) for index in range(4 * workers)]
            seed += 4 * workers * BATCH
            for counts, wrong in pool.map(check, [tool] * len(batches), batches):
                total += counts
                told += len(wrong)
                print("\n".join([*wrong, ""]) if wrong else "", end="", flush=True)
    return summary(total, told, time.monotonic() - start)


def summary(total: collections.Counter[str], told: int, seconds: float) -> int:
    """Prints what was counted."""
    servers = total.pop("servers")
    for pair, count in total.most_common():
        print(f"{count:10}  {pair}")
    print(
        f"differential: {total.total()} cells of {servers} servers in {seconds:.0f} s, {told} kinds of wrong verdicts"
    )
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
