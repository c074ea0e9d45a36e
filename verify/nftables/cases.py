"""Plans of many shapes: the configuration, what `ftpsgate firewall` is told, and the addresses that the server has."""

from __future__ import annotations

import pathlib
import random
import subprocess
from dataclasses import dataclass

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
CONFIGURATION = """<configuration><system.applicationHost><sites>
<site name="Exchange&#10;flush ruleset &#34; \\" id="1"><bindings>{bindings}</bindings>
<ftpServer><security><ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" /></security></ftpServer></site>
</sites></system.applicationHost><system.ftpServer>
<firewallSupport lowDataChannelPort="{low}" highDataChannelPort="{high}" /></system.ftpServer></configuration>"""
FROM = ("--from", "203.0.113.8/31", "--from", "198.51.100.7", "--from", "2001:db8:7::/48")
PUBLIC = "20.40.60.80"
GIVEN = "10.0.0.4"
"""The address that nft is given where no file tells one."""


@dataclass(frozen=True)
class Case:
    """One plan."""

    name: str
    bindings: tuple[str, ...] = ("*:21:", "*:990:")
    options: tuple[str, ...] = ()
    ports: tuple[int, int] = (50000, 50100)
    servers: tuple[str, ...] = (GIVEN,)
    """The addresses of sites on every address, beside those of other bindings."""
    given: bool = True
    """Whether the address is given to nft."""
    public: tuple[str, ...] = ()
    """What is translated to the server's address."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """What nft is told beside the file."""
        return ("-D", f"server={GIVEN}") if self.given else ()


@dataclass(frozen=True)
class Written:
    """What the program writes for a case."""

    case: Case
    rules: str
    removal: str
    plan: str
    """As JSON."""


CASES = [
    Case("anyone"),
    Case("some clients", options=FROM),
    Case("the Internet, translated", options=("--from", "internet", "--public-ip", PUBLIC), public=(PUBLIC,)),
    Case(
        "two public addresses, some clients",
        options=(*FROM, "--public-ip", PUBLIC, "--public-ip", "20.40.60.82"),
        public=(PUBLIC, "20.40.60.82"),
    ),
    Case("passive only", options=("--passive-only", "--name", "p-2-")),
    Case("one port", bindings=("*:21:",), ports=(50000, 50000)),
    Case("ports that touch", bindings=("*:21:", "*:22:", "*:2121:"), ports=(2000, 2200)),
    Case(
        "addresses of both kinds",
        bindings=("10.0.0.4:21:", "10.0.0.5:21:", "[2001:db8::5]:990:"),
        options=FROM,
        servers=(),
        given=False,
    ),
    Case(
        "an address, translated", ("10.0.0.4:990:",), ("--public-ip", PUBLIC), servers=(), given=False, public=(PUBLIC,)
    ),
    Case("an address and every one", bindings=("*:21:", "10.0.0.9:990:", "[2001:db8::5]:990:")),
    Case(
        "addresses from a file",
        options=("--environment", str(SAMPLES / "healthy" / "nat-gateway" / "environment"), "--public-ip", PUBLIC),
        servers=("10.20.0.4",),
        given=False,
        public=(PUBLIC,),
    ),
]


def drawn(count: int, seed: int) -> list[Case]:
    """Plans at random, the same for one seed."""
    chance = random.Random(seed)
    cases = []
    for number in range(count):
        addresses = chance.sample(["*", "10.0.0.4", "10.0.0.5", "192.168.7.9", "[2001:db8::5]", "[fd00::a:1]"], 3)
        bindings = {
            f"{chance.choice(addresses)}:{chance.choice([21, 990, 2121, 1, 65535, chance.randint(2, 65535)])}:"
            for _ in range(chance.randint(1, 6))
        }
        low = chance.randint(1025, 65000)
        words = ["internet", "private", *FROM[1::2], "10.0.0.0/15", "0.0.0.0/0", "::/0"]
        chosen = ["private", *chance.sample(words, 2)] if chance.random() < 0.7 else []
        every = any(one.startswith("*") for one in bindings)
        cases.append(
            Case(
                f"drawn {number}",
                tuple(sorted(bindings)),
                tuple(word for one in chosen for word in ("--from", one))
                + (("--passive-only",) if chance.random() < 0.2 else ()),
                (low, chance.randint(low, 65535)),
                servers=(GIVEN,) if every else (),
                given=every,
            )
        )
    return cases


def written(tool: str, case: Case, folder: pathlib.Path) -> Written:
    """The file for nft, its undoing, and the plan that both are made from."""
    configuration = folder / "applicationHost.config"
    listed = "".join(f'<binding protocol="ftp" bindingInformation="{one}" />' for one in case.bindings)
    low, high = case.ports
    configuration.write_text(CONFIGURATION.format(bindings=listed, low=low, high=high))

    def wrote(target: str, *more: str) -> str:
        call = [tool, "firewall", str(configuration), "--target", target, *case.options, *more]
        done = subprocess.run(call, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{case.name}: {done.stderr.strip()}")
        return done.stdout

    return Written(case, wrote("nftables"), wrote("nftables", "--remove"), wrote("json"))
