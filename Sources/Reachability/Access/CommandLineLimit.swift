public import IISConfiguration
public import Text

/// What a limit on the length of command lines leaves of sessions.
public enum CommandLineLimit: Sendable {
  /// Lines are as long as any session needs.
  case ample
  /// Whether a user's name, password and paths fit is not told, nor whether IIS counts the end of the line.
  case tight
  /// Not even `USER` fits.
  case tooShort
}

extension FTPSite {
  /// What `maxCommandLine` leaves of sessions (IIS configuration reference, `commandFiltering`).
  public var commandLineLimit: CommandLineLimit {
    switch maxCommandLine.value {
    case ..<Int64("USER".utf8.count): .tooShort
    // A name, a password or a path of some length, beside its command.
    case ..<64: .tight
    default: .ample
    }
  }

  /// What is not known where the limit is tight, as a sentence.
  public var commandLineDoubt: Message {
    "whether users' names, passwords and paths fit into lines of \(maxCommandLine.value) characters (maxCommandLine) is not known"
  }
}
