internal import IISConfiguration
public import NetworkModel

/// Recognises files by their content and reads what they tell of a server's environment.
public struct EnvironmentReader {
  /// The largest file that is read, in bytes; exports of real servers have some hundred kilobytes.
  public static let maximumSize = 64 << 20

  private var environment = ServerEnvironment()
  private var firewall: FirewallRegistry?

  private init() {}

  /// What some files tell; each comes out again with what it was taken for.
  public static func read(_ files: [(name: String, bytes: [UInt8])]) -> ServerEnvironment {
    var reader = EnvironmentReader()
    for file in files { reader.read(file.name, file.bytes) }
    reader.environment.windowsFirewall = reader.firewall?.firewall
    return reader.environment
  }

  private mutating func read(_ name: String, _ bytes: [UInt8]) {
    guard bytes.count <= Self.maximumSize else {
      let empty = SourceFile(path: name, bytes: [])
      skip(FileReading(source: empty), "it is larger than \(Self.maximumSize >> 20) MiB", isBroken: true)
      return
    }
    var file = FileReading(source: SourceFile(path: name, bytes: decodeEnvironmentText(bytes)))
    let text = file.source.text
    switch text.first(where: { !($0 == 0x20 || 0x09...0x0D ~= $0) }) {
    case nil: skip(file, "it is empty")
    case UInt8(ascii: "<"):
      if text.prefix(1 << 16).firstRange(of: Array("<configuration".utf8)) != nil {
        take(file, as: .configuration)
      } else {
        skip(file, "it is XML of another kind than a configuration of IIS")
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["): readJSON(&file)
    default: readText(&file)
    }
  }

  private mutating func readText(_ file: inout FileReading) {
    if RegistryReader.recognises(file.source.text) {
      var registry = firewall ?? FirewallRegistry()
      switch registry.read(&file) {
      case .nothing: skip(file, "it is a registry export without keys of Windows Firewall")
      case .broken:
        environment.files.append(EnvironmentFile(file.source, kind: nil, problems: file.problems, isBroken: true))
      case .read:
        firewall = registry
        take(file, as: .windowsFirewall)
      }
      return
    }
    switch NetshReader.read(&file) {
    case .excluded(let ports):
      environment.excludedPorts += ports
      take(file, as: .excludedPorts)
    case .dynamic(let ports):
      environment.dynamicPorts.append(ports)
      take(file, as: .dynamicPorts)
    case .udp: skip(file, "it is about UDP; FTP needs what netsh shows for tcp")
    case nil: skip(file, "it is nothing known: no JSON, no registry export, and nothing that netsh int ipv4 shows")
    }
  }

  private mutating func readJSON(_ file: inout FileReading) {
    let root: JSONValue
    do throws(JSONFault) {
      root = try JSONReader.read(file.source.text)
    } catch {
      file.note(error.message, at: error.range)
      environment.files.append(EnvironmentFile(file.source, kind: nil, problems: file.problems, isBroken: true))
      return
    }
    if root["ftpsgateEnvironment"] != nil, AzureItem(root).kind != nil {
      skip(file, "it says of itself that it is two things at once", isBroken: true)
      return
    }
    if let facts = ServerFacts.read(root, &file) {
      environment.addresses += facts.addresses
      environment.activeProfiles += facts.activeProfiles
      take(file, as: .server)
      return
    }
    let found = ResourceCollector.read(root, &file)
    guard let kind = found.kinds.first else {
      skip(file, Self.reason(toSkip: root, found.wrapping))
      return
    }
    environment.groups += found.groups
    environment.publicIPAddresses += found.publicIPAddresses
    environment.networkInterfaces += found.networkInterfaces
    environment.virtualNetworks += found.virtualNetworks
    environment.loadBalancers += found.loadBalancers
    environment.azureFirewallRules += found.azureFirewallRules
    take(file, as: found.wrapping ?? Self.kind(kind))
  }

  private static func reason(toSkip root: JSONValue, _ wrapping: EnvironmentFile.Kind?) -> String {
    if root["lineage"] != nil, root["serial"] != nil {
      return "it is Terraform's state as it is stored: give what terraform show -json prints"
    }
    if let wrapping { return "it holds nothing that is read here (\(wrapping.rawValue))" }
    if root.isEmptyList || root["value"]?.isEmptyList == true {
      return "it is an empty list, as az prints it for another resource group or subscription"
    }
    return "it is JSON of an unknown kind"
  }

  private static func kind(_ kind: AzureItem.Kind) -> EnvironmentFile.Kind {
    switch kind {
    case .networkSecurityGroup, .securityRule, .groupAssociation: .networkSecurityGroups
    case .effectiveGroup: .effectiveSecurityRules
    case .publicIPAddress: .publicIPAddresses
    case .loadBalancer, .loadBalancerRule, .natRule, .backendPool: .loadBalancers
    case .networkInterface: .networkInterfaces
    case .virtualNetwork, .subnet: .virtualNetworks
    case .azureFirewall: .azureFirewall
    case .deployment: .resourceTemplate
    }
  }

  private mutating func take(_ file: FileReading, as kind: EnvironmentFile.Kind) {
    environment.files.append(EnvironmentFile(file.source, kind: kind, problems: file.problems))
  }

  private mutating func skip(_ file: FileReading, _ reason: String, isBroken: Bool = false) {
    environment.files.append(
      EnvironmentFile(
        file.source, kind: nil, problems: file.problems + [EnvironmentFile.Problem(reason)],
        isBroken: isBroken))
  }
}
