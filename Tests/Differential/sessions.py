"""What comes of sessions: `works`, `fails`, `unknown` or `unsupported`, worked out from what the readers have read."""

import functools
from dataclasses import dataclass, field

import azure
import iis
import packets
import windows
from clients import FAILED, MODES, REFUSED, REPAIRED, Client
from packets import CLIENT_PORTS, INBOUND, OUTBOUND, Flow, Hop
from ranges import EVERY_ADDRESS, PRIVATE, Ranges, Span, is_private, network, number

STAND_INS = tuple(map(number, ("10.0.0.4", "172.16.0.4", "192.168.0.4")))
"""For private addresses that nothing tells: one of each network that clients tell apart."""
INTERNET = ((number("1.0.0.0"), number("9.255.255.255")), (number("11.0.0.0"), number("100.63.255.255")))
SAMPLES = {"internet": (number("8.8.8.8"),), "private": tuple(map(number, ("10.77.0.9", "172.20.0.9", "192.168.77.9")))}
WORST = {"stops": 2, "unknown": 1, "passes": 0}
BEST = ("works", "unknown", "fails")


@dataclass(eq=False)
class Server:
    """All that was read, and what the user said."""

    configuration: iis.Configuration
    azure: azure.Azure
    windows: windows.Windows
    origin: str
    publics: tuple[str, ...]
    """Public addresses that options name."""
    platform: bool
    """Whether an option says that it is in Azure."""
    is_loose: bool = False
    """Whether to take every rule and every group by itself, where what they share would tell more."""
    decided: dict[tuple[str, str, Span], str] = field(default_factory=dict)
    """What was worked out of passages."""

    @functools.cached_property
    def own(self) -> tuple[int, ...]:
        """The machine's private addresses that files tell."""
        return tuple(map(number, self.own_texts))

    @functools.cached_property
    def own_texts(self) -> tuple[str, ...]:
        """The same as they are written: those of the machine's own file, else those of its interface."""
        own = tuple(address for address, _ in self.windows.addresses)
        name = azure.own_interface(self.azure, own)
        return own or (tuple(self.azure.interfaces[name]["addresses"]) if name else ())

    @functools.cached_property
    def is_in_azure(self) -> bool:
        """Whether files or options say so."""
        return self.platform or self.azure.is_told

    @functools.cached_property
    def is_public(self) -> bool:
        """Whether clients dial a public address."""
        return not is_private(self.clients[0])

    @functools.cached_property
    def spans(self) -> tuple[Span, ...]:
        """All addresses of the clients."""
        return {"internet": INTERNET, "private": PRIVATE}.get(self.origin) or (network(self.origin),)

    @functools.cached_property
    def clients(self) -> tuple[int, ...]:
        """Addresses that stand for the clients'."""
        return SAMPLES.get(self.origin) or (self.spans[0][0], self.spans[0][1])

    @functools.cached_property
    def admits_all(self) -> bool:
        """Whether address restrictions let all of the clients in."""
        listed = Ranges(tuple(network(prefix) for prefix, _ in self.configuration.admissions))
        borders = listed.edges(EVERY_ADDRESS)
        asked = {edge for edge in borders if any(low <= edge <= high for low, high in self.spans)}
        return all(self.configuration.admits(address) for address in {*self.clients, *asked})

    @functools.cached_property
    def ways(self) -> list[list[Hop]]:
        """The filters of which files tell, on the way to each machine that may be the server."""
        inside = [prefix for _, prefix in self.windows.addresses] + self.azure.networks
        firewall = windows.hop(self.windows)
        behind = [firewall] if firewall else []
        machines = azure.own_groups(self.azure, self.own_texts)
        if self.is_loose and len(machines) > 1:
            groups = self.azure.groups.values()
            return [[(azure.packet_filter(group, inside, True), packets.OPEN) for group in groups] + behind]
        return [
            [(azure.packet_filter(group, inside, self.is_loose),) for group in groups] + behind for groups in machines
        ]

    @functools.cached_property
    def misses_filter(self) -> bool:
        """Whether there is a filter of which no file tells."""
        return windows.hop(self.windows) is None or (self.is_in_azure and not self.azure.groups)

    @functools.cached_property
    def known_publics(self) -> tuple[int, ...]:
        """The server's public addresses."""
        return tuple(number(address) for address in (*self.azure.addresses, *self.publics))

    def passage(self, direction: str, address: str, ports: Span) -> str:
        """What becomes of connections at all filters, worked out once."""
        key = direction, address, ports
        if key not in self.decided:
            found = {packets.decide(hops, self.flow(direction, address, ports), self.is_loose) for hops in self.ways}
            verdict = found.pop() if len(found) == 1 else "unknown"
            self.decided[key] = "unknown" if verdict == "passes" and self.misses_filter else verdict
        return self.decided[key]

    def flow(self, direction: str, address: str, ports: Span) -> Flow:
        """Connections between the clients and ports of a binding's address."""
        anywhere = self.own or (*STAND_INS, number("10.0.0.5"))
        servers = anywhere if address == "*" else (number(address),)
        return Flow(direction, self.clients, self.spans, servers, ports)


