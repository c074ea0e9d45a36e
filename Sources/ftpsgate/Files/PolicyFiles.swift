internal import ArgumentParser
internal import IISConfiguration
internal import Policies
internal import Text

/// A policy and where it stands.
struct LoadedPolicy {
  /// What it says.
  let document: PolicyDocument
  /// The policy's folder, by its absolute path without links: what its paths are relative to.
  let folder: FilePath
  /// The policy's file.
  let file: FilePath

  /// The file that a path in the policy names.
  func path(of text: String) -> FilePath {
    text.hasPrefix("/") ? FilePath(Array(text.utf8)) : folder.appending(Array(text.utf8))
  }

  /// The baseline that it names.
  var baselineFile: FilePath? { document.baseline.map(path) }

  /// What describes the network around the server.
  var environment: [FilePath] { (document.environment ?? []).map(path) }
}

/// Finds and reads the policies of a run, each once.
struct PolicyFiles {
  private let source: PolicySource
  /// The policy's file of folders that were asked about, by their paths as they were given, and of those above them.
  private var files: [FilePath: FilePath?] = [:]
  /// The numbers of policies by their files.
  private var numbers: [FilePath: Int] = [:]
  /// The policies of the run, in the order in which they were found.
  private(set) var policies: [LoadedPolicy] = []

  /// Files that were most likely meant for policies, which other names would make of them.
  private(set) var overlooked: [FilePath] = []

  /// Names that people and editors give a policy by mistake.
  static let misnamed: Set<[UInt8]> = Set(
    [".ftpsgate.yaml", "ftpsgate.yml", "ftpsgate.yaml", ".ftpsgate.yml.txt"].map { Array($0.utf8) })

  /// What is to be said of files that were most likely meant for policies.
  var remarks: [Message] {
    overlooked.map {
      "\(foreign: $0.shown) is not read: the name is \(code: PolicyDocument.fileName)"
    }
  }

  /// The largest policy that is read, in bytes.
  static let maximumSize = 1 << 20

  /// Policies from a source.
  init(_ source: PolicySource) {
    self.source = source
  }

  /// The number of the policy that holds for a file, or for what is searched in a folder; nothing where there is none.
  ///
  /// Fails with status 2 where one cannot be read, and says why.
  mutating func policy(for path: FilePath) throws -> Int? {
    guard case .folders = source else { return try policy(in: path) }
    return try policy(in: path.isFolder ? path : path.folder)
  }

  /// The number of the policy that holds in a folder; nothing where there is none.
  mutating func policy(in folder: FilePath) throws -> Int? {
    switch source {
    case .none: nil
    case .file(let file): try number(of: file)
    case .folders: try file(for: folder).map { try number(of: $0) }
    }
  }

  private mutating func number(of file: FilePath) throws -> Int {
    if let number = numbers[file] { return number }
    policies.append(try Self.load(file))
    numbers[file] = policies.count - 1
    return policies.count - 1
  }

  /// The policy in a folder or the nearest above; each folder is looked into once, however many are below it.
  private mutating func file(for folder: FilePath) -> FilePath? {
    if let file = files[folder] { return file }
    let file = SystemFile.absolute(folder).flatMap { nearest(to: $0) }
    files[folder] = .some(file)
    return file
  }

  private mutating func nearest(to folder: FilePath) -> FilePath? {
    if let file = files[folder] { return file }
    let candidate = folder.appending(Array(PolicyDocument.fileName.utf8))
    // A link that leads nowhere was meant for a policy.
    let isThere = SystemFile.kind(of: candidate) != .missing || SystemFile.isLink(candidate)
    if !isThere {
      overlooked += Self.misnamed.map(folder.appending).filter { SystemFile.kind(of: $0) == .regular }
        .sorted { $0.text < $1.text }
    }
    let file = isThere ? candidate : folder.bytes.count > 1 ? nearest(to: folder.folder) : nil
    files[folder] = .some(file)
    return file
  }

  private static func load(_ file: FilePath) throws -> LoadedPolicy {
    let source = try file.projectFile("the policy", limit: maximumSize)
    do throws(PolicyFaults) {
      let document = try PolicyDocument.read(source)
      return LoadedPolicy(
        document: document, folder: SystemFile.absolute(file.folder) ?? file.folder, file: file)
    } catch {
      let places = PlaceNames(source)
      for fault in error.faults {
        _ = failure("\(foreign: places[fault.range]): \(fault.message)", help: fault.help, .unreadable)
      }
      throw ExitCode.unreadable
    }
  }
}

extension FilePath {
  /// Reads a file of the project's own, of at most so many bytes; fails with status 2 and says what could not be read.
  func projectFile(_ noun: Message, limit: Int) throws -> SourceFile {
    do throws(SystemError) {
      let bytes = try SystemFile.contents(of: self, limit: limit)
      guard bytes.count <= limit else { throw SystemError(message: "it is larger than \(limit >> 20) MiB") }
      return SourceFile(path: shown, bytes: bytes)
    } catch {
      throw failure("\(foreign: shown): \(noun) cannot be read: \(foreign: error.message)", .unreadable)
    }
  }

  /// Whether a folder stands there.
  fileprivate var isFolder: Bool { self != .standardInput && SystemFile.kind(of: self) == .folder }

  /// The folder of what stands there; the working directory for standard input.
  var folder: FilePath {
    guard self != .standardInput, let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      return FilePath(Array(".".utf8))
    }
    return FilePath(slash == 0 ? [UInt8(ascii: "/")] : Array(bytes[..<slash]))
  }

  /// The last name of the path.
  var name: [UInt8] { bytes.lastIndex(of: UInt8(ascii: "/")).map { Array(bytes[($0 + 1)...]) } ?? bytes }

  /// The path as messages show it: relative to the working directory where it is below that.
  var shown: String {
    let here = StartingPoint.folder + "/"
    return text.hasPrefix(here) ? String(text.dropFirst(here.count)) : text
  }

  /// The way from a folder to what stands here, both by absolute paths without links.
  func relative(to folder: FilePath) -> FilePath {
    let own = bytes.split(separator: UInt8(ascii: "/"))
    let other = folder.bytes.split(separator: UInt8(ascii: "/"))
    let shared = zip(own, other).prefix { $0 == $1 }.count
    let parts = Array(repeating: Array("..".utf8), count: other.count - shared) + own.dropFirst(shared).map(Array.init)
    return FilePath(Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }
}

extension SystemFile {
  /// The absolute path of a file, by a folder without links; nothing where there is no such folder.
  static func absolutePath(ofFile path: FilePath) -> FilePath? { absolute(path.folder)?.appending(path.name) }
}
