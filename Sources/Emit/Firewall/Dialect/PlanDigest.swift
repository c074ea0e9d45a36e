internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

extension FirewallPlan {
  /// The SHA-256 of the plan, in hexadecimal digits; what stands around the server, and so priorities, is not in it.
  var digest: String {
    var json = JSONWriter()
    write(to: &json)
    return sha256(json.bytes)
  }

  /// Writes the plan alone.
  func write(to json: inout JSONWriter) {
    json.object(inLines: true) { json in
      json.member("key", key.text)
      json.key("sites")
      json.strings(sites.map { Secrets.maskedValue($0.name) })
      json.key("leftOutSites")
      json.strings(leftOutSites.map(Secrets.maskedValue))
      json.key("clients")
      json.strings(clients.map(\.description))
      json.key("unreachableAddresses")
      json.strings(unreachableAddresses.map(\.description))
      json.key("passivePorts")
      passivePorts.write(to: &json)
      json.member("usesDynamicPorts", usesDynamicPorts)
      json.member("lowestPriority", lowestPriority)
      json.key("openings")
      json.array(openings, inLines: true) { $1.write(to: &$0, named: $1.name(key)) }
    }
  }
}

extension Opening {
  fileprivate func write(to json: inout JSONWriter, named name: String) {
    json.object { json in
      json.member("name", name)
      json.member("direction", direction == .inbound ? "inbound" : "outbound")
      json.member("protocol", "tcp")
      json.key("localPorts")
      localPorts.write(to: &json)
      json.member("localAddress", localAddress.description)
      json.key("remote")
      remote.write(to: &json)
      json.member("purpose", word)
      json.member("controlPort", controlPort.map(Int.init))
      json.key("origins")
      json.strings(origins.map(Secrets.maskedValue))
    }
  }

  private var word: String {
    switch purpose {
    case .explicitControl: "explicit-control"
    case .implicitControl: "implicit-control"
    case .passiveData: "passive-data"
    case .activeData: "active-data"
    case .healthProbe: "health-probe"
    }
  }

  private var controlPort: Port? {
    if case .activeData(let port) = purpose { port } else { nil }
  }
}

extension RemoteSide {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("anyone", isAnyone)
      json.key("networks")
      json.strings(isAnyone ? [] : addresses.prefixes.map(\.description))
      json.key("serviceTags")
      json.strings(serviceTags)
    }
  }
}

extension PortRange {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("first", Int(first))
      json.member("last", Int(last))
    }
  }
}
