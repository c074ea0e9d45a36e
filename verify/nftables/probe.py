#!/usr/bin/env python3
"""Connects and listens inside a network namespace, on behalf of `traffic.py`: one JSON object a line, in and out."""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

GREETING = b"220 ftpsgate\r\n"
TIMEOUT = 0.8
"""Longer than any connection here takes; dropped packets cost it once, as all connections are made at the same time."""


def listen(address: str, port: int) -> None:
    """Greets whoever connects, until the namespace ends."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    # Active data leaves from ports at which somebody listens here as well.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((address, port))
    listener.listen(64)

    def serve() -> None:
        while True:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(GREETING)

    threading.Thread(target=serve, daemon=True).start()


def connect(order: dict[str, Any]) -> bool:
    """Whether a connection is made and the other side's greeting comes back."""
    family = socket.AF_INET6 if ":" in order["to"] else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(TIMEOUT)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        # Closed at once, so that the same ports are free for the next connection.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.bind((order["from"], order.get("source", 0)))
        try:
            connection.connect((order["to"], order["port"]))
            return connection.recv(64) == GREETING
        except OSError:
            return False


def main() -> None:
    """Does what it is told, line by line."""
    with ThreadPoolExecutor(64) as pool:
        for line in sys.stdin:
            order = json.loads(line)
            if "listen" in order:
                for address, port in order["listen"]:
                    listen(address, port)
                print(json.dumps(True), flush=True)
            else:
                print(json.dumps(list(pool.map(connect, order["connect"]))), flush=True)


if __name__ == "__main__":
    main()
