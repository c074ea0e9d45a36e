"""Runs the test in namespaces of its own, so that it cannot leave anything behind.

The outermost process only waits. Everything else is in a new PID namespace, whose first process is the test: when it
ends, however it ends, the kernel kills all the others; the named network namespaces, their interfaces and their rules
go with them. The machine's own network namespace, and with it its firewall, is out of reach from there.
"""

import os
import signal
import subprocess
import sys

INSIDE = "FTPSGATE_E2E_INSIDE"
SEARCH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def command() -> list[str]:
    """What makes the namespaces, and does not outlive this process; without privileges with a user namespace."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    spaces = ["--fork", "--pid", "--kill-child", "--mount", "--mount-proc", "--net", "--propagation", "private"]
    return ["setpriv", "--pdeathsig", "KILL", "unshare", *user, *spaces]


def refusal() -> str | None:
    """Why namespaces cannot be had here, if they cannot."""
    trial = (
        "mount -t tmpfs tmpfs /run && ip netns add trial && ip netns exec trial nft add table ip trial"
        " && ip -n trial link add name veth0 type veth peer name veth1"
    )
    try:
        done = subprocess.run(
            [*command(), "sh", "-c", trial], capture_output=True, text=True, env={**os.environ, "PATH": SEARCH}
        )
    except OSError as error:
        return str(error)
    return None if done.returncode == 0 else f"namespaces are refused: {done.stderr.strip() or done.returncode}"


def enter() -> int:
    """Runs this program again inside, and returns its status. Signals that end this process end the inside at once."""
    environment = {**os.environ, "PATH": SEARCH, INSIDE: "1"}
    inside = subprocess.Popen([*command(), sys.executable, *sys.argv], env=environment)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: inside.kill())
    return 128 - status if (status := inside.wait()) < 0 else status


def is_inside() -> bool:
    """Whether this process is the one inside."""
    return INSIDE in os.environ


def prepare() -> None:
    """Gives the inside a /run of its own, where `ip netns` keeps its names; Ctrl-C does not wait for threads."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
