#!/usr/bin/env bash
# aioftp 0.28.3 over explicit TLS begins the handshake on the data connection as soon as that is open, and sends MLSD only
# when the handshake is done. Other clients send the command first; servers that answer the handshake only after the
# command and aioftp then wait for each other. Which kind of server IIS is, is in no source.
#
# Run on 2026-11-29 with Python 3.11.7. Seen: the ClientHello arrives before MLSD.
# Needs python3 with venv, openssl and PyPI. Fails if it behaves otherwise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install aioftp==0.28.3
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
  -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>/dev/null

cat > "$folder/try.py" <<'PYTHON'
"""A server of explicit FTPS that notes in which order commands and the data connection's ClientHello arrive."""
import asyncio
import queue
import socket
import ssl
import sys
import threading

import aioftp

FOLDER = sys.argv[1]
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
CONTEXT.load_cert_chain(f"{FOLDER}/cert.pem", f"{FOLDER}/key.pem")


def take_data(listener, seen, ready):
    """Answers the handshake at once, so that nobody waits; notes when it begins."""
    connection = listener.accept()[0]
    if connection.recv(1, socket.MSG_PEEK) == b"\x16":
        seen.append("ClientHello")
    ready.put(CONTEXT.wrap_socket(connection, server_side=True))


def serve(listener, seen):
    control = listener.accept()[0]
    say = lambda text: control.sendall(text.encode() + b"\r\n")
    say("220 ready")
    ready = queue.Queue()
    waiting = b""
    while True:
        while b"\r\n" not in waiting:
            chunk = control.recv(4096)
            if not chunk:
                return
            waiting += chunk
        line, waiting = waiting.split(b"\r\n", 1)
        command = line.decode().split()[0].upper()
        seen.append(command)
        if command == "AUTH":
            say("234 go")
            control = CONTEXT.wrap_socket(control, server_side=True)
        elif command == "USER":
            say("331 password")
        elif command == "PASS":
            say("230 in")
        elif command == "EPSV":
            data = socket.create_server(("127.0.0.1", 0))
            threading.Thread(target=take_data, args=(data, seen, ready), daemon=True).start()
            say(f"229 passive (|||{data.getsockname()[1]}|)")
        elif command == "MLSD":
            say("150 here")
            connection = ready.get(timeout=5)
            connection.sendall(b"type=file;size=1; a.txt\r\n")
            connection.close()
            say("226 done")
        elif command == "QUIT":
            say("221 bye")
            return
        else:
            say("200 fine")


async def listing(port):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    client = aioftp.Client(socket_timeout=5, connection_timeout=5)
    await client.connect("127.0.0.1", port)
    await client.upgrade_to_tls(context)
    await client.login("eve", "x")
    names = [str(path) async for path, _ in client.list("/")]
    await client.quit()
    return names


listener = socket.create_server(("127.0.0.1", 0))
seen = []
threading.Thread(target=serve, args=(listener, seen), daemon=True).start()
names = asyncio.run(listing(listener.getsockname()[1]))
print(names, seen)
assert names == ["/a.txt"], names
assert seen.index("ClientHello") < seen.index("MLSD"), seen
PYTHON
if ! "$folder/venv/bin/python" "$folder/try.py" "$folder"; then
  echo "not as found: aioftp behaves otherwise now" >&2
  exit 1
fi
echo "as found: the handshake on the data connection begins before MLSD is sent"
