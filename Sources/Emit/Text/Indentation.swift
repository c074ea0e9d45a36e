/// Each line some columns to the right, but not empty ones.
func indented(_ text: String, by width: Int = 4) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map {
    $0.isEmpty ? "" : String(repeating: " ", count: width) + $0
  }
  .joined(separator: "\n")
}