def outcome(server: Server, site: iis.Site, client: Client, mode: str) -> str:
    """The best of the sessions with the bindings that speak a mode."""
    implicit, passive = mode.startswith("implicit"), mode.endswith("Passive")
    if (implicit and not client.implicit) or (not passive and not client.active):
        return "unsupported"
    usable = [binding for binding in site.bindings if (binding[1] == 990) == implicit]
    found = {session(server, site, client, binding, implicit, passive) for binding in usable}
    return next((verdict for verdict in BEST if verdict in found), "fails")


def session(
    server: Server, site: iis.Site, client: Client, binding: tuple[str, int], implicit: bool, passive: bool
) -> str:
    """One session: what stops it before data connections, and these."""
    before = opening(server, site, binding, implicit)
    if before == "stops":
        return "fails"
    first, falls_back = data(server, site, client, binding, passive)
    if first == "stops" and falls_back != "no":
        other, _ = data(server, site, client, binding, not passive)
        if other == "stops":
            return "fails"
        return "works" if falls_back == "yes" and other == before == "passes" else "unknown"
    worst = max(before, first, key=lambda verdict: WORST[verdict])
    return {"stops": "fails", "unknown": "unknown", "passes": "works"}[worst]


def opening(server: Server, site: iis.Site, binding: tuple[str, int], implicit: bool) -> str:
    """The control connection, TLS and the logon."""
    address, port = binding
    stops = (
        (address != "*" and server.own and number(address) not in server.own)
        or (server.is_public and address != "*" and is_untranslated(server, number(address)))
        or any(low <= port <= high for low, high in server.windows.excluded)
        or not site.certificate
        or (not implicit and "AUTH" in site.denied)
        or not site.logon
        or not server.admits_all
    )
    rules = balancer(server, site)
    if stops or (rules is not None and port not in {back for _, back in rules}):
        return "stops"
    passage = server.passage(INBOUND, address, (port, port))
    return passage if site.is_documented or passage == "stops" else "unknown"


def is_untranslated(server: Server, own: int) -> bool:
    """Whether Azure translates each of the server's public addresses to another private one, as an interface has one for it."""
    holders = {number(address): id for address, id in server.azure.addresses.items()}
    translated = [private_behind(server, holders.get(public, "")) for public in server.known_publics]
    return bool(translated) and all(address not in (None, own) for address in translated)


def private_behind(server: Server, holder: str) -> int | None:
    """The private address of the interface that holds a public one; interfaces have one each here."""
    name = holder.partition("/networkInterfaces/")[2].split("/")[0]
    addresses = server.azure.interfaces[name]["addresses"] if name in server.azure.interfaces else []
    return number(addresses[0]) if addresses else None


def data(server: Server, site: iis.Site, client: Client, binding: tuple[str, int], passive: bool) -> tuple[str, str]:
    """What becomes of data connections, and whether the client changes its mode where they fail."""
    if passive:
        return passive_data(server, site, client, binding)
    denied = {"PORT", "EPRT"} & site.denied
    if len(denied) == 2:
        return "stops", "yes" if client.passive_after_refusal else "no"
    verdicts = ["unknown" if denied and not client.both_active else "passes", protection(site)]
    verdicts.append(server.passage(OUTBOUND, binding[0], (binding[1] - 1, binding[1] - 1)))
    # From which address the server's own connections leave behind a balancer is in no file.
    verdicts += [] if balancer(server, site) is None else ["unknown"]
    return max(verdicts, key=lambda verdict: WORST[verdict]), "no"


def protection(site: iis.Site) -> str:
    """Whether the site takes encrypted data connections, as all clients here make."""
    return "stops" if site.data == "SslDeny" else "passes"


# MARK: Passive mode


def passive_data(server: Server, site: iis.Site, client: Client, binding: tuple[str, int]) -> tuple[str, str]:
    """Where the client connects to, and whether it gets there."""
    command = next((command for command in client.commands if command not in site.denied), None)
    if command is None:
        return "stops", "yes" if REFUSED in client.falls_back else "no"
    where, how = ("passes", {"use"}) if command == "EPSV" else target(server, site, client, binding[0])
    if where == "stops":
        return where, retries(client, how)
    ports, is_busy = passive_ports(server, balancer(server, site), binding[0])
    verdict = max((where, protection(site), ports), key=lambda verdict: WORST[verdict])
    if is_busy and verdict == "stops" and protection(site) != "stops":
        return verdict, "perhaps" if client.falls_back else "no"
    return verdict, retries(client, how)


def retries(client: Client, hows: set[str]) -> str:
    """Whether a failed connection makes the client change to active mode, however it came to the address."""
    causes = {"use": {FAILED}, "tries": {FAILED}, "repaired": {FAILED, REPAIRED}, "abort": set()}
    found = {bool(causes[how] & client.falls_back) for how in hows}
    return "perhaps" if len(found) == 2 else "yes" if found == {True} else "no"


