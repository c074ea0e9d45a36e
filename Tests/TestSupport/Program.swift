package import Foundation
internal import Glibc

/// What a run of a program gave.
package struct ProgramRun: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String
}

/// Runs a program and waits for it; both streams are read to their ends, whichever fills first.
///
/// One that hangs is killed.
package func run(
  _ program: URL, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
  folder: URL? = nil
) throws -> ProgramRun {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  if let folder { process.currentDirectoryURL = folder }
  let files = try ["in", "out", "err"].map { try scratchFile($0) }
  defer { for file in files { try? FileManager.default.removeItem(at: file) } }
  try input.write(to: files[0])
  process.standardInput = try FileHandle(forReadingFrom: files[0])
  process.standardOutput = try FileHandle(forWritingTo: files[1])
  process.standardError = try FileHandle(forWritingTo: files[2])
  try process.run()
  let id = process.processIdentifier
  let killing = DispatchWorkItem { kill(id, SIGKILL) }
  watchdog.asyncAfter(deadline: .now() + .seconds(Int(longestProgram.components.seconds)), execute: killing)
  // A handler of the end would keep the process' sockets open for the length of all tests.
  process.waitUntilExit()
  killing.cancel()
  return ProgramRun(
    status: process.terminationStatus, output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
}

/// A queue of its own has a thread even where tests hold all others.
private let watchdog = DispatchQueue(label: "watchdog")

private func scratchFile(_ name: String) throws -> URL {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("ftpsgate-\(UUID().uuidString)-\(name)")
  try Data().write(to: url)
  return url
}

/// Runs the tool that this package has built.
package func ftpsgate(_ arguments: String..., input: Data = Data(), folder: URL? = nil) throws -> ProgramRun {
  try run(Project.tool, arguments, input: input, environment: ["NO_COLOR": ""], folder: folder)
}

/// Where the project and its products are.
package enum Project {
  /// The package's folder.
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The tool, which stands beside the test bundle.
  package static let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("ftpsgate")

  /// The Python of the independent readers, if `scripts/setup-checkers` could install them.
  package static let checkers = ProcessInfo.processInfo.environment["FTPSGATE_CHECKERS"].flatMap {
    $0.isEmpty ? nil : URL(fileURLWithPath: $0)
  }
}

/// A folder for one test, removed behind it.
package final class ScratchFolder {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("ftpsgate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file and gives its path.
  package func write(_ name: String, _ bytes: Data) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path
  }

  /// Writes a text file and gives its path.
  package func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// The names of the files in it.
  package var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
