internal import IISConfiguration
internal import Inet
internal import Reachability
internal import Text

/// Where a script comes from: the program and its input.
public struct ScriptHeader: Sendable {
  /// The program that wrote it.
  public let tool: Tool
  /// The input's name as the user gave it; `-` is standard input.
  public let inputName: String
  /// The SHA-256 of the input's bytes, in hexadecimal digits.
  public let inputSHA256: String

  /// A header for what `tool` made of `inputName`.
  public init(tool: Tool, inputName: String, inputSHA256: String) {
    self.tool = tool
    self.inputName = inputName
    self.inputSHA256 = inputSHA256
  }

  /// A header for what `tool` made of the bytes of `inputName`.
  public init(tool: Tool, inputName: String, inputBytes: some Sequence<UInt8>) {
    self.init(tool: tool, inputName: inputName, inputSHA256: sha256(inputBytes))
  }
}

extension ScriptHeader {
  /// The lines that a script begins with, without comment signs; they may hold anything that the input holds.
  func preamble(_ subject: String, notes: [String], for plan: FirewallPlan) -> [String] {
    let input = inputName == "-" ? "standard input" : abbreviated(inputName)
    var lines = [
      subject, "Written by \(tool.name) \(tool.version)", "Input: \(input)", "SHA-256 of the input: \(inputSHA256)", "",
    ]
    lines += notes
    lines += ["", "Sites:"] + plan.sites.map { "  - " + abbreviated($0.name) }
    if !plan.leftOutSites.isEmpty {
      lines += ["Left out, since they do not start by themselves or were not asked for:"]
      lines += plan.leftOutSites.map { "  - " + abbreviated($0) }
    }
    if plan.usesDynamicPorts { lines += Self.dynamicPortsAssumption(plan.passivePorts) }
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

extension Opening {
  /// Why the opening is there and which settings it comes from, as lines without comment signs.
  var commentLines: [String] {
    ["Why: \(reason)"] + origins.map { "From: " + abbreviated($0) }
  }
}
