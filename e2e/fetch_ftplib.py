"""Fetches file.bin with Python's ftplib.

Arguments: host port explicit|implicit passive|active user password target timeout. One more, and TLS begins with the
connection, which ftplib itself cannot do.
"""

import ftplib
import socket
import ssl
import sys


class ImplicitFTPS(ftplib.FTP_TLS):
    """ftplib with what it lacks."""

    def connect(self, host: str, port: int) -> str:  # type: ignore[override]
        """Begins TLS before the greeting is read."""
        self.host, self.port = host, port
        self.sock = self.context.wrap_socket(socket.create_connection((host, port), self.timeout))
        self.af = self.sock.family
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome


host, port, _, mode, user, password, target, timeout, *implicit = sys.argv[1:]
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
client = (ImplicitFTPS if implicit else ftplib.FTP_TLS)(context=context, timeout=int(timeout))
client.connect(host, int(port))
client.login(user, password)
client.prot_p()
client.set_pasv(mode == "passive")
with open(target, "wb") as file:
    client.retrbinary("RETR file.bin", file.write)
client.quit()
