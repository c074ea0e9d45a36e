"""The real az, ready to run: a process that has loaded azure-cli once and forks for each call.

Loading takes azure-cli most of a second, hundreds of times over. Each call still is a process of its own, which runs
azure-cli's own `__main__` from the start; it only finds the modules loaded. Run as `ready_az.py SOCKET`, called by
`call_az.py`; it ends with its standard input, so that it outlives nobody.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import threading
import traceback

FIXED = "AZURE_CONFIG_DIR"
"""azure-cli reads it while it loads, so that a call cannot have another one."""
SECONDS_BETWEEN_LOOKS = 0.01
"""How long az waits before it looks again whether its own thread has finished an operation; half a second else."""


def main() -> int:
    """Serves calls until standard input ends."""
    importlib.import_module("azure.cli.core")
    importlib.import_module("azure.cli.core.commands")
    look_more_often()
    # Children end by themselves; nobody waits for them here.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen()
        print("ready", flush=True)
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            with connection:
                serve(connection, listener)
    return 0


def serve(connection: socket.socket, listener: socket.socket) -> None:
    """Forks for one call. One that is to be learnt from tells which modules it needed: the next finds them loaded."""
    reading, writing = os.pipe()
    # What is loaded is never freed: without this a collection in a child would copy all of it.
    gc.collect()
    gc.freeze()
    if os.fork() == 0:
        listener.close()
        os.close(reading)
        call(connection, writing)
    os.close(writing)
    with os.fdopen(reading) as names:
        for name in names.read().split():
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    if threading.active_count() > 1:
        raise RuntimeError("a module has begun a thread, which no fork would have")


def call(connection: socket.socket, learned: int) -> None:
    """One call: takes over the caller's words, files and surroundings, and never returns."""
    status = 70
    try:
        _, files, _, _ = socket.recv_fds(connection, 1, 3)
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        with connection.makefile("rb") as words:
            asked = json.load(words)
        if not asked["learn"]:
            os.close(learned)
        status = run(asked)
        if asked["learn"]:
            os.write(learned, " ".join(sorted(sys.modules)).encode())
        connection.sendall(bytes([status & 255]))
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status & 255)


def run(asked: dict) -> int:
    """Runs azure-cli with a caller's words and variables, and returns its status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if asked["environment"].get(FIXED) != os.environ[FIXED]:
        raise RuntimeError(
            f"{FIXED} is {asked['environment'].get(FIXED)}, and cannot be another than {os.environ[FIXED]}"
        )
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    sys.argv = ["az", *asked["arguments"]]
    sys.path[0] = asked["folder"]
    try:
        runpy.run_module("azure.cli", run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    return status


def look_more_often() -> None:
    """Has az notice sooner that an operation is over. What it asks of the cloud, and when, is not touched."""
    from azure.cli.core.commands import LongRunningOperation

    begin = LongRunningOperation.__init__

    def patient(self: LongRunningOperation, *words: object, **named: object) -> None:
        begin(self, *words, **named)
        self.poller_done_interval_ms = SECONDS_BETWEEN_LOOKS * 1000

    LongRunningOperation.__init__ = patient


if __name__ == "__main__":
    sys.exit(main())
