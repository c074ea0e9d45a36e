internal import Environment
internal import IISConfiguration
internal import NetworkModel
internal import Reachability
internal import Text

/// A file that was given as a configuration, and is something else that people have at hand.
enum MistakenInput {
  /// What a file is if it is no configuration but something that is known, and what to do with it.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - beginning: Its first bytes as they are.
  /// - Returns: What it is and what to do; nothing where it may be anything.
  static func hint(for source: SourceFile, beginning: [UInt8]) -> Message? {
    if let container = containers.first(where: { $0.isBeginning(of: beginning) }) { return container.help }
    // XML that is no configuration of a server is nothing for `--environment` either.
    guard source.text.count <= EnvironmentReader.maximumSize,
      source.text.first(where: { $0 > UInt8(ascii: " ") }) != UInt8(ascii: "<")
    else { return nil }
    if let kind = EnvironmentReader.read([(source.path, Array(source.text))]).files.first?.kind {
      return """
        it describes what stands around a server (\(kind.title)): give it with --environment, beside an \
        applicationHost.config
        """
    }
    return log(String(decoding: source.text.prefix(1 << 16), as: UTF8.self))
  }

  /// How many of a file's bytes tell its kind.
  static let beginningSize = 512

  /// What to do with a log of IIS or of a client.
  private static func log(_ text: String) -> Message? {
    let lines = text.split(whereSeparator: \.isNewline).prefix(200)
    if lines.prefix(10).contains(where: {
      $0.hasPrefix("#Software: Microsoft Internet Information Services") || $0.hasPrefix("#Fields: ")
    }) {
      return
        "it is a log of IIS: \(code: "ftpsgate explain --log LOG applicationHost.config") tells what went wrong in it"
    }
    guard lines.contains(where: { line in clientMarks.contains { line.contains($0) } }), SymptomSearch(text).isKnown
    else { return nil }
    return """
      it looks like the log of a client: \(code: "ftpsgate explain --log LOG applicationHost.config") tells what went \
      wrong in it
      """
  }

  /// How lines begin in which FileZilla, WinSCP, lftp and curl show what they and the server say.
  private static let clientMarks = [
    "Response: ", "Response:\t", "Command: ", "Command:\t", "Status: ", "Status:\t", "<--- ", "---> ", "< 220",
    "> AUTH ", "> USER ", "< 2", "< 4", "< 5",
  ]

  /// A kind of file that is known by its first bytes.
  private struct Container {
    let mark: [UInt8]
    var offset = 0
    let help: Message

    func isBeginning(of bytes: [UInt8]) -> Bool { bytes.dropFirst(offset).starts(with: mark) }

    /// An archive of some format.
    static func archive(_ name: String, _ mark: [UInt8], at offset: Int = 0) -> Container {
      Container(
        mark: mark, offset: offset,
        help: "it is an archive (\(code: name)): unpack it, and name the applicationHost.config in it")
    }
  }

  private static let containers: [Container] = [
    .archive("zip", Array("PK\u{3}\u{4}".utf8)), .archive("gzip", [0x1F, 0x8B]),
    .archive("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), .archive("rar", Array("Rar!".utf8)),
    .archive("cab", Array("MSCF".utf8)), .archive("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]),
    .archive("bzip2", Array("BZh".utf8)), .archive("zstd", [0x28, 0xB5, 0x2F, 0xFD]),
    .archive("tar", Array("ustar".utf8), at: 257),
    Container(
      mark: Array("regf".utf8),
      help: """
        it is a registry hive, as \(code: "netsh advfirewall export") writes it (.wfw), and no text. On the server run \
        \(code: #"reg export HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy firewall.reg"#) and \
        give that file with --environment, beside an applicationHost.config
        """),
    Container(
      mark: Array("ElfFile".utf8),
      help:
        "it is an event log of Windows: the configuration is C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config"
    ),
  ]
}
