internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability
internal import Text

/// The part of the notes about explicit and implicit TLS, passive and active mode.
struct NotesModes {
  let plan: FirewallPlan

  var text: String {
    let rows = [false, true].flatMap { isImplicit in
      [false, true].map { isActive in row(isImplicit: isImplicit, isActive: isActive) }
    }
    let table = MarkdownText.table(
      ["TLS", "Data mode", "Inbound, from any port", "Outbound, to any port", "Offered here"], rows)
    return ["## Explicit and implicit, passive and active", Self.introduction, table, MarkdownText.list(remarks)]
      .joined(separator: "\n\n")
  }

  private static let introduction = """
    IIS offers implicit TLS on port 990 and on no other, and explicit TLS (`AUTH TLS`) on every other port. All four \
    combinations can work; what each needs open on the server differs.
    """

  private func row(isImplicit: Bool, isActive: Bool) -> [String] {
    let controls = ports(of: isImplicit ? .implicitControl : .explicitControl)
    let shown = controls.isEmpty ? [isImplicit ? 990 : 21] : controls
    let control = shown.map(\.description).joined(separator: ", ")
    let sources = shown.filter { $0 > 1 }.map { "\($0 - 1)" }.joined(separator: ", ")
    return [
      isImplicit ? "implicit" : "explicit", isActive ? "active" : "passive",
      isActive ? control : "\(control), \(plan.passivePorts)", isActive ? "from \(sources)" : "nothing",
      offer(isImplicit: isImplicit, isActive: isActive),
    ]
  }

  private func ports(of purpose: Opening.Purpose) -> [Port] {
    Set(plan.controlOpenings.filter { $0.purpose == purpose }.map(\.localPorts.first)).sorted()
  }

  /// Whether a site offers this, and if none does, why.
  private func offer(isImplicit: Bool, isActive: Bool) -> String {
    let bound = plan.sites.filter { $0.isBound(implicit: isImplicit) }
    guard !bound.isEmpty else {
      return isImplicit ? "**no**: no binding on port 990" : "**no**: no binding on another port than 990"
    }
    let ready = bound.filter(\.hasCertificate)
    guard !ready.isEmpty else { return "**no**: no certificate (`serverCertHash`)" }
    if isActive, !plan.hasActiveData { return "**not opened**: these notes are for passive mode only" }
    let condition = isActive ? ", if the server can reach the client's port" : ""
    let isPart = ready.count < plan.sites.count
    return "yes" + (isPart ? ", by " + MarkdownText.codes(ready.map(\.name)) : "") + condition
  }

  private var remarks: [String] {
    var remarks: [String] = []
    let explicitOnly = FTPClient.all.filter { $0.implicitTLS == .no && $0.explicitTLS.isCertain }.map(\.shortName)
    if ports(of: .explicitControl).isEmpty {
      remarks.append(
        "Only port 990 is bound. These clients know explicit TLS only, and cannot connect: "
          + explicitOnly.inWords + ". A binding on port 21 lets them in.")
    } else {
      remarks.append("These clients know explicit TLS only: \(explicitOnly.inWords).")
    }
    if ports(of: .implicitControl).isEmpty {
      remarks.append("Clients that are set to implicit TLS cannot connect: they dial port 990 unless told otherwise.")
    }
    remarks.append(
      "These clients do not encrypt data connections by themselves, and fail where that is required: "
        + FTPClient.all.compactMap(\.protectionHint).inWords + ".")
    let active = FTPClient.all.filter { $0.explicitTLS.isCertain && $0.dataMode == .active }.map(\.shortName)
    remarks.append("These clients are in active mode until told otherwise: \(active.inWords).")
    if plan.hasActiveData {
      remarks.append(
        """
        In active mode the server connects to the client, from the port below the control port (RFC 959). The client's \
        firewall and router must let that in, and a router that translates addresses cannot help where the control channel is \
        encrypted.
        """)
    }
    return remarks
  }
}

extension FirewallPlan {
  /// Whether it opens anything for active mode.
  var hasActiveData: Bool { openings.contains { $0.direction == .outbound } }
}

extension FTPClient.Support {
  /// Whether all versions have the feature.
  var isCertain: Bool {
    if case .yes = self { true } else { false }
  }
}

extension FTPClient {
  /// The client's name, and what makes it encrypt data connections, if it does not do so by itself.
  fileprivate var protectionHint: String? {
    guard case .onRequest(let call) = dataProtection else { return nil }
    return "\(shortName) (`\(call)`)"
  }
}
