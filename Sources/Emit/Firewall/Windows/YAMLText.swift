/// How YAML reads text.
///
/// Source: YAML 1.2.2, section 7.3, flow scalar styles.
enum YAMLText {
  /// A text in single quotes, in which nothing but the quote has a meaning.
  static func quoted(_ text: String) -> String {
    "'" + visibleASCII(text).replacing("'", with: "''") + "'"
  }
}
