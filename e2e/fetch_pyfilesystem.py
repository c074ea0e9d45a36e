"""Fetches file.bin with PyFilesystem. Arguments: host port explicit passive user password target timeout."""

import sys

from fs.ftpfs import FTPFS

host, port, _, _, user, password, target, timeout = sys.argv[1:]
with FTPFS(host, user, password, timeout=int(timeout), port=int(port), tls=True) as files, open(target, "wb") as file:
    files.download("file.bin", file)
