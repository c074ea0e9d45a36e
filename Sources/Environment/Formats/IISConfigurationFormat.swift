internal import NetworkModel
internal import Text

/// A configuration of IIS, which is no part of the environment but may lie beside it.
struct IISConfigurationFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "iis-configuration", title: "IIS configuration", origins: [], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    if case .markup(let isConfiguration) = content { isConfiguration } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome { .read }
}
