internal import IISConfiguration
public import NetworkModel
internal import Text

/// Recognises files by their content and reads what they tell of a server's environment.
public struct EnvironmentReader {
  /// The largest file that is read, in bytes; exports of real servers have some hundred kilobytes.
  public static let maximumSize = 64 << 20

  /// Every format that is read.
  public static var formats: [FormatDescription] { allFormats.map(\.description) }

  private var builder = EnvironmentBuilder()
  private var files: [EnvironmentFile] = []

  private init() {}

  /// What some files tell; each comes out again with what it was taken for.
  public static func read(_ files: [(name: String, bytes: [UInt8])]) -> ServerEnvironment {
    var reader = EnvironmentReader()
    reader.builder.templateParameters = files.filter { $0.bytes.count <= maximumSize }
      .compactMap { TemplateParametersFormat.parameters($0.name, $0.bytes) }
    for file in files { reader.files.append(reader.read(file.name, file.bytes)) }
    var environment = reader.builder.environment
    environment.files = reader.files
    return environment
  }

  private mutating func read(_ name: String, _ bytes: [UInt8]) -> EnvironmentFile {
    guard bytes.count <= Self.maximumSize else {
      let empty = FileReading(source: SourceFile(path: name, bytes: []))
      return empty.skipped("it is larger than \(Self.maximumSize >> 20) MiB", isBroken: true)
    }
    var file = FileReading(source: SourceFile(path: name, bytes: decodeEnvironmentText(bytes)))
    let content: FileContent
    do throws(JSONFault) {
      content = try FileContent(file.source)
    } catch {
      file.note(error.message, at: error.range)
      return file.broken
    }
    file.source = file.source.hiding(content.hiddenRanges)
    let found = allFormats.filter { $0.recognises(content) }
    guard let format = found.first else { return file.skipped(content.whyUnknown) }
    // Whichever were taken, an attacker may mean the other.
    guard found.count == 1 else {
      return file.skipped("it says of itself that it is two things at once", isBroken: true)
    }
    file.shownMembers = format.description.shownMembers
    switch format.read(content, &file, into: &builder) {
    case .read: return file.taken(as: format.description.kind, content)
    case .nothing(let reason): return file.skipped(reason)
    case .broken: return file.broken
    }
  }
}

extension FileReading {
  fileprivate func taken(as kind: EnvironmentFile.Kind, _ content: FileContent) -> EnvironmentFile {
    let shown = source.showing(shownMembers)
    let outlined =
      switch content {
      case .json(let root): shown.outlined(by: JSONOutline(root: root))
      case .registry: shown.outlined(by: RegistryOutline(text: source.text))
      case .empty, .markup, .netsh, .text: shown
      }
    return EnvironmentFile(outlined, kind: kind, problems: problems)
  }

  fileprivate func skipped(_ reason: Message, isBroken: Bool = false) -> EnvironmentFile {
    EnvironmentFile(source, kind: nil, problems: problems + [EnvironmentFile.Problem(reason)], isBroken: isBroken)
  }

  fileprivate var broken: EnvironmentFile {
    EnvironmentFile(source, kind: nil, problems: problems, isBroken: true)
  }
}
