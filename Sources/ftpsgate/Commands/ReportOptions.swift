internal import ArgumentParser
public import Emit

/// Which reports a run of `lint` writes, and where.
struct ReportOptions: ParsableArguments {
  @Option(
    help: """
      How to write the findings (default: text). Repeatable: each format but the last then has its own --output, in the \
      same order.
      """)
  var format: [ReportFormat] = []

  @Option(
    help: ArgumentHelp(
      "Write the report to a file instead of standard output. Repeatable: the second belongs to the second --format.",
      valueName: "file"))
  var output: [FilePath] = []

  /// The reports, of which at most the last goes to standard output.
  var requests: [ReportRequest] {
    let formats = format.isEmpty ? [.text] : format
    return formats.enumerated().map { number, format in
      ReportRequest(format: format, output: output.indices.contains(number) ? output[number] : nil)
    }
  }

  func validate() throws {
    let formats = max(format.count, 1)
    guard output.count <= formats else {
      throw ValidationError(
        "There are \(output.count) --output for \(formats) --format: say one --format for each file.")
    }
    guard output.count >= formats - 1 else {
      throw ValidationError(
        "There are \(formats) --format and \(output.count) --output: each format but the last needs a file of its own, as in "
          + "--format \(format[0]) --output FILE --format \(format[1]).")
    }
    for (number, path) in output.enumerated() {
      if output[..<number].contains(where: { $0 == path || SystemFile.isSamePlace($0, path) }), !isDevice(path) {
        throw ValidationError("Two reports cannot go to one file: '\(path.text)' is named twice.")
      }
    }
  }

  /// Whether it is no file that a second report would replace.
  private func isDevice(_ path: FilePath) -> Bool { SystemFile.kind(of: path) == .other }
}

extension ReportFormat: NamedChoice {}
