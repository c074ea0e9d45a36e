internal import Text

/// A path as Windows writes it, which names nothing here.
struct WindowsPath {
  private let text: String

  /// A path that names no file; nothing where it is not one of Windows.
  init?(_ path: FilePath) {
    text = path.text
    guard hasDrive || text.hasPrefix(#"\\"#) || isVariable || text.hasPrefix(#".\"#) || text.hasPrefix(#"..\"#) else {
      return nil
    }
  }

  /// What to do.
  var help: Message {
    if text.hasPrefix(#"\\"#) {
      return """
        it is a share of Windows: mount it and name the file there, or copy the file to this machine
        """
    }
    if hasDrive, !text.contains(where: { $0 == "\\" || $0 == "/" }) {
      return """
        it is a path of Windows whose backslashes the shell has taken away: put it between single quotes, or in WSL name \
        the file below \(code: "/mnt/\(drive)")
        """
    }
    if let mounted {
      return """
        it is a path of Windows: in WSL the same file is \(code: mounted); elsewhere copy it to this machine
        """
    }
    return "it is a path of Windows: write \(code: "/") for each backslash, or copy the file to this machine"
  }

  private var drive: String { hasDrive ? text.prefix(1).lowercased() : "c" }

  private var hasDrive: Bool {
    guard text.first?.isASCII == true, text.first?.isLetter == true, text.dropFirst().first == ":" else { return false }
    return true
  }

  private static let variables = ["%windir%": "Windows", "%systemroot%": "Windows", "%systemdrive%": ""]

  private var isVariable: Bool { text.hasPrefix("%") && text.dropFirst().contains("%") }

  /// The path below the folder in which WSL mounts a drive; nothing where it has no drive, or a variable that may be anything.
  private var mounted: String? {
    var parts = text.split { $0 == "\\" || $0 == "/" }.map(String.init)
    guard let first = parts.first else { return nil }
    if hasDrive {
      parts[0] = String(first.dropFirst(2))
    } else if let folder = Self.variables[first.lowercased()] {
      parts[0] = folder
    } else {
      return nil
    }
    return (["/mnt/\(drive)"] + parts.filter { !$0.isEmpty }).joined(separator: "/")
  }
}
