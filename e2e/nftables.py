"""Writes a filter down as nftables rules, for the gateway's namespace or for the server's."""

from world import PUBLIC, VIRTUAL_NETWORK, Filter, Path, Rule


def gateway(filter: Filter, path: Path, written: str = "") -> str:
    """The gateway's rules: address translation, and the filter if it stands here, or what was written for it."""
    tables = [translation(inbound=not written)] if path is Path.NAT else []
    if written:
        tables.append(administered(written, path))
    elif filter.place == "gateway":
        tables.append(
            packet_filter(filter, hooks={"in": ("forward", 'iifname "out0"'), "out": ("forward", 'iifname "in0"')})
        )
    if path is Path.NAT:
        # Private addresses are not reachable from the Internet, whatever the filter says.
        tables.append(
            "table ip edge {\n chain forward {\n  type filter hook forward priority -10; policy accept;\n"
            '  iifname "out0" ct state new ct status & dnat == 0 reject with icmp host-unreachable\n }\n}'
        )
    return "\n".join(tables) + "\n"


def host(filter: Filter) -> str:
    """The server's own rules, if the filter stands there."""
    if filter.place != "host":
        return ""
    return packet_filter(filter, hooks={"in": ("input", 'iifname "eth0"'), "out": ("output", 'oifname "eth0"')}) + "\n"


def administered(written: str, path: Path) -> str:
    """A gateway that forwards nothing but what `ftpsgate` wrote for it, as the header of that has it set up."""
    name = written.partition("create chain inet filter ")[2].partition("\n")[0]
    # What is dropped costs a client its whole timeout; a reset comes to the same.
    return f"""table inet filter {{
 chain forward {{
  type filter hook forward priority 0; policy drop;
 }}
}}
define server = {path.server}
{written}
add rule inet filter forward jump {name}
add rule inet filter forward meta l4proto tcp reject with tcp reset"""


def translation(inbound: bool) -> str:
    """One public address for one server, as Azure's instance-level addresses are: ports stay as they are."""
    line = f'iifname "out0" ip daddr {PUBLIC} dnat to {Path.NAT.server}' if inbound else ""
    return f"""table ip translation {{
 chain prerouting {{
  type nat hook prerouting priority -100; policy accept;
  {line}
 }}
 chain postrouting {{
  type nat hook postrouting priority 100; policy accept;
  oifname "out0" ip saddr {Path.NAT.server} snat to {PUBLIC}
 }}
}}"""


def packet_filter(filter: Filter, hooks: dict[str, tuple[str, str]]) -> str:
    """The rules, for new connections; what belongs to one that was let through passes."""
    stop = "drop" if filter.silent else "meta l4proto tcp reject with tcp reset"
    table = ["table ip filter {"]
    if filter.helper:
        table += [' ct helper ftp {\n  type "ftp" protocol tcp\n  l3proto ip\n }']
        table += [" chain helper {\n  type filter hook prerouting priority 0; policy accept;"]
        table += ['  tcp dport { 21, 990 } ct helper set "ftp"\n }']
    outbound = filter.outbound or (Rule("all", "out", True),)
    inbound = filter.inbound
    if filter.defaults_follow:
        inbound += tuple(Rule("AllowVnetInBound", "in", True, remote=prefix) for prefix in VIRTUAL_NETWORK)
    known = "established, related" if filter.helper else "established"
    for direction, rules in (("in", inbound), ("out", outbound)):
        hook, interface = hooks[direction]
        table += [f" chain {direction}bound {{", f"  type filter hook {hook} priority 0; policy accept;"]
        table += [f"  ct state {{ {known} }} accept"]
        table += [f"  {interface} {line(rule, stop)}" for rule in rules]
        table += [f"  {interface} {stop}", " }"]
    return "\n".join([*table, "}"])


def line(rule: Rule, stop: str) -> str:
    """One rule."""
    ours, theirs = ("dport", "saddr") if rule.direction == "in" else ("sport", "daddr")
    terms = (
        [] if rule.remote == "*" else [f"ip {theirs} {'!= 10.0.0.0/8' if rule.remote == 'Internet' else rule.remote}"]
    )
    if rule.ports:
        terms.append(
            f"tcp {ours} {{ {', '.join(f'{low}-{high}' if low < high else str(low) for low, high in rule.ports)} }}"
        )
    return " ".join([*terms, "accept" if rule.allow else stop])
