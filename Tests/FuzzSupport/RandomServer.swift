internal import Environment
internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Rules

/// A server and its network, put together at random from what decides whether sessions work.
package struct RandomServer {
  private var random: SplitMix
  /// The `applicationHost.config`.
  package private(set) var text = ""
  private var files: [(name: String, bytes: [UInt8])] = []
  private var deployment = DeploymentOptions()
  private var network = ClientNetwork.internet

  /// The server of a seed.
  package init(seed: UInt64) {
    random = SplitMix(seed: seed)
    text = configuration()
    files = environment()
    (deployment, network) = options()
  }

  /// Holds what `lint` and `matrix` say of it against each other.
  package func check() throws(Broken) {
    let source = SourceFile(path: "applicationHost.config", bytes: Array(text.utf8))
    guard let configuration = try? ConfigurationReader.read(source) else { return }
    let environment = files.isEmpty ? nil : EnvironmentReader.read(files)
    let report = Lint(rules: Rule.all, deployment: deployment, environment: environment).run(source)
    let server = Server(configuration, environment: environment, deployment: deployment)
    let simulation = Simulation(server, from: deployment.sources.isEmpty ? server.likelyClients : network)
    try Coherence(configuration, report, simulation).check()
  }

  /// Everything that the server is made of, to find out by hand why something does not hold.
  package var description: String {
    ([text] + files.map { "== \($0.name)\n\(String(decoding: $0.bytes, as: UTF8.self))" }
      + ["from \(network), \(deployment)"]).joined(separator: "\n")
  }
}

// MARK: - The configuration

extension RandomServer {
  private mutating func configuration() -> String {
    let sites = (0..<random.one(of: [1, 1, 1, 2, 3])).map { site($0) }.joined(separator: "\n")
    let defaults = random.once(in: 6) ? "<siteDefaults><ftpServer>\(siteSettings())</ftpServer></siteDefaults>" : ""
    return """
      <configuration>
      <system.applicationHost><sites>\(defaults)
      \(sites)
      </sites></system.applicationHost>
      <system.ftpServer>\(range())<security>\(serverSecurity())</security></system.ftpServer>
      \(random.once(in: 8) ? location() : "")
      </configuration>

      """
  }

  private mutating func site(_ index: Int) -> String {
    let bindings = (0..<random.one(of: [1, 1, 2, 2, 3])).map { _ in
      "<binding protocol=\"\(random.once(in: 25) ? "ftps" : "ftp")\" bindingInformation=\"\(binding())\" />"
    }
    let start = random.once(in: 12) ? " serverAutoStart=\"false\"" : ""
    let name = random.once(in: 20) ? "S0" : "S\(index)"
    return """
      <site name="\(name)" id="\(random.once(in: 25) ? 1 : index + 1)"><application path="/"><virtualDirectory path="/" physicalPath="D:\\Ftp" /></application><bindings>\(bindings.joined())</bindings>
      <ftpServer\(start)>\(siteSettings())</ftpServer></site>
      """
  }

  private mutating func binding() -> String {
    let address = random.one(of: [
      "*", "*", "*", "*", "10.0.0.4", "10.0.0.5", "20.40.60.80", "[2001:db8::4]", "127.0.0.1",
    ])
    let port = random.one(of: ["21", "21", "21", "990", "990", "2121", "40003"])
    return random.once(in: 25)
      ? "\(address):\(port)" : "\(address):\(port):\(random.one(of: ["", "", "", "a.example", "b.example"]))"
  }

  private mutating func siteSettings() -> String {
    let external = random.one(of: [
      "20.40.60.80", "20.40.60.80", "20.40.60.80", "", "10.0.0.4", "104.41.173.83", "ftp.example.com", "127.0.0.1",
      "0.0.0.0",
    ])
    var text = "<security>\(ssl())\(authentication())\(commands())</security>"
    if !random.once(in: 5) { text += "<firewallSupport externalIp4Address=\"\(external)\" />" }
    if random.once(in: 12) {
      text += "<userIsolation mode=\"\(random.one(of: ["ActiveDirectory", "IsolateAllDirectories"]))\" />"
    }
    if random.once(in: 15) { text += "<connections maxConnections=\"\(random.one(of: ["0", "10"]))\" />" }
    if random.once(in: 25) {
      text += random.one(of: ["<foo />", "<logFile enabled=\"maybe\" />", "<authorization />"])
    }
    return text
  }

