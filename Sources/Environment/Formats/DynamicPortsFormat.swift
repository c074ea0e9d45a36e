internal import NetworkModel
internal import Text

/// The ports for outgoing connections, as netsh prints them.
struct DynamicPortsFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "dynamic-ports", title: "dynamic port range",
    origins: [
      FileOrigin(.server, "ports for outgoing connections", "netsh int ipv4 show dynamicport tcp > dynamic.txt")
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    if case .netsh(let output) = content { output.form == .dynamic } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .netsh(let output) = content, let ports = output.dynamicPorts(&file) else {
      return .nothing("it shows no range of ports")
    }
    environment.known.dynamicPorts.append(ports)
    return .read
  }
}
