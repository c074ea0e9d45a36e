"""Fetches file.bin with fsspec. Arguments: host port explicit|implicit passive|active user password target timeout."""

import sys

from fsspec.implementations.ftp import FTPFileSystem

host, port, kind, mode, user, password, target, timeout = sys.argv[1:]
files = FTPFileSystem(host, int(port), user, password, timeout=int(timeout), tls="tls" if kind == "implicit" else True)
files.ftp.set_pasv(mode == "passive")
files.get_file("/file.bin", target)
