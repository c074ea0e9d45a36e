package import IISConfiguration
internal import Inet
package import NetworkModel
package import Text

/// A probe of a load balancer that gets to the server, and that nobody there answers, or may not.
package struct UnansweredProbe: Sendable {
  /// Why, as a sentence.
  package let sentence: Message
  /// Where it stands.
  package let place: Location
  /// Whether it certainly gets no answer.
  package let isCertain: Bool
}

extension LoadBalancer.Frontend {
  /// That no file has the probe that the rule hangs on.
  package func missingProbe(of balancer: LoadBalancer) -> UnansweredProbe? {
    missingProbe.map { probe in
      UnansweredProbe(
        sentence: "what probe \(name: probe.name) of \(balancer.title) asks is in no file",
        place: balancer.place(name.range), isCertain: false)
    }
  }
}

extension Server {
  /// Why nobody answers a probe, or may not; nothing where an FTP site does.
  ///
  /// A probe by TCP is content with an accepted connection; one by HTTP wants status 200 (Azure documentation, "Azure Load
  /// Balancer health probes"), and an FTP server begins to speak by itself, with reply 220 (RFC 959, section 5.4).
  package func fault(of probe: LoadBalancer.Probe, of balancer: LoadBalancer) -> UnansweredProbe? {
    let title: Message = "probe \(quoted: probe.name.value) of \(balancer.title)"
    guard let port = probe.port.flatMap({ Port(exactly: $0.value) }) else {
      return UnansweredProbe(
        sentence: "which port the \(title) asks at is in no file", place: balancer.place(probe.name.range),
        isCertain: false)
    }
    let place = balancer.place(probe.port?.range ?? probe.name.range)
    let isOfFTP = controlPorts.contains(port)
    switch probe.protocolName?.value {
    case "http", "https":
      guard isOfFTP else { break }
      return UnansweredProbe(
        sentence: "the \(title) asks at TCP \(port) by HTTP, which an FTP site does not answer", place: place,
        isCertain: true)
    case "tcp", nil:
      if isOfFTP { return nil }
    default: break
    }
    return UnansweredProbe(
      sentence: "whether anything answers the \(title) at TCP \(port) is in no file", place: place, isCertain: false)
  }
}
