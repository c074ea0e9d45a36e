"""Fetches file.bin with aioftp. Arguments: host port explicit|implicit passive user password target timeout."""

import asyncio
import ssl
import sys

import aioftp

host, port, kind, _, user, password, target, timeout = sys.argv[1:]
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE


async def fetch() -> None:
    """One download; `connection_timeout` bounds what waits for a handshake."""
    implicit = context if kind == "implicit" else None
    client = aioftp.Client(ssl=implicit, socket_timeout=int(timeout), connection_timeout=int(timeout))
    await client.connect(host, int(port))
    if not implicit:
        await client.upgrade_to_tls(context)
    await client.login(user, password)
    async with client.download_stream("file.bin") as stream:
        with open(target, "wb") as file:
            async for block in stream.iter_by_block():
                file.write(block)
    await client.quit()


asyncio.run(fetch())
