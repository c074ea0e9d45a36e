internal import Emit
internal import Environment

/// A page of the manual that is about no single command: `ftpsgate help policy`.
struct HelpTopic {
  private let page: Manual

  /// What a command line asks for; nothing where it is no page, so that the parser knows what to say.
  init?(_ arguments: [String]) {
    guard arguments.count == 2, arguments[0] == "help", let page = Manual(rawValue: arguments[1]) else { return nil }
    self.page = page
  }

  /// Writes the page to standard output.
  func show() throws {
    let list = page == .environment ? "\n" + FormatCatalogue(EnvironmentReader.formats).text : ""
    try Output(path: nil).finish(Array((page.text + list).utf8))
  }
}
