"""What ftpsgate writes for a few configurations: a template, a Terraform file, and the plan that both are made from."""

from __future__ import annotations

import dataclasses
import pathlib
import subprocess
import tempfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

CONFIGURATION = """<configuration><system.applicationHost><sites>
<site name={name} id="1"><bindings>{bindings}</bindings>
<ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer></site>
</sites></system.applicationHost><system.ftpServer>
<firewallSupport lowDataChannelPort="{low}" highDataChannelPort="{high}" /></system.ftpServer></configuration>"""


@dataclasses.dataclass(frozen=True)
class Server:
    """A configuration, and how ftpsgate is called for it."""

    bindings: tuple[str, ...] = ("*:21:", "*:990:")
    options: tuple[str, ...] = ()
    ports: tuple[int, int] = (50000, 50100)
    name: str = "Exchange"

    def configuration(self) -> str:
        """The text of its applicationHost.config."""
        listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in self.bindings)
        low, high = self.ports
        return CONFIGURATION.format(name=quoteattr(self.name), bindings=listed, low=low, high=high)


CLIENTS = ("203.0.113.0/24", "198.51.100.7", "2001:db8:7::/48")
FROM = tuple(word for client in CLIENTS for word in ("--from", client))
HOSTILE = """"}],{{resolve:ssm:/key}} ${var.x} %{if} # */ EOT </script> 'q' \\ """
SERVERS = {
    "usual": Server(),
    "clients": Server(options=FROM),
    "other range": Server(ports=(40000, 40199)),
    "fewer clients": Server(options=FROM[:2]),
    "addresses": Server(bindings=("10.0.0.4:21:", "10.0.0.5:21:", "[2001:db8::5]:990:")),
    "port in range": Server(bindings=("*:50050:", "*:49999:", "*:21:"), options=("--passive-only",)),
    "overlapping": Server(bindings=("*:50100:", "*:50101:"), options=("--name", "web-01")),
    "hostile name": Server(name=HOSTILE),
}
INTERNET = Server(options=("--from", "internet"))
"""Clients of so many networks that a group takes no rule for each unless its quota was raised."""


@dataclasses.dataclass(frozen=True)
class Outputs:
    """What is written for a server."""

    template: str
    terraform: str
    plan: str


def written(tool: str, server: Server) -> Outputs:
    """All outputs for a server."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "applicationHost.config"
        file.write_text(server.configuration())
        targets = ("aws-cloudformation", "aws-terraform", "json")
        return Outputs(*(call(tool, file, server.options, target) for target in targets))


def call(tool: str, file: pathlib.Path, options: Sequence[str], target: str) -> str:
    """One output."""
    words = [tool, "firewall", str(file), "--target", target, *options]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
