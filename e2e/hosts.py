"""Three hosts in network namespaces: client, gateway, server.

All of it happens inside namespaces of its own (see `sandbox.py`), which end with the test.
"""

import contextlib
import os
import signal
import subprocess
from typing import Self

import nftables
from world import Filter, Path


class Hosts:
    """Client, gateway and server of one scenario, joined and filtered."""

    def __init__(self, name: str, path: Path, filter: Filter, written: str = "") -> None:
        self.processes: list[subprocess.Popen] = []
        """What runs in the hosts until they are taken away."""
        self.client, self.gateway, self.server = (f"{name}-{role}" for role in ("client", "gateway", "server"))
        for host in (self.client, self.gateway, self.server):
            run("ip", "netns", "add", host)
            run("ip", "-n", host, "link", "set", "lo", "up")
        self.join(self.client, path.client, "out0")
        self.join(self.server, path.server, "in0")
        if path is Path.NAT:
            run("ip", "-n", self.gateway, "address", "add", f"{path.dialled}/32", "dev", "lo")
        self.inside(self.gateway, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1")
        self.inside(self.gateway, "nft", "-f", "-", text=nftables.gateway(filter, path, written))
        self.inside(self.server, "nft", "-f", "-", text=nftables.host(filter))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends what runs in the hosts, and takes them away."""
        for host in (self.client, self.gateway, self.server):
            for number in run("ip", "netns", "pids", host).split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(number), signal.SIGKILL)
        for process in self.processes:
            process.communicate()
        for host in (self.client, self.gateway, self.server):
            run("ip", "netns", "delete", host)

    def join(self, host: str, address: str, interface: str) -> None:
        """Joins a host to the gateway, which has the first address of its network."""
        router = address.rpartition(".")[0] + ".1"
        run("ip", "-n", host, "link", "add", "eth0", "type", "veth", "peer", "name", interface, "netns", self.gateway)
        run("ip", "-n", host, "address", "add", f"{address}/24", "dev", "eth0")
        run("ip", "-n", host, "link", "set", "eth0", "up")
        run("ip", "-n", self.gateway, "address", "add", f"{router}/24", "dev", interface)
        run("ip", "-n", self.gateway, "link", "set", interface, "up")
        run("ip", "-n", host, "route", "add", "default", "via", router)

    def inside(self, host: str, *command: str, text: str = "") -> str:
        """Runs a command in a host."""
        return run("ip", "netns", "exec", host, *command, text=text)


def run(*command: str, text: str = "") -> str:
    """Runs a command that has to succeed; its words are in the error if it does not."""
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: status {done.returncode}: {done.stderr.strip()}")
    return done.stdout
