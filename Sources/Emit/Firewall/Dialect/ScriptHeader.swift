internal import IISConfiguration
internal import Inet
internal import Reachability
internal import Text

/// Where an output comes from: the program and its input.
public struct ScriptHeader: Sendable {
  /// The program that wrote it.
  public let tool: Tool
  /// The input's name as the user gave it; `-` is standard input.
  public let inputName: String

  /// A header for what `tool` made of `inputName`.
  public init(tool: Tool, inputName: String) {
    self.tool = tool
    self.inputName = inputName
  }

  /// What the input is called.
  var input: String { inputName == "-" ? "standard input" : abbreviated(inputName) }
}

extension ScriptHeader {
  /// The lines that a script begins with, without comment signs; they may hold anything that the input holds.
  ///
  /// The digest is of the plan and not of the input, so that a change that opens nothing else changes no script.
  func preamble(_ subject: String, notes: [String], for plan: FirewallPlan) -> [String] {
    var lines = [
      subject, "Written by \(tool.name) \(tool.version)", "Input: \(input)", "SHA-256 of the plan: \(plan.digest)",
      "Name of the plan: \(plan.key)", "Clients: " + plan.clientsPhrase, "",
    ]
    lines += notes
    lines += ["", "Sites:"] + plan.sites.map { "  - " + abbreviated($0.name) }
    if !plan.leftOutSites.isEmpty {
      lines += ["Left out, since they do not start by themselves or were not asked for:"]
      lines += plan.leftOutSites.map { "  - " + abbreviated($0) }
    }
    if !plan.unreachableAddresses.isEmpty {
      lines += ["Nothing is open at these addresses, which none of the clients can reach:"]
      lines += plan.unreachableAddresses.map { "  - \($0)" }
    }
    lines += Self.translator(before: plan) + Self.probes(plan)
    if plan.usesDynamicPorts { lines += Self.dynamicPortsAssumption(plan.passivePorts) }
    return lines
  }

  private static func translator(before plan: FirewallPlan) -> [String] {
    guard let translator = plan.surroundings.translator, let addresses = translator.addresses, !plan.clients.isEmpty
    else { return [] }
    return [
      "", "Clients of the Internet come here with addresses of \(translator.name): \(addresses).",
      "Who of them comes in is for its own rules to say: name the clients there.",
    ]
  }

  private static func probes(_ plan: FirewallPlan) -> [String] {
    let others = plan.probedPortsOfOthers
    let own = plan.surroundings.probePorts.subtracting(others)
    var lines: [String] = []
    if !plan.clients.isEmpty, !own.isEmpty {
      lines += ["", "A load balancer probes TCP \(own): its probes, from 168.63.129.16, come in as well."]
    }
    if !others.isEmpty {
      lines += [
        "",
        "A load balancer probes TCP \(others), where no FTP site of the plan listens. Rules of a security group let these probes",
        "in where another rule may deny them; in Windows Firewall, what answers there needs a rule of its own.",
      ]
    }
    return lines
  }

  private static func dynamicPortsAssumption(_ ports: PortRange) -> [String] {
    [
      "",
      "ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules",
      "open \(ports), its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better",
      "set lowDataChannelPort and highDataChannelPort, and write this script again.",
    ]
  }
}

extension FirewallPlan {
  /// Who may come in, as the header says it.
  var clientsPhrase: String {
    clients.isEmpty
      ? "anyone; to let in fewer, write this again with --from"
      : clients.map(\.description).joined(separator: ", ")
  }
}

extension Opening {
  /// Why the opening is there and which settings it comes from, as lines without comment signs.
  var commentLines: [String] {
    ["Why: \(reason)"] + origins.map { "From: " + abbreviated($0) }
  }
}
