"""The firewall of the network namespace that this runs in, or of a named one, as an administrator has set it up."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass

OWN = """
table inet filter {
  set blocked {
    type ipv4_addr
    elements = { 198.51.100.66 }
  }
  chain input {
    type filter hook input priority filter; policy accept;
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ip saddr @blocked drop
    tcp dport 22 ct state new,established accept
    tcp sport 22 ct state established accept
  }
  chain ftpsgate-10 {
    ip daddr 10.0.0.10 tcp dport 21 accept
  }
}
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "wan0" masquerade
  }
}
"""
"""What stands there before; the chain is that of another plan."""


@dataclass(frozen=True)
class Done:
    """What came of a call."""

    status: int
    output: str
    errors: str


class Firewall:
    """The rules of a network namespace."""

    def __init__(self, namespace: str | None = None) -> None:
        self.prefix = ["ip", "netns", "exec", namespace] if namespace else []

    def nft(self, *words: str, text: str = "") -> Done:
        """Calls nft."""
        done = subprocess.run([*self.prefix, "nft", *words], input=text, capture_output=True, text=True)
        return Done(done.returncode, done.stdout, done.stderr)

    def must(self, *words: str, text: str = "") -> str:
        """Calls nft, which has to succeed."""
        done = self.nft(*words, text=text)
        if done.status != 0:
            raise RuntimeError(f"nft {' '.join(words)}: {done.errors.strip()}")
        return done.output

    def begin(self, own: str = OWN) -> None:
        """What an administrator has, and nothing else."""
        self.must("-f", "-", text="flush ruleset\n" + own)

    def listing(self) -> str:
        """All rules, in JSON."""
        return self.must("-j", "list", "ruleset")

    def jump(self, chain: str) -> None:
        """Has forwarded packets run through a chain, as the header of a file says it."""
        self.must("add", "rule", "inet", "filter", "forward", "jump", chain)

    def handles(self, chain: str) -> list[int]:
        """The handles of the rules of a chain, in their order."""
        listed = json.loads(self.must("-j", "list", "chain", "inet", "filter", chain))["nftables"]
        return [one["rule"]["handle"] for one in listed if "rule" in one]

    def delete(self, chain: str, handle: int) -> None:
        """Deletes a rule."""
        self.must("delete", "rule", "inet", "filter", chain, "handle", str(handle))
