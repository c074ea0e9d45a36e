#!/usr/bin/env bash
# fsspec 2026.9.0, FTPFileSystem(tls="tls"): the control connection is TLS from its first byte (implicit FTPS), and then
# neither PBSZ nor PROT is sent, so that listings go over data connections in clear text. With tls=True (explicit) it
# sends both. Where a server refuses clear data with 534, ls("/") returns an empty list and raises nothing, and ls() of a
# folder raises FileNotFoundError: the refusal looks like an empty or a missing folder.
#
# Run on 2026-11-29 with Python 3.11.7. Seen: no PBSZ, no PROT, data in clear; with 534 [] and FileNotFoundError.
# Needs python3 with venv, openssl and PyPI. Fails if it behaves otherwise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install fsspec==2026.9.0
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
  -keyout "$folder/key.pem" -out "$folder/cert.pem" 2>/dev/null

cat > "$folder/try.py" <<'PYTHON'
"""A server of implicit FTPS that notes what it is asked, and whether TLS begins on the data connection."""
import socket
import ssl
import sys
import threading

from fsspec.implementations.ftp import FTPFileSystem

FOLDER = sys.argv[1]


def serve(listener, refuses_clear_data, seen):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{FOLDER}/cert.pem", f"{FOLDER}/key.pem")
    control = context.wrap_socket(listener.accept()[0], server_side=True)
    lines = control.makefile("r", newline="\r\n")
    say = lambda text: control.sendall(text.encode() + b"\r\n")
    say("220 ready")
    data = None
    for line in lines:
        command = line.split()[0].upper()
        seen.append(command)
        if command == "USER":
            say("331 password")
        elif command == "PASS":
            say("230 in")
        elif command == "PWD":
            say('257 "/"')
        elif command in ("PASV", "EPSV"):
            data = socket.create_server(("127.0.0.1", 0))
            port = data.getsockname()[1]
            if command == "EPSV":
                say(f"229 passive (|||{port}|)")
            else:
                say(f"227 passive (127,0,0,1,{port >> 8},{port & 255})")
        elif command in ("MLSD", "LIST"):
            if refuses_clear_data:
                say("534 Policy requires SSL.")
                continue
            connection = data.accept()[0]
            say("150 here")
            connection.settimeout(1)
            try:
                seen.append("TLS" if connection.recv(1) == b"\x16" else "bytes")
            except TimeoutError:
                seen.append("clear")
            connection.sendall(
                b"type=file;size=1; a.txt\r\n" if command == "MLSD" else b"-rw-r--r-- 1 a a 1 Jan  1 00:00 a.txt\r\n")
            connection.close()
            say("226 done")
        elif command == "QUIT":
            say("221 bye")
            return
        else:
            say("200 fine")


def listing(path, refuses_clear_data):
    listener = socket.create_server(("127.0.0.1", 0))
    seen = []
    threading.Thread(target=serve, args=(listener, refuses_clear_data, seen), daemon=True).start()
    try:
        files = FTPFileSystem(
            "127.0.0.1", listener.getsockname()[1], "eve", "x", tls="tls", timeout=5, skip_instance_cache=True)
        return [entry["name"] for entry in files.ls(path)], seen
    except Exception as error:
        return type(error).__name__, seen


names, seen = listing("/", False)
print("implicit:", names, seen)
assert names == ["/a.txt"], names
assert "PBSZ" not in seen and "PROT" not in seen and "clear" in seen, seen
root, _ = listing("/", True)
folder, _ = listing("/in", True)
print("534:", root, folder)
assert root == [] and folder == "FileNotFoundError", (root, folder)
PYTHON
if ! "$folder/venv/bin/python" "$folder/try.py" "$folder"; then
  echo "not as found: fsspec behaves otherwise now" >&2
  exit 1
fi
echo "as found: implicit TLS without PBSZ and PROT, data in clear; 534 looks like an empty or a missing folder"
