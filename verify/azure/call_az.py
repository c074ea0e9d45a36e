"""Stands in for the command `az`: hands words, files and surroundings to `ready_az.py`, and ends as the call does.

Only modules that load in no time are used; `harness.py` puts a first line above that names an interpreter.
"""

import json
import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(os.environ["VERIFY_AZ_SOCKET"])
    asked = {
        "arguments": sys.argv[1:],
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "learn": "VERIFY_AZ_LEARN" in os.environ,
    }
    # One byte goes with the files; the rest may be longer than one packet.
    socket.send_fds(connection, [b"\0"], [0, 1, 2])
    connection.sendall(json.dumps(asked).encode())
    connection.shutdown(socket.SHUT_WR)
    answer = connection.recv(1)
if not answer:
    print("az: the process that was to run it has ended", file=sys.stderr)
sys.exit(answer[0] if answer else 70)
