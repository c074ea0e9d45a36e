public import IISConfiguration

/// A file that was given to describe a server's environment, and what it was taken for.
public struct EnvironmentFile: Sendable {
  /// What a file may be.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Windows Firewall, exported from the registry.
    case windowsFirewall = "Windows Firewall (registry export)"
    /// What `az network nsg show` or `list` prints.
    case networkSecurityGroups = "network security groups"
    /// What `az network nic list-effective-nsg` prints.
    case effectiveSecurityRules = "effective security rules"
    /// A template or deployment of Azure Resource Manager.
    case resourceTemplate = "Azure Resource Manager template"
    /// A plan or state that `terraform show -json` prints.
    case terraform = "Terraform plan or state"
    /// What `az network public-ip list` or `show` prints.
    case publicIPAddresses = "public IP addresses"
    /// What `az network nic list` or `show` prints.
    case networkInterfaces = "network interfaces"
    /// What `az network vnet list` or `show` prints.
    case virtualNetworks = "virtual networks"
    /// What `az network lb list` or `show` prints.
    case loadBalancers = "load balancers"
    /// What `az network firewall list`, or `az network firewall policy rule-collection-group list`, prints.
    case azureFirewall = "Azure Firewall"
    /// What `netsh int ipv4 show excludedportrange tcp` prints.
    case excludedPorts = "excluded port ranges"
    /// What `netsh int ipv4 show dynamicport tcp` prints.
    case dynamicPorts = "dynamic port range"
    /// The addresses and networks of the server that `Export-FtpsEnvironment.ps1` writes.
    case server = "addresses of the server"
    /// A configuration of IIS, which is not part of the environment but may lie beside it.
    case configuration = "IIS configuration"
  }

  /// Something in a file that could not be read.
  public struct Problem: Hashable, Sendable {
    /// What is wrong: one line, lower case, no full stop.
    public let message: String
    /// Where, if there is a place.
    public let range: ByteRange?

    /// Something that could not be read.
    public init(_ message: String, at range: ByteRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// The file's text, for places; empty for a file that was not read.
  public let source: SourceFile
  /// What the file was taken for; nothing when it was skipped.
  public let kind: Kind?
  /// What could not be read in it; for a skipped file, why it was.
  public let problems: [Problem]
  /// Whether the file is of no use though it may be of a known kind: unreadable, too large, or malformed.
  public let isBroken: Bool

  /// A file and what became of it.
  public init(_ source: SourceFile, kind: Kind?, problems: [Problem], isBroken: Bool = false) {
    self.source = source
    self.kind = kind
    self.problems = problems
    self.isBroken = isBroken
  }

  /// The file's name as it was given.
  public var path: String { source.path }
}
