"""Measures what becomes of each client in each mode, and says it in the words of `ftpsgate matrix`."""

import pathlib
import re
import subprocess
from concurrent.futures import Executor
from dataclasses import dataclass

import configuration
import environment
from clients import Client, Transfer
from hosts import Hosts, run
from server import PASSWORD, Fixture, Server, Session, occupy
from world import Ports, Scenario

PATIENCE = 90
"""After how many seconds a client that does not mind its own timeout is ended."""

Cell = tuple[Client, str]
"""A client and a mode."""


@dataclass(frozen=True)
class Outcome:
    """What became of one client in one mode."""

    verdict: str
    """`works`, `repaired`, `fallback` or `fails`."""
    logged_on: bool
    """Whether the client got as far as the logon."""


def outcome(done: bool, sessions: list[Session], passive: bool, dialled: str) -> Outcome:
    """A transfer in the words of the simulator: how the last session got its data connection."""
    commands = [entry for session in sessions for entry in session.commands]
    logged_on = any(command == "PASS" and reply.startswith("230") for command, reply in commands)
    if not done:
        return Outcome("fails", logged_on)
    data = [entry for entry in commands if entry[0] in ("PASV", "EPSV", "PORT", "EPRT")]
    if passive and data[-1][0] in ("PORT", "EPRT"):
        return Outcome("fallback", logged_on)
    numbers = re.search(r"\d+,\d+,\d+,\d+(?=,\d+,\d+)", data[-1][1]) if data[-1][0] == "PASV" else None
    announced = numbers.group().replace(",", ".") if numbers else dialled
    return Outcome("works" if announced == dialled else "repaired", logged_on)


class Measurement:
    """One scenario, its files, and its hosts while it is measured."""

    def __init__(
        self, scenario: Scenario, number: int, fixture: Fixture, folder: pathlib.Path, tool: pathlib.Path
    ) -> None:
        self.scenario = scenario
        self.number = number
        self.fixture = fixture
        self.folder = folder / f"{number:02}-{re.sub('[^a-z0-9]+', '-', scenario.title.lower()).strip('-')}"
        self.folder.mkdir()
        self.configuration = self.folder / "applicationHost.config"
        self.environment = self.folder / "environment"
        configuration.write(scenario.settings, self.configuration)
        environment.write(scenario.filter, scenario.path, self.environment)
        self.site = configuration.read(self.configuration)
        self.written = self.write_rules(tool)

    def write_rules(self, tool: pathlib.Path) -> str:
        """The gateway's rules where `ftpsgate` writes them."""
        options = self.scenario.filter.written
        if options is None:
            return ""
        words = [str(tool), "firewall", str(self.configuration), "--target", "nftables", *options]
        return run(*words)

    def run(self, cells: list[Cell], pool: Executor, timeout: int) -> dict[Cell, Outcome]:
        """What becomes of each client in each mode; where there are several turns, the worst of them."""
        found: dict[Cell, Outcome] = {}
        for turn, busy in enumerate(self.scenario.busy):
            folder = self.folder / f"turn{turn}-{timeout}s"
            folder.mkdir()
            for cell, new in self.turn(cells, busy, pool, timeout, f"e{self.number}-{turn}", folder).items():
                if cell not in found or found[cell].verdict != "fails":
                    found[cell] = new
        return found

    def turn(
        self, cells: list[Cell], busy: tuple[Ports, ...], pool: Executor, timeout: int, name: str, folder: pathlib.Path
    ) -> dict[Cell, Outcome]:
        """One turn, in hosts of its own."""
        path = self.scenario.path
        with Hosts(name, path, self.scenario.filter, self.written) as hosts:
            occupy(hosts, busy)
            server = Server(hosts, self.site, path, [*map(user, cells), "plain"], self.fixture, folder)
            if self.scenario.plain_control:
                self.check_plain(hosts, folder)
            done = dict(zip(cells, pool.map(lambda cell: self.fetch(cell, hosts, folder, timeout), cells), strict=True))
            sessions = server.sessions()
        return {
            (client, mode): outcome(
                done[client, mode],
                [session for session in sessions if session.user == user((client, mode))],
                mode.endswith("Passive"),
                path.dialled,
            )
            for client, mode in cells
        }

    def fetch(self, cell: Cell, hosts: Hosts, folder: pathlib.Path, timeout: int) -> bool:
        """Whether a client brings the whole file."""
        client, mode = cell
        security = mode.removesuffix("Passive").removesuffix("Active")
        implicit = security == "implicit"
        offered = [port for port in self.site.ports if self.site.is_implicit(port) == implicit]
        port = offered[0] if offered else (990 if implicit else 21)
        target = folder / f"{user(cell)}.bin"
        transfer = Transfer(
            self.scenario.path.dialled, port, security, mode.endswith("Passive"), user(cell), PASSWORD, target, timeout
        )
        return self.start(hosts, client.command(transfer), target)

    def start(self, hosts: Hosts, command: list[str], target: pathlib.Path) -> bool:
        """Runs a client, keeps what it says in a log, and looks at what it has brought."""
        with open(target.with_suffix(".log"), "wb") as log:
            process = subprocess.Popen(
                ["ip", "netns", "exec", hosts.client, "env", f"HOME={target.parent}", *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                log.write(f"ended after {PATIENCE} s\n".encode())
        done = target.exists() and target.read_bytes() == self.fixture.content
        target.unlink(missing_ok=True)
        return done

    def check_plain(self, hosts: Hosts, folder: pathlib.Path) -> None:
        """Fetches the file without TLS, which a helper lets through: else nothing would be shown."""
        target = folder / "plain.bin"
        url = f"ftp://plain:{PASSWORD}@{self.scenario.path.dialled}/file.bin"
        options = ["--no-config", "-nv", "--no-proxy", "--tries=1", "--timeout=10", f"--output-document={target}"]
        if not self.start(hosts, ["wget", *options, url], target):
            raise NoHelper("this kernel's helper does not carry clear-text FTP")


def user(cell: Cell) -> str:
    """The name under which a cell logs on, so that the server's log tells whose session it was."""
    client, mode = cell
    return f"{client.name}-{mode}"


class NoHelper(Exception):
    """The kernel has no helper for FTP, or does not let it work here."""
