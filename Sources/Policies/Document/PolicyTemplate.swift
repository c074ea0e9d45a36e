public import IISConfiguration
internal import Inet
internal import Reachability

/// A policy to begin with: what is known filled in, all else as comments.
public struct PolicyTemplate {
  private let configuration: Configuration?
  private let settings: PolicySettings

  /// A policy for a configuration, if there is one, in surroundings that are known so far.
  public init(_ configuration: Configuration?, settings: PolicySettings) {
    self.configuration = configuration
    self.settings = settings
  }

  /// The policy's text.
  public var text: String {
    """
    # What holds for this server, read by ftpsgate for every file in this folder and below.
    # ftpsgate help policy says what may stand here; options on the command line go before it.
    version: 1

    # Where the server runs. In Azure, network security groups count.
    \(line("platform", settings.platform?.rawValue, example: "azure"))

    # The addresses that clients dial. \(announced)
    \(line("public-ip", publicAddresses, example: "20.40.60.80"))

    # What the external address is meant to be: public, placeholder (a private one on purpose) or none (no NAT).
    \(line("external-address", settings.externalAddress?.rawValue, example: "public"))

    # Who connects: internet, private, networks such as 192.0.2.0/24, service-tag:NAME.
    # from: [internet]

    # What each site must offer: implicit (990), explicit (21), or both.
    # require: [explicit]

    # Files that describe the network around the server; ftpsgate formats lists them.
    # environment: environment

    # The files that a folder is searched for.
    # files: "*applicationHost.config"

    # The least severity that makes the gate fail: error, warning, note or never.
    fail-on: warning

    # reachability: advice on hardening is shown and does not count. all: it counts. hardening: it alone.
    profile: reachability

    # How bad a rule's findings are: error, warning, note or off; topic/* is for a whole topic.
    # rules:
    #   logging-disabled: off
    #   access/*: note
    #   passive-range-too-wide: {ports: 2000}

    # What holds for some sites only; * and ? stand for characters of the name.
    # sites:
    #   "\(firstSite)":
    #     public-ip: 20.40.60.81

    # Findings that the project has decided to live with, why, and until when.
    # waivers:
    #   - rule: users-not-isolated
    #     site: "\(firstSite)"
    #     reason: one team, one folder
    #     expires: 2027-12-31

    # The findings of today, which do not fail the gate: ftpsgate baseline write writes them.
    baseline: .ftpsgate-baseline.json

    """
  }

  private func line(_ key: String, _ value: String?, example: String) -> String {
    value.map { "\(key): \($0)" } ?? "# \(key): \(example)"
  }

  private var publicAddresses: String? {
    settings.publicAddresses.map { "[\($0.map(\.description).joined(separator: ", "))]" }
  }

  /// What the file announces; it need not be what clients dial.
  private var announced: String {
    let addresses = (configuration?.ftpSites ?? []).compactMap { site in
      if case .address(let address) = site.externalAddress.value { address } else { nil }
    }
    let distinct = Set(addresses.filter { $0.scope == .publicUse }).sorted()
    guard !distinct.isEmpty else { return "Without them external addresses are not held against any." }
    return "The configuration announces \(distinct.map(\.description).joined(separator: ", ")): is that so?"
  }

  /// A name for an example, which ends no quotation and no comment.
  private var firstSite: String {
    let name = configuration?.ftpSites.first?.name ?? ""
    let isPlain = !name.isEmpty && name.utf8.allSatisfy { 0x20...0x7E ~= $0 && $0 != 0x22 && $0 != 0x5C }
    return isPlain ? name : "Partner*"
  }
}
