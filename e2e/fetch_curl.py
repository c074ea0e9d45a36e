"""Fetches file.bin with libcurl. Arguments: host port explicit|implicit passive|active user password target timeout."""

import sys

import pycurl

host, port, kind, mode, user, password, target, timeout = sys.argv[1:]
curl = pycurl.Curl()
curl.setopt(pycurl.URL, f"{'ftps' if kind == 'implicit' else 'ftp'}://{host}:{port}/file.bin")
curl.setopt(pycurl.USERPWD, f"{user}:{password}")
curl.setopt(pycurl.USE_SSL, pycurl.USESSL_ALL)
curl.setopt(pycurl.SSL_VERIFYPEER, 0)
curl.setopt(pycurl.SSL_VERIFYHOST, 0)
curl.setopt(pycurl.PROXY, "")
curl.setopt(pycurl.CONNECTTIMEOUT, int(timeout))
curl.setopt(pycurl.FTP_RESPONSE_TIMEOUT, int(timeout))
curl.setopt(pycurl.ACCEPTTIMEOUT_MS, int(timeout) * 1000)
# Neither limit ends a wait for a data connection of which nothing comes back.
curl.setopt(pycurl.TIMEOUT, 3 * int(timeout))
if mode == "active":
    curl.setopt(pycurl.FTPPORT, "-")
with open(target, "wb") as file:
    curl.setopt(pycurl.WRITEDATA, file)
    curl.perform()
