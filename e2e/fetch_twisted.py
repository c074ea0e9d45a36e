"""Fetches file.bin with Twisted. Arguments: host port plain passive|active user password target timeout."""

import sys

from twisted.internet import protocol, reactor
from twisted.protocols.ftp import FTPClient

host, port, _, mode, user, password, target, timeout = sys.argv[1:]


class Keeper(protocol.Protocol):
    """Writes what comes to the target."""

    def dataReceived(self, data: bytes) -> None:
        """A piece of the file."""
        with open(target, "ab") as file:
            file.write(data)


def fetch(client: FTPClient) -> None:
    """One download; whatever comes of it ends the program."""
    client.passive = mode == "passive"
    done = client.retrieveFile("file.bin", Keeper())
    done.addErrback(lambda failure: print(failure.value, file=sys.stderr))
    done.addBoth(lambda _: reactor.stop())


creator = protocol.ClientCreator(reactor, FTPClient, user, password)
creator.connectTCP(host, int(port), timeout=int(timeout)).addCallbacks(fetch, lambda _: reactor.stop())
reactor.callLater(3 * int(timeout), reactor.stop)
reactor.run()
