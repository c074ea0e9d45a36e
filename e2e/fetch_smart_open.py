"""Fetches file.bin with smart_open. Arguments: host port explicit passive user password target timeout."""

import ssl
import sys

import smart_open

host, port, _, _, user, password, target, timeout = sys.argv[1:]
# It has no setting for which certificates it trusts.
ssl.create_default_context = ssl._create_unverified_context
with open(target, "wb") as file:
    url = f"ftps://{user}:{password}@{host}:{port}/file.bin"
    with smart_open.open(url, "rb", transport_params={"timeout": int(timeout)}) as source:
        while block := source.read(65536):
            file.write(block)
