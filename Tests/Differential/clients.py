"""What some clients do, written down a second time from the sources that docs/clients.md names."""

from dataclasses import dataclass

from ranges import is_private

REFUSED, FAILED, REPAIRED = "command refused", "connection failed", "repaired address failed"


@dataclass(frozen=True)
class Client:
    """A client: what it sends, what it makes of the address in a reply, and when it changes its mode by itself."""

    address: str
    commands: tuple[str, ...] = ("PASV",)
    implicit: bool = True
    active: bool = True
    falls_back: frozenset[str] = frozenset()
    both_active: bool = False
    """Whether it sends PORT and EPRT one after the other."""
    passive_after_refusal: bool = False

    def target(self, reply: int, peer: int) -> tuple[str, int]:
        """How it comes to the address that it connects to, and which that is."""
        if reply == peer:
            return "use", peer
        replaced = {
            "ignored": True,
            "replaced if private before a public peer": is_private(reply) and not is_private(peer),
            "replaced if private": is_private(reply),
            "replaced if one is private": is_private(reply) != is_private(peer),
        }
        if self.address == "refused if another":
            return "abort", 0
        if self.address == "used, then the peer":
            return "tries", reply
        if self.address == "ignored":
            return "use", peer
        return ("repaired", peer) if replaced.get(self.address) else ("use", reply)


CAREFUL = "replaced if private before a public peer"
CLIENTS = {
    "winscp": Client(CAREFUL, falls_back=frozenset({REFUSED}), passive_after_refusal=True),
    "filezilla": Client(CAREFUL, falls_back=frozenset({REFUSED}), passive_after_refusal=True),
    "lftp": Client("replaced if one is private", falls_back=frozenset({REFUSED, REPAIRED})),
    "curl": Client("ignored", ("EPSV", "PASV"), both_active=True),
    "wget": Client("used"),
    "python-ftplib": Client("ignored", implicit=False),
    "fluentftp": Client("replaced if private", ("EPSV", "PASV"), both_active=True),
    "commons-net-3.9+": Client("ignored"),
    "commons-net-3.8": Client(CAREFUL),
    "basic-ftp-6": Client("refused if another", ("EPSV", "PASV"), active=False),
    "php-ftp": Client("used", implicit=False, falls_back=frozenset({REFUSED})),
    "gvfs-ftp": Client(
        "used, then the peer", ("PASV", "EPSV"), falls_back=frozenset({REFUSED, FAILED}), both_active=True
    ),
    "erlang-ftp": Client("used"),
}
MODES = ("explicitPassive", "explicitActive", "implicitPassive", "implicitActive")
