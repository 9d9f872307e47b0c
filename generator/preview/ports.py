"""Whether a server can listen at an address, and what to say where it cannot. Must not leave a socket open."""

from __future__ import annotations

import errno
import socket

from generator.problems import EnvironmentFault


def require_free(host: str, port: int) -> None:
    """Nothing comes back. Raises EnvironmentFault where nothing can listen on the port, naming one that is free."""
    try:
        if _free(host, port):
            return
    except OSError as fault:
        raise EnvironmentFault(f"cannot serve on {host}:{port}: {fault.strerror or fault}; choose another --host or --port") from None
    other = next((number for number in range(port + 1, min(port + 100, 65536)) if _free(host, number)), None)
    hint = f"try --port {other}, which is free" if other else "choose another --port"
    raise EnvironmentFault(f"port {port} on {host} is in use; {hint}")


def family(host: str, port: int) -> socket.AddressFamily:
    """The kind of address (IPv4 or IPv6) a server for the host listens on. Raises OSError."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]


def _free(host: str, port: int) -> bool:
    """True if a server can listen there now. Raises OSError for a host that is not ours or a port that is not allowed."""
    kind_of_address, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(kind_of_address, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen()
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return False
            raise
    return True
