"""The way out to the network: resolves a host, refuses addresses that are not public, connects to the very address it looked at.

Whoever may write YAML decides what is asked, so this is the wall between the two: a name that leads to this machine or its network
(cloud metadata included) is refused after each redirect too, and no second look-up can change the answer in between. Every step
has one deadline, so that a server that sends a byte now and then cannot hold us.
"""

from __future__ import annotations

import socket
import ssl
import time
import typing
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore
import httpx

from generator.problems import ConfigurationError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = ip_network("64:ff9b::/96")


class Refused(Exception):
    """The host leads to an address that is not public."""


class Unreachable(Exception):
    """No connection: `what` says why, in words that go into a sentence; `passing` whether another try may help."""

    def __init__(self, what: str, passing: bool = False) -> None:
        super().__init__(what)
        self.what, self.passing = what, passing


class TooSlow(Exception):
    """The deadline passed."""


def networks(given: Iterable[str]) -> tuple[Network, ...]:
    """The networks as given on the command line. Raises ConfigurationError for what is none."""
    found = []
    for words in given:
        try:
            found.append(ip_network(words, strict=False))
        except ValueError as fault:
            raise ConfigurationError(f'"{words}" is no network; write it like 10.0.0.0/8 or 127.0.0.1') from fault
    return tuple(found)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet would reach the same machine; an IPv4 address inside an IPv6 one counts as what it is."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast


class Backend(httpcore.NetworkBackend):
    """Connections for one address of the content. `deadline` is a moment of `time.monotonic()`."""

    def __init__(self, deadline: float, allowed: Iterable[Network] = ()) -> None:
        self.deadline, self.allowed = deadline, tuple(allowed)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that takes one. Raises Refused if any of them is not public."""
        addresses = self.addresses(host, port)
        failure: OSError | None = None
        for place, address in enumerate(addresses):
            try:
                share = left(self.deadline) / (len(addresses) - place)
                return Stream(_connected(address, port, share), self.deadline)
            except OSError as fault:
                failure = fault
        if isinstance(failure, TimeoutError):
            raise TooSlow
        raise Unreachable("refuses the connection" if isinstance(failure, ConnectionRefusedError) else f"cannot be reached ({_said(failure)})", True)

    def addresses(self, host: str, port: int) -> list[Address]:
        """What the name stands for, each once."""
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as fault:
            raise Unreachable(f'has a host that does not exist: "{host}"', passing=fault.errno == socket.EAI_AGAIN) from fault
        except (OSError, UnicodeError) as fault:
            raise Unreachable(f'has a host that cannot be looked up: "{host}"') from fault
        found = list(dict.fromkeys(ip_address(str(row[4][0]).partition("%")[0]) for row in rows))
        for address in found:
            if not is_public(address) and not any(address.version == network.version and address in network for network in self.allowed):
                raise Refused(f'"{host}" is {address}, which is not a public address')
        return found

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[typing.Any] | None = None) -> typing.NoReturn:
        """Never."""
        raise Refused("a socket on this machine")


class Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self.socket, self.deadline = connected, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived, at least one byte unless the other side is done."""
        self.socket.settimeout(left(self.deadline))
        return _told(lambda: self.socket.recv(max_bytes))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Nothing comes back; everything was sent."""
        self.socket.settimeout(left(self.deadline))
        _told(lambda: self.socket.sendall(buffer))

    def close(self) -> None:
        """Nothing comes back."""
        self.socket.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        """The same connection, encrypted. Raises Unreachable, with the certificate's fault in words."""
        self.socket.settimeout(left(self.deadline))
        try:
            return Stream(_told(lambda: ssl_context.wrap_socket(self.socket, server_hostname=server_hostname)), self.deadline)
        except BaseException:
            self.close()
            raise

    def get_extra_info(self, info: str) -> typing.Any:
        """What httpcore asks to know whether a connection can be used again: never."""
        return True if info == "is_readable" else None


class Transport(httpx.BaseTransport):
    """httpx on such connections: directly, through no proxy, HTTP/1.1."""

    def __init__(self, backend: Backend, context: ssl.SSLContext) -> None:
        self.pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend, max_connections=1, max_keepalive_connections=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not read yet. Raises Refused, Unreachable, TooSlow and httpcore's own errors."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        answer = self.pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Nothing comes back."""
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


def _connected(address: Address, port: int, timeout: float) -> socket.socket:
    """A connection to the address itself: nothing is looked up here."""
    made = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.settimeout(timeout)
        made.connect((str(address), port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        made.close()
        raise
    return made


def left(deadline: float) -> float:
    """The seconds until then. Raises TooSlow where there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise TooSlow
    return seconds


_Returned = typing.TypeVar("_Returned")


def _told(step: Callable[[], _Returned]) -> _Returned:
    """What the step gives, its refusals in our words."""
    try:
        return step()
    except TimeoutError as fault:
        raise TooSlow from fault
    except ssl.SSLCertVerificationError as fault:
        raise Unreachable(f"has a certificate that browsers refuse ({fault.verify_message})") from fault
    except ssl.SSLError as fault:
        raise Unreachable(f"cannot be reached over TLS ({(fault.reason or 'handshake failure').lower().replace('_', ' ')})") from fault
    except (ConnectionResetError, BrokenPipeError, ConnectionAbortedError) as fault:
        raise Unreachable("resets the connection", True) from fault
    except OSError as fault:
        raise Unreachable(f"cannot be reached ({_said(fault)})", True) from fault


def _said(fault: OSError | None) -> str:
    return (fault.strerror or str(fault)).lower() if fault else "no address"
