internal import NetworkModel
internal import Text

/// The ports that Windows has set aside, as netsh prints them.
struct ExcludedPortsFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "excluded-ports", title: "excluded port ranges",
    origins: [
      FileOrigin(
        .server, "ports that Windows has set aside", "netsh int ipv4 show excludedportrange tcp > excluded.txt")
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    if case .netsh(let output) = content { output.form == .excluded } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    if case .netsh(let output) = content { environment.known.excludedPorts += output.excludedPorts(&file) }
    return .read
  }
}