  private mutating func ssl() -> String {
    guard !random.once(in: 8) else { return "" }
    let hash = random.one(of: [
      "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7", "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7",
      "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7", "", "9F3C",
    ])
    var text = "<ssl serverCertHash=\"\(hash)\""
    if random.once(in: 2) {
      let policy = random.one(of: ["SslAllow", "SslRequire", "SslRequireCredentialsOnly", "Odd"])
      text += " controlChannelPolicy=\"\(policy)\""
    }
    if random.once(in: 2) { text += " dataChannelPolicy=\"\(random.one(of: ["SslAllow", "SslRequire", "SslDeny"]))\"" }
    text += " />"
    if random.once(in: 8) {
      text += "<sslClientCertificates clientCertificatePolicy=\"\(random.one(of: ["CertAllow", "CertRequire"]))\""
      text += random.once(in: 2) ? " useActiveDirectoryMapping=\"true\" />" : " />"
    }
    return text
  }

  private mutating func authentication() -> String {
    var text = ""
    if !random.once(in: 5) { text += "<basicAuthentication enabled=\"true\" />" }
    if random.once(in: 6) { text += "<anonymousAuthentication enabled=\"true\" />" }
    if random.once(in: 6) { text += "<clientCertAuthentication enabled=\"true\" />" }
    if random.once(in: 10) {
      text +=
        "<customAuthentication><providers><add name=\"\(random.one(of: ["Known", "Nobody"]))\" /></providers></customAuthentication>"
    }
    return "<authentication>\(text)</authentication>"
  }

  private mutating func commands() -> String {
    guard random.once(in: 4) else { return "" }
    let names = ["USER", "PASS", "AUTH", "PBSZ", "PROT", "PASV", "EPSV", "PORT", "EPRT", "SITE"]
    let entries = (0..<random.one(of: [1, 1, 2, 3])).map { _ in
      "<add command=\"\(random.one(of: names))\" allowed=\"\(random.one(of: ["false", "false", "true"]))\" />"
    }
    let unlisted = random.once(in: 6) ? " allowUnlisted=\"false\"" : ""
    return "<commandFiltering\(unlisted)>\(entries.joined())</commandFiltering>"
  }

  private mutating func range() -> String {
    let ranges = [
      ("40000", "40099"), ("40000", "40099"), ("40000", "40099"), ("40003", "40003"), ("0", "0"), ("40099", "40000"),
      ("80", "90"), ("40000", "0"),
    ]
    let (low, high) = random.one(of: ranges)
    return random.once(in: 10)
      ? "" : "<firewallSupport lowDataChannelPort=\"\(low)\" highDataChannelPort=\"\(high)\" />"
  }

  private mutating func serverSecurity() -> String {
    var text = "<authorization>\(rules())</authorization>"
    if random.once(in: 6) {
      let entries = (0..<random.one(of: [0, 1, 1, 2])).map { _ in
        let allowed = random.one(of: [" allowed=\"true\"", " allowed=\"false\"", ""])
        let address = random.one(of: ["203.0.113.7", "203.0.113.0", "10.0.0.9", "198.51.100.1", "10.1.0.0"])
        return
          "<add ipAddress=\"\(address)\" subnetMask=\"\(random.one(of: ["255.255.255.255", "255.255.255.0"]))\"\(allowed) />"
      }
      let unlisted = random.once(in: 2) ? " allowUnlisted=\"false\"" : ""
      text += "<ipSecurity\(unlisted)>\(entries.joined())</ipSecurity>"
    }
    return text
  }

  private mutating func rules() -> String {
    guard !random.once(in: 10) else { return "" }
    return (0..<random.one(of: [1, 1, 1, 2])).map { _ in
      let access = random.one(of: ["Allow", "Allow", "Allow", "Deny"])
      return "<add accessType=\"\(access)\" users=\"\(random.one(of: ["*", "bob"]))\" permissions=\"Read\" />"
    }.joined()
  }

  private mutating func location() -> String {
    let path = random.one(of: ["S0", "S1", "S0/folder", "Nobody"])
    return
      "<location path=\"\(path)\"><system.ftpServer><security><authorization>\(rules())</authorization></security></system.ftpServer></location>"
  }
}

// MARK: - The network

