internal import Environment
internal import IISConfiguration
internal import NetworkModel
internal import Text

/// A file that was given as a configuration, and describes what stands around a server.
enum MistakenInput {
  /// What a file is if it is no configuration but one of those that `--environment` reads, and what to do with it.
  static func hint(for source: SourceFile) -> Message? {
    // XML that is no configuration of a server is nothing for `--environment` either.
    guard source.text.count <= EnvironmentReader.maximumSize,
      source.text.first(where: { $0 > UInt8(ascii: " ") }) != UInt8(ascii: "<"),
      let kind = EnvironmentReader.read([(source.path, Array(source.text))]).files.first?.kind
    else { return nil }
    return """
      it describes what stands around a server (\(kind.title)): give it with --environment, beside an \
      applicationHost.config
      """
  }
}
