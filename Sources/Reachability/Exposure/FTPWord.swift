extension String {
  /// Whether a name says that something is for FTP: `FTP-Data`, `AllowFtps`, but not `SFTP-Gateway` or `TFTP`.
  ///
  /// `ftp`, `ftps` or `ftpes` must stand for itself, between characters that are no letters or change their case. Rules
  /// that this tool has written count too.
  package var namesFTP: Bool {
    // Few names have these letters, and to find that out takes less than to take the others to pieces.
    guard utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "f") }) else { return false }
    let letters = Array(self)
    return letters.indices.contains { start in
      ["ftp", "ftps", "ftpes", "ftpsgate"].contains { word in
        let end = start + word.count
        guard end <= letters.count, String(letters[start..<end]).lowercased() == word else { return false }
        return Self.begins(letters, start) && Self.ends(letters, end)
      }
    }
  }

  private static func begins(_ letters: [Character], _ start: Int) -> Bool {
    guard start > 0, letters[start - 1].isCased else { return true }
    let isOther = "sStT".contains(letters[start - 1]) && (start == 1 || !letters[start - 2].isCased)
    return !isOther && letters[start - 1].isLowercase && letters[start].isUppercase
  }

  private static func ends(_ letters: [Character], _ end: Int) -> Bool {
    guard end < letters.count, letters[end].isCased else { return true }
    if letters[end].isLowercase { return letters[end - 1].isUppercase }
    // `FTPData`: the last capital of several begins the next word.
    return letters[end - 1].isLowercase || end + 1 < letters.count && letters[end + 1].isLowercase
  }
}