def passive_ports(server: Server, rules: list[tuple[int, int]] | None, address: str) -> tuple[str, bool]:
    """What becomes of connections to the passive ports, and whether IIS cannot listen on some of them."""
    kept = None if rules is None else {front for front, back in rules if front == back}
    span = server.configuration.passive
    spans = [span] if span else server.windows.dynamic
    if not spans:
        return dynamic_ports(server, address, kept), False
    busy = any(low <= last and first <= high for first, last in spans for low, high in server.windows.excluded)
    verdicts = [server.passage(INBOUND, address, span) for span in spans]
    lost = kept is not None and any(port not in kept for low, high in spans for port in range(low, high + 1))
    verdicts += ["stops"] if lost else []
    return ("stops", True) if busy else (max(verdicts, key=lambda verdict: WORST[verdict]), False)


def dynamic_ports(server: Server, address: str, kept: set[int] | None) -> str:
    """Windows' ports, of which no file tells: known only where it is the same for all; no balancer leads all on."""
    verdict = server.passage(INBOUND, address, CLIENT_PORTS) if kept is None else "stops"
    if verdict != "stops":
        return verdict
    flow = server.flow(INBOUND, address, CLIENT_PORTS)
    rules = [rule for hops in server.ways for hop in hops for filter in hop for rule in filter.rules[INBOUND]]
    edges = set(CLIENT_PORTS).union(*(rule.server_port.edges(CLIENT_PORTS) for rule in rules))
    return "unknown" if any(may_pass(server, flow, port) for port in edges) else "stops"


def may_pass(server: Server, flow: Flow, port: int) -> bool:
    """Whether each filter may let some client connect to a port."""
    narrow = Flow(flow.direction, flow.clients, flow.within, flow.servers, (port, port))
    return any(all(lets_some(hop, narrow, server.is_loose) for hop in hops) for hops in server.ways)


def lets_some(hop: Hop, flow: Flow, is_loose: bool) -> bool:
    """Whether a filter may let some of the connections through."""
    return any(packets.judge(hop, flow.direction, case, is_loose) != "stops" for case in packets.cases(hop, flow))


def balancer(server: Server, site: iis.Site) -> list[tuple[int, int]] | None:
    """The ports of the load balancer that holds the dialled address, if one does."""
    if not server.is_public:
        return None
    holders = {number(address): id for address, id in server.azure.addresses.items()}
    name = holders.get(dialled(server, site), "").partition("/loadBalancers/")[2].split("/")[0]
    return server.azure.balancers[name] if name else None


def target(server: Server, site: iis.Site, client: Client, address: str) -> tuple[str, set[str]]:
    """Whether the address that the client connects to leads to the server, over all that the server may have."""
    found = [judge(server, peer, *client.target(reply, peer)) for peer, reply in exchanges(server, site, address)]
    verdicts = {verdict for verdict, _ in found}
    hows = {how for _, how in found}
    return (verdicts.pop() if len(verdicts) == 1 else "unknown"), hows


def judge(server: Server, peer: int, how: str, address: int) -> tuple[str, str]:
    """Whether one address leads to the server."""
    if how == "abort":
        return "stops", how
    if address == peer:
        return "passes", how
    if server.is_public:
        verdict = "unknown" if address in server.known_publics else "stops"
    elif is_private(address):
        verdict = "stops" if server.own and address not in server.own else "unknown"
    else:
        verdict = "stops" if server.known_publics and address not in server.known_publics else "unknown"
    # What fails first is followed by the dialled address.
    return ("passes" if how == "tries" and verdict == "stops" else verdict), how


def exchanges(server: Server, site: iis.Site, address: str) -> list[tuple[int, int]]:
    """What clients dial, and what the reply to PASV names."""
    own = (number(address),) if address != "*" else server.own or STAND_INS
    if not server.is_public:
        pairs = [(one, one) for one in own]
    else:
        peer = dialled(server, site)
        is_perhaps_direct = address == "*" and not server.own and not server.is_in_azure
        pairs = [(peer, one) for one in ((peer, *own) if is_perhaps_direct else own)]
    return [(peer, number(site.external) if site.external else one) for peer, one in pairs]


def dialled(server: Server, site: iis.Site) -> int:
    """The public address that clients dial."""
    external = number(site.external) if site.external and not is_private(number(site.external)) else None
    if not server.known_publics:
        return external or number("198.51.100.10")
    return external if external in server.known_publics else server.known_publics[0]


def all_outcomes(server: Server, clients: dict[str, Client]) -> dict[tuple[str, str, str], str]:
    """Every cell: site, client, mode."""
    return {
        (site.name, id, mode): outcome(server, site, client, mode)
        for site in server.configuration.sites
        for id, client in clients.items()
        for mode in MODES
    }