extension RandomServer {
  private mutating func environment() -> [(name: String, bytes: [UInt8])] {
    guard !random.once(in: 12) else { return [] }
    var files: [(String, String)] = []
    for index in 0..<random.one(of: [1, 1, 1, 2]) {
      files.append(("nsg-\(index).json", group("nsg-\(index)", index == 0 ? "subnets" : "networkInterfaces")))
    }
    if !random.once(in: 8) { files.append(("firewall.reg", registry())) }
    let hasAzureFirewall = random.once(in: 6)
    if !random.once(in: 4) {
      let isFirewalls = hasAzureFirewall && !random.once(in: 4)
      let holders = ["", "", "networkInterfaces/x/ipConfigurations/c", "loadBalancers/lb/frontendIPConfigurations/f"]
      let id = isFirewalls ? "azureFirewalls/hub/c" : random.one(of: holders)
      let holder = id.isEmpty ? "" : #", "ipConfiguration": {"id": "/x/\#(id)"}"#
      let address = #"[{"name": "pip", "ipAddress": "20.40.60.80", "publicIPAllocationMethod": "Static""#
      files.append(("pip.json", address + holder + "}]"))
    }
    if hasAzureFirewall {
      files.append(("azure-firewall.json", azureFirewall()))
      if !random.once(in: 3) { files.append(("hub.json", Self.hub)) }
    }
    if !random.once(in: 4) {
      files.append(
        (
          "server.json",
          #"{"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4", "prefixLength": 24}], "networkCategories": ["Public"]}"#
        ))
    }
    if random.once(in: 8) {
      let ports = random.one(of: ["21", "40010", "50000", "990"])
      files.append(
        (
          "excluded.txt",
          "Protocol tcp Port Exclusion Ranges\n\nStart Port    End Port\n----------    --------\n     \(ports)       \(ports)\n"
        ))
    }
    if random.once(in: 6) { files.append(("admin-rules.json", adminRules())) }
    if random.once(in: 6) { files.append(("routes.json", routes())) }
    if random.once(in: 8) { files.append(("lb.json", balancer())) }
    if random.once(in: 3) { files.append(("certificates.json", certificates())) }
    return files.map { ($0.0, Array($0.1.utf8)) }
  }

  private mutating func group(_ name: String, _ attachment: String) -> String {
    let rules = (0..<random.one(of: [1, 1, 2, 3, 4])).map { index in
      let isBroad = random.once(in: 2)
      let ports =
        isBroad ? "0-65535" : random.one(of: ["21", "990", "40000-40099", "40000-40050", "21-990", "20", "989"])
      let source = random.one(of: [
        "*", "*", "*", "Internet", "203.0.113.0/24", "10.0.0.0/8", "AzureCloud", "VirtualNetwork", "10.1.0.0/26",
      ])
      let access = random.one(of: ["Allow", "Allow", "Allow", "Deny"])
      let direction = random.once(in: 6) ? "Outbound" : "Inbound"
      let sourcePorts = random.once(in: 12) ? "1024-5000" : "*"
      return """
        {"name": "r\(index)", "priority": \(100 + 10 * index), "direction": "\(direction)", "access": "\(access)",
         "protocol": "\(random.one(of: ["Tcp", "Tcp", "*", "Udp"]))", "sourceAddressPrefix": "\(source)", "sourcePortRange": "\(sourcePorts)",
         "destinationAddressPrefix": "\(random.one(of: ["*", "*", "*", "10.0.0.4", "20.40.60.80"]))", "destinationPortRange": "\(ports)"}
        """
    }
    return """
      [{"name": "\(name)", "id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/\(name)",
        "\(attachment)": [{"id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/\(attachment)/x"}],
        "securityRules": [\(rules.joined(separator: ",\n"))]}]
      """
  }

  private mutating func registry() -> String {
    let rules = (0..<random.one(of: [1, 2, 3])).map { index in
      let ports = random.one(of: [
        "LPort2_10=1-65535", "LPort2_10=1-65535", "LPort=21", "LPort=990", "LPort2_10=40000-40099",
        "LPort2_10=40000-40050",
      ])
      let action = random.one(of: ["Allow", "Allow", "Allow", "Block"])
      let scope = random.one(of: [
        "", "", "", "RA4=203.0.113.0/255.255.255.0|", "RA4=10.1.0.0/255.255.255.192|", "App=C:\\\\a.exe|",
      ])
      return
        "\"r\(index)\"=\"v2.31|Action=\(action)|Active=\(random.once(in: 8) ? "FALSE" : "TRUE")|Dir=In|Protocol=6|\(ports)|\(scope)\""
    }
    let enabled = random.once(in: 8) ? 0 : 1
    return """
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile]
      "EnableFirewall"=dword:0000000\(enabled)

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules]
      \(rules.joined(separator: "\n"))

      """
  }

  private mutating func balancer() -> String {
    let rules = (0..<random.one(of: [1, 2, 2])).map { index in
      let front = random.one(of: [0, 21, 21, 990, 40000])
      let back = random.one(of: [front, front, front, 22])
      return """
        {"name": "l\(index)", "enableFloatingIP": \(random.once(in: 10)), "probe": {"id": "/lb/probes/p"},
         "frontendIPConfiguration": {"id": "/lb/frontendIPConfigurations/f"}, "protocol": "\(random.one(of: ["Tcp", "Tcp", "All", "Udp"]))", "frontendPort": \(front), "backendPort": \(back)}
        """
    }
    return """
      [{"name": "lb", "\(random.one(of: ["inboundNatRules", "loadBalancingRules"]))": [\(rules.joined(separator: ","))],
        "frontendIPConfigurations": [{"name": "f"}],
        "probes": [{"name": "p", "protocol": "Tcp", "port": \(random.one(of: [21, 21, 80, 990]))}]}]
      """
  }

