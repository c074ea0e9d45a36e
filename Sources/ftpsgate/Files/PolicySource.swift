/// Where the policies of a run come from.
enum PolicySource: Hashable {
  /// For each file the nearest of its folder and those above.
  case folders
  /// One for all files.
  case file(FilePath)
  /// There is none.
  case none
}
