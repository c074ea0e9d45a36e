internal import Inet
internal import Reachability

/// The part of the notes about what else can stand between the server and its clients in Azure.
struct NotesNetwork {
  let plan: FirewallPlan

  var text: String {
    """
    ## Load balancer, Azure Firewall, timeouts

    The simplest design that works is a Standard public IP on the server's network interface, with nothing before it.

    \(MarkdownText.list([loadBalancer] + Self.rest))
    """
  }

  private var loadBalancer: String {
    let controls = Set(plan.controlOpenings.map(\.localPorts.first))
    let outside = controls.filter { !plan.passivePorts.contains($0) }.count
    let count = plan.passivePorts.count + outside
    let limit = 1500
    let consequence =
      count > limit
      ? "A Standard load balancer takes \(limit.grouped) rules, so **this range does not fit**: choose a smaller one."
      : "A Standard load balancer takes \(limit.grouped) rules."
    return """
      **Load balancer:** a rule forwards one port. This configuration needs \(count.grouped) rules: \
      \(plan.passivePorts.count.grouped) for \(plan.passivePorts) and \(outside) for control. Each must keep its port \
      number, since the reply to PASV names the server's own. \(consequence) An inbound NAT rule with a port range does \
      not help: it spreads the range over machines, one port for each.
      """
  }

  private static let rest = [
    """
    **Several servers behind one load balancer:** the data connection must reach the server of the control connection. Use \
    the distribution mode `SourceIP` and the same range on all, or a range of its own for each server.
    """,
    """
    **Azure Firewall:** its DNAT does not support passive FTP. Publish the server by its own public IP instead.
    """,
    """
    **Idle timeout:** 4 minutes by default, up to 30 on a public IP and up to 100 on a load balancer. The control connection is \
    idle while a long transfer runs, and is then dropped without a word. Raise the timeout, and have clients send keep-alives.
    """,
    """
    **NAT gateway on the subnet:** active data connections leave from its address and not from the one that the client \
    dialled. Use passive mode.
    """,
  ]
}