  private mutating func routes() -> String {
    let routes = (0..<random.one(of: [1, 1, 2, 3])).map { _ in
      let prefix = random.one(of: ["0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/1", "203.0.113.0/24", "10.0.0.0/8", "AzureCloud"])
      let nextHop = random.one(of: ["VirtualAppliance", "VirtualNetworkGateway", "None", "Internet", "Odd"])
      return """
        {"source": "\(random.one(of: ["User", "User", "Default"]))", "state": "Active", "addressPrefix": ["\(prefix)"],
         "nextHopType": "\(nextHop)"}
        """
    }
    return "{\"value\": [\(routes.joined(separator: ","))]}"
  }

  private mutating func adminRules() -> String {
    let rules = (0..<random.one(of: [1, 1, 2, 3])).map { index in
      let ports = random.one(of: ["0-65535", "21", "990", "20-21", "40000-40099", "40050-40060"])
      return """
        {"id": "/networkManagers/m/rules/a\(index)", "kind": "Custom", "configurationDescription": "",
         "access": "\(random.one(of: ["Allow", "AlwaysAllow", "Deny", "Deny"]))", "direction": "Inbound",
         "priority": \(10 + index), "protocol": "\(random.one(of: ["Tcp", "Tcp", "Any"]))",
         "sources": [{"addressPrefix": "\(random.one(of: ["*", "*", "Internet", "203.0.113.0/24", "10.1.0.0/26"]))"}],
         "sourcePortRanges": ["0-65535"], "destinations": [{"addressPrefix": "*"}], "destinationPortRanges": ["\(ports)"]}
        """
    }
    return "{\"value\": [\(rules.joined(separator: ","))]}"
  }

  private mutating func azureFirewall() -> String {
    let rules = (0..<random.one(of: [0, 1, 2, 2, 3])).map { index in
      let port = random.one(of: [21, 21, 990, 40003])
      let machine = random.one(of: ["10.0.0.4", "10.0.0.4", "10.0.0.9", "ftp.example.com"])
      let dialled = random.one(of: ["20.40.60.80", "20.40.60.80", "*", "20.40.60.99"])
      return """
        {"name": "d\(index)", "protocols": ["\(random.one(of: ["TCP", "TCP", "Any", "UDP"]))"],
         "sourceAddresses": ["\(random.one(of: ["*", "*", "203.0.113.0/24"]))"], "destinationAddresses": ["\(dialled)"],
         "destinationPorts": ["\(port)"], "translatedAddress": "\(machine)",
         "translatedPort": "\(random.one(of: [port, port, 21]))"}
        """
    }
    return """
      [{"name": "hub", "natRuleCollections": [
        {"name": "in", "action": {"type": "Dnat"}, "rules": [\(rules.joined(separator: ","))]}]}]
      """
  }

  private static let hub = """
    [{"name": "hub", "type": "Microsoft.Network/virtualNetworks", "addressSpace": {"addressPrefixes": ["10.1.0.0/16"]},
      "subnets": [{"name": "AzureFirewallSubnet", "addressPrefix": "10.1.0.0/26"}]}]
    """

  private mutating func certificates() -> String {
    let hash = random.one(of: [
      "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7", "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7",
      "0000000000000000000000000000000000000000",
    ])
    return """
      {"ftpsgateCertificates": 1, "stores": ["MY"], "certificates": [{"store": "\(random.one(of: ["my", "my", "Other"]))",
       "thumbprint": "\(hash)", "subject": "CN=a", "issuer": "CN=a", "dnsNames": ["a.example"],
       "notBefore": "2026-01-01", "notAfter": "\(random.one(of: ["2026-12-31", "2026-12-31", "2026-02-01"]))",
       "hasPrivateKey": \(random.one(of: ["true", "true", "false", "null"])),
       "enhancedKeyUsage": ["1.3.6.1.5.5.7.3.\(random.one(of: [1, 1, 1, 2]))"]}]}
      """
  }

  private mutating func options() -> (DeploymentOptions, ClientNetwork) {
    let network = random.one(of: ["internet", "internet", "203.0.113.7", "203.0.113.0/24", "private", "10.0.0.9"])
    var options = DeploymentOptions(
      platform: random.one(of: [nil, .azure]),
      publicAddresses: random.one(of: [[], [], [.init(20, 40, 60, 80)]]),
      externalAddress: random.one(of: [.public, .public, .public, .placeholder, .none]),
      requiresImplicit: random.once(in: 6), requiresExplicit: random.once(in: 6),
      sources: network == "internet" && random.once(in: 2) ? [] : [ClientSource(network)].compactMap(\.self))
    options.now = random.one(of: [UTCTime("2026-06-01"), nil])
    return (options, ClientNetwork(network) ?? .internet)
  }
}
