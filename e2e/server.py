"""proftpd as a stand-in for IIS, set up from the same configuration that ftpsgate reads."""

import os
import pathlib
import subprocess
import sys
import time
from dataclasses import dataclass, field

import configuration
from hosts import Hosts, run
from world import Path, Ports

ROOT = pathlib.Path(__file__).resolve().parent.parent / ".build" / "e2e" / "root"
PASSWORD = "correct-horse"
SIZE = 1_000_000
POLICIES = {
    ("SslRequire", "SslRequire"): "on",
    ("SslRequire", "SslAllow"): "ctrl",
    ("SslAllow", "SslAllow"): "off",
}
"""IIS's policies for the control and the data channel in proftpd's words.

SslDeny is not among them: at which command IIS refuses then is not documented, and clients differ in what they make of
that.
"""


def refusal() -> str | None:
    """Why there is no server here, if so."""
    program = ROOT / "usr/sbin/proftpd"
    if not program.exists():
        return "proftpd is not installed: see scripts/setup-e2e"
    done = subprocess.run([program, "-v"], capture_output=True, text=True)
    return None if done.returncode == 0 else f"proftpd does not run: {done.stderr.strip()}"


@dataclass
class Session:
    """What the server saw of one control connection after the logon."""

    user: str
    commands: list[tuple[str, str]] = field(default_factory=list)
    """Commands and replies, in order."""


class Fixture:
    """What all servers share: a file to fetch, a password, and a certificate that nobody trusts."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        self.content = os.urandom(SIZE)
        (self.home / "file.bin").write_bytes(self.content)
        self.key, self.certificate = folder / "key.pem", folder / "certificate.pem"
        run(
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
            ),
            *("-subj", "/CN=ftp.example", "-keyout", str(self.key), "-out", str(self.certificate)),
        )
        self.password = run("openssl", "passwd", "-6", PASSWORD).strip()


class Server:
    """A running proftpd."""

    def __init__(
        self,
        hosts: Hosts,
        site: configuration.Site,
        path: Path,
        users: list[str],
        fixture: Fixture,
        folder: pathlib.Path,
    ) -> None:
        self.folder = folder
        self.fixture = fixture
        self.log = folder / "commands.log"
        accounts = [f"{user}:{fixture.password}:0:0::{fixture.home}:/bin/sh\n" for user in users]
        (folder / "passwd").write_text("".join(accounts))
        (folder / "passwd").chmod(0o600)
        (folder / "proftpd.conf").write_text(self.settings(site, path))
        with open(folder / "proftpd.log", "wb") as log:
            self.process = subprocess.Popen(
                [
                    "ip",
                    "netns",
                    "exec",
                    hosts.server,
                    ROOT / "usr/sbin/proftpd",
                    "-n",
                    "-q",
                    "-c",
                    folder / "proftpd.conf",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        hosts.processes.append(self.process)
        self.wait(site)

    def settings(self, site: configuration.Site, path: Path) -> str:
        """proftpd.conf. Active data connections come from the port below the control port, by themselves."""
        hosts = "\n".join(self.binding(site, path, port) for port in site.ports)
        return f"""
ModulePath {ROOT}/usr/lib/proftpd
LoadModule mod_tls.c
ServerType standalone
Port 0
SocketBindTight on
User root
Group root
UseIPv6 off
UseReverseDNS off
WtmpLog off
TransferLog none
SystemLog {self.folder}/system.log
PidFile {self.folder}/pid
ScoreboardFile {self.folder}/scoreboard
DelayEngine off
LogFormat commands "%P %u %m %s %S"
<Global>
  AuthOrder mod_auth_file.c
  AuthUserFile {self.folder}/passwd
  RequireValidShell off
  UseFtpUsers off
  RootLogin on
  RootRevoke off
  DefaultRoot ~
  ExtendedLog {self.log} ALL commands
  PassivePorts {site.passive[0]} {site.passive[1]}
  MaxClients none
</Global>
{hosts}
"""

    def binding(self, site: configuration.Site, path: Path, port: int) -> str:
        """A virtual host for a binding."""
        lines = [f"<VirtualHost {path.server}>", f"  Port {port}"]
        if site.external:
            lines.append(f"  MasqueradeAddress {site.external}")
        if site.certificate:
            # IIS does not ask for a resumed TLS session on data connections.
            options = "NoSessionReuseRequired UseImplicitSSL" if site.is_implicit(port) else "NoSessionReuseRequired"
            lines += [
                "  TLSEngine on",
                f"  TLSRequired {POLICIES[site.control, site.data]}",
                f"  TLSOptions {options}",
                "  TLSProtocol TLSv1.2",
                f"  TLSECCertificateFile {self.fixture.certificate}",
                f"  TLSECCertificateKeyFile {self.fixture.key}",
                f"  TLSLog {self.folder}/tls.log",
                "  TLSRenegotiate none",
            ]
        return "\n".join([*lines, "</VirtualHost>"])

    def wait(self, site: configuration.Site) -> None:
        """Waits until all bindings listen; /proc shows the sockets of the process's own network namespace."""
        wanted = set(site.ports)
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError(f"proftpd ended: {(self.folder / 'proftpd.log').read_text()}")
            sockets = pathlib.Path(f"/proc/{self.process.pid}/net/tcp").read_text().splitlines()[1:]
            rows = [row.split() for row in sockets]
            if wanted <= {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A"}:
                return
            time.sleep(0.05)
        raise RuntimeError("proftpd does not listen")

    def sessions(self) -> list[Session]:
        """What became of each control connection that got as far as a user's name."""
        found: dict[str, Session] = {}
        for line in self.log.read_text(errors="replace").splitlines() if self.log.exists() else []:
            process, user, command, reply = line.split(" ", 3)
            session = found.setdefault(process, Session(user))
            if user != "-":
                session.user = user
            session.commands.append((command, reply))
        return list(found.values())


HOLD = """
import socket, sys
held = [socket.create_server(("", int(port))) for port in sys.argv[1:]]
print("held", flush=True)
sys.stdin.read()
"""


def occupy(hosts: Hosts, ranges: tuple[Ports, ...]) -> None:
    """Holds the server's ports in these ranges as long as the hosts are there, so that it has to announce others."""
    ports = [str(port) for low, high in ranges for port in range(low, high + 1)]
    if not ports:
        return
    process = subprocess.Popen(
        ["ip", "netns", "exec", hosts.server, sys.executable, "-c", HOLD, *ports],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    if process.stdout.readline() != "held\n":
        raise RuntimeError(f"the ports {ranges} cannot be held")
    hosts.processes.append(process)
