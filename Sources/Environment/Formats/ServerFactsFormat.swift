internal import NetworkModel
internal import Text

/// The addresses and networks of the server, as `Export-FtpsEnvironment.ps1` writes them.
struct ServerFactsFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "server", title: "addresses of the server",
    origins: [
      FileOrigin(
        .server, "addresses, and which profiles are active (and all of the above)",
        #"powershell -ExecutionPolicy Bypass -File Export-FtpsEnvironment.ps1 -Folder C:\ftps-environment"#)
    ], shownMembers: "address addresses networkCategories interface")

  func recognises(_ content: FileContent) -> Bool {
    if case .json(let root) = content { root["ftpsgateEnvironment"] != nil } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    guard case .json(let root) = content else { return .read }
    let facts = ServerFacts(root, &file)
    environment.known.addresses += facts.addresses
    environment.known.activeProfiles += facts.activeProfiles
    return .read
  }
}
