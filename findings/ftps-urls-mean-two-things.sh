#!/usr/bin/env bash
# One URL, ftps://host/file, means two things to two libraries: libcurl begins with a TLS handshake (implicit FTPS, on 990
# unless the URL has a port), smart_open 9.0.2 waits for a greeting in clear text and sends AUTH TLS (explicit FTPS, on 21
# unless the URL has a port). A pipeline that hands the same URL from one to the other hangs at either port.
#
# Run on 2026-11-29 with Python 3.11.7, pycurl 7.49.0, smart_open 9.0.2. Seen: libcurl: 0x16 at once; smart_open: AUTH TLS.
# Needs python3 with venv and PyPI. Fails if they behave otherwise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pycurl==7.49.0 smart_open==9.0.2

cat > "$folder/try.py" <<'PYTHON'
"""Notes what each library says first, and where it would connect if the URL had no port."""
import socket
import threading

import pycurl
import smart_open
import smart_open.ftp


def first_words(connect):
    """What a client says first: before a greeting if it does, else after one."""
    listener = socket.create_server(("127.0.0.1", 0))
    said = []

    def serve():
        connection = listener.accept()[0]
        connection.settimeout(1)
        try:
            said.append(("before the greeting", connection.recv(64)))
        except TimeoutError:
            connection.sendall(b"220 ready\r\n")
            said.append(("after the greeting", connection.recv(64)))
            connection.sendall(b"421 bye\r\n")
        connection.close()

    server = threading.Thread(target=serve)
    server.start()
    try:
        connect(f"ftps://eve:x@127.0.0.1:{listener.getsockname()[1]}/a.txt")
    except Exception as error:
        print(type(error).__name__)
    server.join()
    return said[0]


def by_curl(url):
    handle = pycurl.Curl()
    handle.setopt(pycurl.URL, url)
    handle.setopt(pycurl.TIMEOUT, 5)
    handle.perform()


def by_smart_open(url):
    smart_open.open(url, "rb", transport_params={"timeout": 5}).read()


when, said = first_words(by_curl)
print("libcurl:", when, said[:1])
assert when == "before the greeting" and said[:1] == b"\x16", (when, said)
when, said = first_words(by_smart_open)
print("smart_open:", when, said)
assert when == "after the greeting" and said == b"AUTH TLS\r\n", (when, said)
port = smart_open.ftp.parse_uri("ftps://eve@example.net/a.txt")["port"]
print("smart_open's port without one in the URL:", port)
assert port == 21, port
PYTHON
if ! "$folder/venv/bin/python" "$folder/try.py"; then
  echo "not as found: libcurl or smart_open behaves otherwise now" >&2
  exit 1
fi
echo "as found: ftps:// is implicit to libcurl and explicit to smart_open"
