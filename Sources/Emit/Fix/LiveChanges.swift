internal import IISConfiguration
public import Linter
internal import Text

/// What fixes change of settings, as commands or steps for the server that runs with them.
public struct LiveChanges: Sendable {
  private let fixed: FixedFile
  private let sites: [Site]

  /// The changes that fixes have made of a file.
  public init(_ fixed: FixedFile) {
    self.fixed = fixed
    let source = SourceFile(path: fixed.file.source.path, bytes: fixed.bytes)
    sites = (try? ConfigurationReader.read(source).sites) ?? []
  }

  /// The changes in a form.
  public func text(in form: LiveForm) -> String {
    guard fixed.isChanged else { return "" }
    let text =
      switch form {
      case .appcmd: AppcmdCommands().text(of: self)
      case .powershell: WebAdministrationCommands().text(of: self)
      case .steps: ManagerSteps().text(of: self)
      }
    // Only comments and steps can hold one: names of sites that do are no plain names.
    return BuildLogText.inertInPlace(text)
  }

  /// The attributes of one element together, in the order in which elements first occur.
  var elements: [[Step]] {
    steps.reduce(into: []) { elements, step in
      let index = elements.firstIndex { $0.first.map { $0.level == step.level && $0.path == step.path } ?? false }
      if let index { elements[index].append(step) } else { elements.append([step]) }
    }
  }

  /// One attribute that is to get another value.
  struct Step {
    let level: SettingChange.Level
    let path: String
    let value: SettingChange.Value
    /// The site, if the setting is a site's own.
    let site: Site?
  }

  /// The attributes, each once and with the value that it has in the end.
  var steps: [Step] {
    var steps: [Step] = []
    for change in fixed.mended.compactMap(\.fix.change) {
      for value in change.values {
        var site: Site?
        if case .site(let index, _) = change.level, sites.indices.contains(index) { site = sites[index] }
        steps.removeAll { $0.level == change.level && $0.path == change.path && $0.value.name == value.name }
        steps.append(Step(level: change.level, path: change.path, value: value, site: site))
      }
    }
    return steps
  }

  /// The fixes that no command makes: of names, of the file's head, and of entries of collections.
  var editedByHand: [Message] {
    fixed.mended.filter { $0.fix.change == nil }.map { "\(code: $0.finding.rule): \($0.fix.title)" }
  }

  /// What stands before the changes.
  var head: [Message] {
    [
      "These change the server that runs, not the file \(foreign: fixed.file.source.path).",
      "Run them as an administrator.",
    ]
  }

  /// What people must know of the changes, as lines.
  var notes: [Message] {
    var notes: [Message] = []
    if steps.contains(where: { $0.value.name == "serverCertHash" }) {
      notes.append(
        "Whether sites take another certificate without a restart of ftpsvc was not measured: connect, and look which they show."
      )
    }
    if !editedByHand.isEmpty {
      notes += [
        "No command makes these changes. Make them first, as IIS may refuse the rest of the section until then, in the file",
        "System32\\inetsrv\\config\\applicationHost.config of the Windows folder, with a 64-bit editor: a 32-bit one sees the",
        "file of that name under SysWOW64 instead.",
      ]
      notes += editedByHand.map { "  \($0)" }
    }
    return notes
  }

  /// Whether the service must be restarted: for what it reads only when it starts.
  var needsRestart: Bool { steps.contains { $0.level == .server } }

  /// What stands before the restart.
  static let restartWarning: Message =
    "The service reads this only when it starts. The restart drops every session of every site: choose the time."
}

extension LiveChanges.Step {
  /// Whether a name is made of visible ASCII, which means the same in each code page, and holds nothing that a build
  /// service takes for a command where the text goes to its log.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { 0x20..<0x7F ~= $0 } && !BuildLogText.hasCommand(name.utf8)
  }
}
