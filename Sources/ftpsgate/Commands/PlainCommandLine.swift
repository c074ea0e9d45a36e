internal import ArgumentParser
internal import Emit
internal import Inet
internal import Linter
internal import Policies
internal import Reachability
internal import Rules

/// Reads the command lines of `lint` that pipelines have, in which every word is plain.
///
/// ArgumentParser finds its options by reflection, which takes more than the lint of an ordinary file. So what is said in
/// the plainest way is read here: paths of what is there, and options of which each is known by its whole name, valid, and
/// not repeated in vain. Whatever else there is, a mistake above all, is left to ArgumentParser, which knows what to say. A
/// test holds both to one answer.
struct PlainCommandLine {
  private var request = LintRequest(paths: [])
  private var words: ArraySlice<String>

  /// What a command line asks of `lint`; nothing where ArgumentParser must look at it.
  ///
  /// - Parameter arguments: The command line without the program's name, as `RawArgument` gives it.
  /// - Returns: What ArgumentParser would have made of it, or nothing.
  static func lintRequest(_ arguments: [String]) -> LintRequest? {
    var line = PlainCommandLine(words: arguments.first == "lint" ? arguments.dropFirst() : arguments[...])
    return line.read() ? line.request : nil
  }

  private init(words: ArraySlice<String>) {
    self.words = words
  }

  private mutating func read() -> Bool {
    var given: [String] = []
    while let word = words.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        guard takePath(word) else { return false }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard Self.repeatable.contains(parts[0]) || !given.contains(parts[0]) else { return false }
      guard Self.flags.contains(word) || takeOption(parts[0], parts.dropFirst().first ?? words.popFirst()) else {
        return false
      }
      given.append(parts[0])
    }
    request.requiresDecided = given.contains("--require-decided")
    request.appliesWaivers = !given.contains("--no-waivers")
    if given.contains("--no-policy") {
      guard request.policy == .folders else { return false }
      request.policy = .none
    }
    request.deployment.now = SystemClock.now
    return !request.paths.isEmpty && (try? request.checkOutput()) != nil
  }

  /// Takes standard input, once, or the path of something that is there and cannot be meant for a command.
  private mutating func takePath(_ word: String) -> Bool {
    guard let path = FilePath(argument: word) else { return false }
    guard path == .standardInput ? !request.paths.contains(path) : SystemFile.kind(of: path) != .missing else {
      return false
    }
    request.paths.append(path)
    return word.contains("/") || word.contains(".") || !commandNames.contains(word)
  }

  private static let flags = ["--require-decided", "--no-policy", "--no-waivers"]
  private static let repeatable = ["--select", "--ignore", "--public-ip", "--environment", "--from"]

  private mutating func takeOption(_ name: String, _ value: String?) -> Bool {
    guard let value, !value.isEmpty, !value.hasPrefix("-") else { return false }
    switch name {
    case "--format": return set(&request.reports[0].format, value)
    case "--output": return set(&request.reports[0].output, value)
    case "--fail-on": return set(&request.failOn, value)
    case "--profile": return set(&request.profile, value)
    case "--policy": return set(&request.policy, value)
    case "--platform": return set(&request.options.platform, value)
    case "--environment": return add(value, to: &request.environment)
    case "--from": return add(value, to: &request.options.sources)
    case "--public-ip":
      return add(value, to: &request.options.publicAddresses)
        && request.options.publicAddresses?.last?.scope == .publicUse
    case "--select": return add(Rule.named(value)?.id, to: &request.selected)
    case "--ignore": return add(Rule.named(value)?.id, to: &request.ignored)
    default: return false
    }
  }
}

private func set<Value: ExpressibleByArgument>(_ field: inout Value, _ text: String) -> Bool {
  guard let value = Value(argument: text) else { return false }
  field = value
  return true
}

private func set<Value: ExpressibleByArgument>(_ field: inout Value?, _ text: String) -> Bool {
  field = Value(argument: text)
  return field != nil
}

private func set(_ field: inout PolicySource, _ text: String) -> Bool {
  guard let path = FilePath(argument: text), path != .standardInput else { return false }
  field = .file(path)
  return true
}

private func add(_ id: String?, to list: inout [String]) -> Bool {
  guard let id else { return false }
  list.append(id)
  return true
}

private func add<Value: ExpressibleByArgument>(_ text: String, to list: inout [Value]?) -> Bool {
  var values = list ?? []
  guard add(text, to: &values) else { return false }
  list = values
  return true
}

private func add<Value: ExpressibleByArgument>(_ text: String, to list: inout [Value]) -> Bool {
  guard let value = Value(argument: text) else { return false }
  list.append(value)
  return true
}
