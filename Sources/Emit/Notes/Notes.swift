internal import IISConfiguration
internal import Inet
public import Reachability
internal import Text

/// Notes on the Azure side of one configuration, in Markdown, for the person who sets up its network.
public struct Notes: Sendable {
  let plan: FirewallPlan
  let inputName: String
  let tool: Tool

  /// The notes for a plan.
  ///
  /// - Parameters:
  ///   - plan: What must be open, and for which sites.
  ///   - inputName: The name of the file that the plan was made from, as the user gave it; `-` is standard input.
  ///   - tool: The program that writes them.
  /// - Returns: The notes, ending with a line break.
  public static func write(_ plan: FirewallPlan, inputName: String, tool: Tool) -> String {
    Notes(plan: plan, inputName: inputName, tool: tool).text
  }

  private var text: String {
    let sections = [
      title, NotesRules(plan: plan).text, NotesAddresses(plan: plan).text, NotesModes(plan: plan).text,
      NotesNetwork(plan: plan).text, NotesTesting(plan: plan).text, Self.sources,
    ]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private var title: String {
    let input = inputName == "-" ? "standard input" : MarkdownText.code(inputName)
    var paragraphs = [
      "# Azure notes for the FTP sites of IIS", "Written by \(tool.name) \(tool.version) from \(input).",
    ]
    let sites = MarkdownText.codes(plan.sites.map(\.name))
    paragraphs.append((plan.sites.count == 1 ? "For the site " : "For the sites ") + sites + ".")
    if !plan.leftOutSites.isEmpty {
      paragraphs[2] +=
        " Left out, since they do not start by themselves or were not asked for: "
        + MarkdownText.codes(plan.leftOutSites) + "."
    }
    paragraphs.append(summary)
    return paragraphs.joined(separator: "\n\n")
  }

  private var summary: String {
    let controls = Set(plan.controlOpenings.map(\.localPorts)).sorted().map(\.description)
    var items = [
      "Control \(controls.count == 1 ? "port" : "ports"): \(controls.inWords)",
      "Passive data ports: \(plan.passivePorts), \(plan.passivePorts.count.grouped) in all",
    ]
    if plan.usesDynamicPorts {
      items[1] +=
        ". **No range is set**, so this is what Windows uses by default; set `lowDataChannelPort` and "
        + "`highDataChannelPort` of `system.ftpServer/firewallSupport`, restart the service `ftpsvc`, and write these "
        + "notes again"
    }
    return MarkdownText.list(items)
  }
}

extension Notes {
  /// Where the statements about Azure and IIS come from.
  private static let sources =
    "## Sources\n\n"
    + MarkdownText.list(
      [
        ("Network security groups", "azure/virtual-network/network-security-groups-overview"),
        ("How network security groups filter traffic", "azure/virtual-network/network-security-group-how-it-works"),
        ("Public IP addresses", "azure/virtual-network/ip-services/public-ip-addresses"),
        ("Default outbound access", "azure/virtual-network/ip-services/default-outbound-access"),
        ("Load Balancer components", "azure/load-balancer/components"),
        ("Load Balancer TCP reset and idle timeout", "azure/load-balancer/load-balancer-tcp-reset"),
        ("Azure Firewall FTP support", "azure/firewall/ftp-support"),
        (
          "IIS: FTP firewall support of a site",
          "iis/configuration/system.applicationhost/sites/site/ftpserver/firewallsupport"
        ),
        ("IIS: FTP firewall support of the server", "iis/configuration/system.ftpserver/firewallsupport"),
        ("IIS: FTP over SSL", "iis/configuration/system.applicationhost/sites/site/ftpserver/security/ssl"),
        (
          "Configuring FTP firewall settings",
          "iis/publish/using-the-ftp-service/configuring-ftp-firewall-settings-in-iis-7"
        ),
      ].map { "[\($0)](https://learn.microsoft.com/\($1))" } + [
        "RFC 959 (FTP), RFC 2428 (EPSV and EPRT), RFC 4217 (explicit FTPS)",
        "川俣晶, \"Azure上のIISとFTPSでファイル転送する場合の罠\", 2017",
      ])
}

extension FirewallPlan {
  /// The openings for control connections.
  var controlOpenings: [Opening] {
    openings.filter { $0.purpose == .explicitControl || $0.purpose == .implicitControl }
  }
}

extension Int {
  /// The number with commas between thousands.
  var grouped: String {
    var digits = String(self)
    var index = digits.endIndex
    while digits.formIndex(&index, offsetBy: -3, limitedBy: digits.startIndex), index > digits.startIndex {
      digits.insert(",", at: index)
    }
    return digits
  }
}
