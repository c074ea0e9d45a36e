"""The small world of the proof: who has which address, what lies between them, and what a filter there lets through.

One description of a filter is written down twice, by different modules: as nftables rules, through which packets really
go, and as the files that `ftpsgate` reads. So both sides are about the same world.
"""

from dataclasses import dataclass, field
from enum import Enum

PUBLIC = "104.41.173.83"
"""The address that clients on the Internet dial: the one that the sample's configuration announces.

No packet leaves the machine, as the namespaces have no way out.
"""
STALE = "104.41.173.99"
"""A public address that nobody has."""
PLACEHOLDER = "192.168.1.1"
"""A private address that nobody has."""
PRIVATE = "10.0.0.4"
"""The server's address behind the gateway."""

VIRTUAL_NETWORK = ("10.0.0.0/16", "10.1.0.0/16")
"""What Azure's tag VirtualNetwork stands for here: the server's network and one that is joined to it."""

Ports = tuple[int, int]
"""The first port and the last."""


class Path(Enum):
    """How client and server are joined: the client's address, the server's address, the address that is dialled."""

    NAT = ("203.0.113.9", PRIVATE, PUBLIC)
    """From the Internet, through a gateway that translates the public address to the server's."""
    ROUTED = ("10.1.0.5", PRIVATE, PRIVATE)
    """From another private network, through a gateway that only forwards."""
    DIRECT = ("203.0.113.9", PUBLIC, PUBLIC)
    """From the Internet, to a server that has the public address itself."""

    @property
    def client(self) -> str:
        """The client's address."""
        return self.value[0]

    @property
    def server(self) -> str:
        """The server's own address."""
        return self.value[1]

    @property
    def dialled(self) -> str:
        """The address that the client connects to."""
        return self.value[2]


@dataclass(frozen=True)
class Rule:
    """Lets new connections through, or stops them. `ports` are the server's: where connections to it go to, where those
    that it makes come from. No ports are all ports. `remote` is a prefix, `*`, or Azure's tag `Internet`."""

    name: str
    direction: str
    allow: bool
    ports: tuple[Ports, ...] = ()
    remote: str = "*"


@dataclass(frozen=True)
class Filter:
    """What stands between client and server. The first rule that matches decides; then comes the default."""

    inbound: tuple[Rule, ...]
    outbound: tuple[Rule, ...] = ()
    """Without any, all connections that the server makes pass, which is what Azure and Windows do by default."""
    place: str = "gateway"
    """`gateway` for a network security group, `host` for Windows Firewall."""
    silent: bool = False
    """Whether stopped packets vanish, as they do in Azure, so that clients wait for their timeout. A reset otherwise,
    which comes to the same and takes less time."""
    defaults_follow: bool = False
    """Whether Azure's default rules come next, of which one lets the virtual network in. Else the rest is stopped."""
    written: tuple[str, ...] | None = None
    """What `ftpsgate firewall` is told, where the gateway has the rules that it writes for nftables, and no other ones.
    The rules here then say what those must come to."""
    helper: bool = False
    """Whether a stateful helper reads control connections and lets data connections through."""


def opened(*ports: int | Ports, name: str = "Allow-FTPS", remote: str = "*") -> tuple[Rule, ...]:
    """A rule that lets connections to the server's ports through."""
    return (Rule(name, "in", True, tuple(p if isinstance(p, tuple) else (p, p) for p in ports), remote),)


def sending(*ports: int) -> tuple[Rule, ...]:
    """Rules that let the server make connections from these ports and stop all others."""
    allow = (Rule("Allow-Active", "out", True, tuple((p, p) for p in ports)),) if ports else ()
    return (*allow, Rule("Deny-Other", "out", False))


@dataclass(frozen=True)
class Scenario:
    """A configuration, a way to the server and a filter on it."""

    title: str
    filter: Filter
    path: Path = Path.NAT
    settings: dict[str, str | None] = field(default_factory=dict)
    """What differs from the sample's configuration; see `configuration.write`."""
    origin: str = "internet"
    """What `ftpsgate matrix --from` is told."""
    busy: tuple[tuple[Ports, ...], ...] = ((),)
    """The measurement is made once for each of these, while the server's ports in these ranges are taken: so that each
    part of the passive range has its turn, whatever chance says. A transfer has to succeed each time."""
    plain_control: bool = False
    """Whether clear-text FTP must get through, which shows that the helper is at work."""
