internal import IISConfiguration
internal import Inet
internal import NetworkModel
public import Text

/// Something about a server that checks ask for, and that nobody described.
public enum MissingInput: Int, CaseIterable, Sendable {
  /// What Windows Firewall lets through.
  case windowsFirewall
  /// What network security groups let through.
  case securityGroups
  /// Which certificates the server has, and until when they hold.
  case certificates
  /// On which public addresses clients come in.
  case publicAddress
  /// Which addresses clients have that are named by a service tag.
  case clientAddresses

  /// The name by which programs know it.
  public var id: String {
    switch self {
    case .windowsFirewall: "windows-firewall"
    case .securityGroups: "network-security-groups"
    case .certificates: "certificates"
    case .publicAddress: "public-address"
    case .clientAddresses: "client-addresses"
    }
  }

  /// What was not looked at: `Windows Firewall`.
  public var phrase: Message {
    switch self {
    case .windowsFirewall: "Windows Firewall"
    case .securityGroups: "network security groups"
    case .certificates: "the server's certificates"
    case .publicAddress: "whether external addresses are the server's"
    case .clientAddresses: "clients of service tags"
    }
  }

  /// What is not known, as a sentence.
  public var sentence: Message {
    switch self {
    case .windowsFirewall: UntoldFilter.windowsFirewall.sentence
    case .securityGroups: UntoldFilter.securityGroups.sentence
    case .certificates: "whether the server has the certificates that sites name, and until when, is in no file"
    case .publicAddress: "whether external addresses are the server's is not known: no file has its public addresses"
    case .clientAddresses: "whether clients of a service tag get through is not known: no file has their addresses"
    }
  }

  /// The option that describes it.
  public var option: String {
    switch self {
    case .windowsFirewall, .securityGroups, .certificates: "--environment"
    case .publicAddress: "--public-ip"
    case .clientAddresses: "--from"
    }
  }

  fileprivate init(_ filter: UntoldFilter) {
    switch filter {
    case .windowsFirewall: self = .windowsFirewall
    case .securityGroups: self = .securityGroups
    }
  }
}

/// Some of what nobody described, each once.
public struct MissingInputs: Sendable {
  private var bits = 0

  /// Nothing is missing.
  public init() {}

  /// What is missing, in order.
  public var all: [MissingInput] { MissingInput.allCases.filter { bits & 1 << $0.rawValue != 0 } }

  /// Whether nothing is missing.
  public var isEmpty: Bool { bits == 0 }

  /// Adds an input.
  public mutating func insert(_ input: MissingInput) { bits |= 1 << input.rawValue }

  /// Adds what is missing elsewhere.
  public mutating func formUnion(_ other: MissingInputs) { bits |= other.bits }
}

extension Server {
  /// The packet filters around the server that nobody described.
  public var undescribedFilters: [MissingInput] {
    (environment ?? ServerEnvironment()).untoldFilters(isInAzure: isInAzure).map(MissingInput.init)
  }

  /// Whether a site that starts names a certificate, and no file lists those of the store that it names.
  public var hasUnlistedCertificates: Bool {
    configuration.startingSites.contains { site in
      guard site.hasCertificate else { return false }
      guard let inventory = environment?.certificates else { return true }
      return certificate(of: site) == nil && !inventory.lists(site.certificateStore.value)
    }
  }

  /// Whether somebody said on which public addresses clients come in, or a file may.
  public var hasPublicAddresses: Bool {
    guard deployment.publicAddresses.isEmpty else { return true }
    guard let environment else { return false }
    return !environment.publicIPAddresses.isEmpty
      || environment.addresses.contains { own in
        guard case .v4(let address) = own.address.value else { return false }
        return address.scope == .publicUse
      }
  }
}
