"""Runs programs and says what they took: wall and processor time, peak memory, instructions."""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build" / "bench"
NOWHERE = [(os.POSIX_SPAWN_DUP2, os.open(os.devnull, os.O_RDWR), stream) for stream in (0, 1, 2)]


def run(command):
    """Wall and processor seconds of one run, in the folder of the inputs; the processor's are those of all threads.

    Wall time measures the neighbours too, processor time hardly does.
    """
    words = [str(word) for word in command]
    start = time.perf_counter()
    process = os.posix_spawnp(words[0], words, os.environ, file_actions=NOWHERE)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench: {' '.join(words)}: status {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime


def alternate(commands, runs):
    """For each command the wall and the processor seconds of its runs, which take turns."""
    found = {name: ([], []) for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            for times, seconds in zip(found[name], run(command)):
                times.append(seconds)
    return found


def ratio(ours, theirs):
    """The median of the ratios of runs that stood beside each other: what else the machine did then struck both."""
    return statistics.median(one / other for one, other in zip(ours, theirs))


def peak(command):
    """Peak memory in MB of one run: a small program starts it, as a child begins with its parent's peak."""
    found = WORK / "peak.txt"
    subprocess.run(
        ["/usr/bin/time", "-q", "-f", "%M", "-o", found, *command],
        cwd=WORK, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return int(found.read_text()) / 1024


def instructions(command):
    """Millions of instructions of one run by callgrind, which hang on nothing else that the machine does."""
    if not shutil.which("valgrind"):
        return None
    told = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        cwd=WORK, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    line = next(line for line in told.stderr.splitlines() if "Collected" in line)
    return int(line.split(":")[1].split()[0]) / 1e6
