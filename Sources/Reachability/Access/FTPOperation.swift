public import IISConfiguration
public import Text

/// What users come for.
public enum FTPOperation: String, CaseIterable, Hashable, Sendable {
  /// They see what is there.
  case list
  /// They get a file.
  case download
  /// They leave a file.
  case upload

  /// What an authorization rule must grant for it (IIS configuration reference, `authorization`).
  public var permission: FTPPermissions { self == .upload ? .write : .read }

  /// What it is called in a sentence: `listings`.
  public var phrase: Message {
    switch self {
    case .list: "listings"
    case .download: "downloads"
    case .upload: "uploads"
    }
  }

  /// The commands of which clients send one (RFC 959, RFC 3659).
  ///
  /// IIS announces no `MLST` ([MS-FTPS] 4.2), so that clients that ask first do without `MLSD`.
  public var commands: [String] {
    switch self {
    case .list: ["LIST", "MLSD", "NLST"]
    case .download: ["RETR"]
    case .upload: ["STOR", "APPE"]
    }
  }

  /// The command that most clients send.
  public var usualCommand: String { commands[0] }
}

extension FTPPermissions {
  /// The permission's name in the configuration.
  var title: Message { self == .write ? "Write" : "Read" }
}
