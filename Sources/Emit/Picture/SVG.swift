/// Writes an SVG image, SVG 1.1 (W3C, second edition), in pixels of its own.
struct SVG {
  /// What has been written.
  private(set) var text = ""

  /// A horizontal or vertical line.
  mutating func line(_ kind: String, _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int) {
    text += "<line class=\"\(kind)\" x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\"/>\n"
  }

  /// A box with round corners.
  mutating func box(_ kind: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    text += "<rect class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"6\"/>\n"
  }

  /// A disc.
  mutating func disc(_ kind: String, _ x: Int, _ y: Int, _ radius: Int) {
    text += "<circle class=\"\(kind)\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\"/>\n"
  }

  /// Lines and areas in the notation of the attribute `d`.
  mutating func path(_ kind: String, _ path: String) { text += "<path class=\"\(kind)\" d=\"\(path)\"/>\n" }

  /// A line of text.
  mutating func words(_ kind: String, _ x: Int, _ y: Int, _ words: String) {
    text += "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\">\(XMLText.escaped(words))</text>\n"
  }
}
