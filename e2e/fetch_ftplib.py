"""Fetches file.bin with Python's ftplib. Arguments: host port explicit|implicit passive|active user password target timeout."""

import ftplib
import ssl
import sys


class ImplicitFTP_TLS(ftplib.FTP_TLS):
    """ftplib with what it lacks: TLS from the first byte."""

    def connect(self, *arguments, **options):  # type: ignore[override]
        """Wraps the socket before the greeting is read."""
        create = ftplib.socket.create_connection
        try:
            ftplib.socket.create_connection = lambda *a, **o: self.context.wrap_socket(create(*a, **o))
            return super().connect(*arguments, **options)
        finally:
            ftplib.socket.create_connection = create


host, port, kind, mode, user, password, target, timeout, *extra = sys.argv[1:]
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
# Without the subclass, implicit mode is what ftplib makes of it: it waits for a greeting that never comes.
client = (ImplicitFTP_TLS if extra else ftplib.FTP_TLS)(context=context, timeout=int(timeout))
client.connect(host, int(port))
if extra:
    super(ftplib.FTP_TLS, client).login(user, password)
else:
    client.login(user, password)
client.prot_p()
client.set_pasv(mode == "passive")
with open(target, "wb") as file:
    client.retrbinary("RETR file.bin", file.write)
client.quit()
