/// Writes edits as whoever wrote the file would: with its quotes, its indentation and its line ends.
struct MarkupEditor {
  private let text: ArraySlice<UInt8>
  private let tags: TagScan

  init(_ source: SourceFile) {
    text = source.text
    tags = TagScan(source.text)
  }

  /// An edit that puts another text where a value stands.
  func replacement(of range: ByteRange, by value: String) -> TextEdit {
    let quote = range.start > 0 ? text[range.start - 1] : UInt8(ascii: "\"")
    return TextEdit(range, escaped(value, in: quote))
  }

  /// Edits that put elements, each in the one before, into an element, and attributes into the last of them; without
  /// elements, into the element itself.
  func adding(_ names: [String], _ values: [SettingChange.Value], to element: Element) -> [TextEdit]? {
    guard let tag = tags.startTag(at: element.place.start) else { return nil }
    guard !names.isEmpty else { return [adding(values, to: tag)] }
    let own = indentation(at: tag.start)
    if tag.isEmpty {
      let name = String(decoding: text[(tag.start + 1)..<tag.nameEnd], as: UTF8.self)
      let inside = own.map { own in
        let inner = own + unit(around: element)
        return lineEnd(near: tag.start) + inner + written(names, values, inner, of: element)
          + lineEnd(near: tag.start) + own
      }
      let content = inside ?? written(names, values, nil, of: element)
      return [TextEdit(ByteRange(tag.contentEnd, tag.end), ">\(content)</\(name)>")]
    }
    guard let close = tags.endTag(of: tag) else { return nil }
    var contentEnd = close
    while contentEnd > tag.end, isBlank(text[contentEnd - 1]) { contentEnd -= 1 }
    let first = element.children.first { _ in true }.flatMap { indentation(at: $0.place.start) }
    // Where all of it stands on one line, so does what is added.
    guard contentEnd == tag.end || first != nil || indentation(at: close) != nil,
      let inner = first ?? own.map({ $0 + unit(around: element) })
    else { return [TextEdit(ByteRange(contentEnd, contentEnd), written(names, values, nil, of: element))] }
    let line = lineEnd(near: tag.start) + inner + written(names, values, inner, of: element)
    guard contentEnd == tag.end, let own else { return [TextEdit(ByteRange(contentEnd, contentEnd), line)] }
    return [TextEdit(ByteRange(contentEnd, close), line + lineEnd(near: tag.start) + own)]
  }

  private func adding(_ values: [SettingChange.Value], to tag: TagScan.StartTag) -> TextEdit {
    // Attributes on lines of their own stay so.
    let separator = tag.lastAttribute.flatMap { start in
      indentation(at: start).map { lineEnd(near: start) + $0 }
    }
    return TextEdit(
      ByteRange(tag.contentEnd, tag.contentEnd), attributes(values, quote: tag.quote, separator: separator ?? " "))
  }

  /// Elements, each in the one before, without blanks around them; on one line where there is no indentation.
  private func written(
    _ names: [String], _ values: [SettingChange.Value], _ indentation: String?, of element: Element
  ) -> String {
    let unit = unit(around: element)
    let quote = tags.startTag(at: element.place.start)?.quote ?? UInt8(ascii: "\"")
    var markup = ""
    var closings: [String] = []
    for (depth, name) in names.enumerated() {
      let line = indentation.map {
        lineEnd(near: element.place.start) + $0 + String(repeating: unit, count: depth)
      }
      if depth > 0 { markup += line ?? "" }
      if depth == names.count - 1 {
        markup += "<\(name)\(attributes(values, quote: quote, separator: " ")) />"
      } else {
        markup += "<\(name)>"
        closings.append((line ?? "") + "</\(name)>")
      }
    }
    return markup + closings.reversed().joined()
  }

  private func attributes(_ values: [SettingChange.Value], quote: UInt8, separator: String) -> String {
    let mark = String(decoding: [quote], as: UTF8.self)
    return values.map { "\(separator)\($0.name)=\(mark)\(escaped($0.text, in: quote))\(mark)" }.joined()
  }

  private func escaped(_ value: String, in quote: UInt8) -> String {
    value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(quote == UInt8(ascii: "'") ? "'" : "\"", with: quote == UInt8(ascii: "'") ? "&apos;" : "&quot;")
  }
}

// MARK: - How the file is written

extension MarkupEditor {
  /// The blanks before a place, if nothing else stands before it on its line.
  private func indentation(at place: Int) -> String? {
    var start = place
    while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
    guard start == 0 || text[start - 1] == 0x0A || text[start - 1] == 0x0D else { return nil }
    return String(decoding: text[start..<place], as: UTF8.self)
  }

  /// How much further in an element stands than the one around it: four spaces, as IIS writes, where that is not to be seen.
  private func unit(around element: Element) -> String {
    let usual = "    "
    guard let own = indentation(at: element.place.start) else { return usual }
    let child = element.children.first { _ in true }.flatMap { indentation(at: $0.place.start) }
    if let child, child.hasPrefix(own), child != own { return String(child.dropFirst(own.count)) }
    let outer = element.parent.flatMap { indentation(at: $0.place.start) }
    if let outer, own.hasPrefix(outer), own != outer { return String(own.dropFirst(outer.count)) }
    return own.hasPrefix("\t") ? "\t" : usual
  }

  /// The line end before a place, else the first behind it, else that of Windows.
  private func lineEnd(near place: Int) -> String {
    let isEnd: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
    guard let end = text[..<place].lastIndex(where: isEnd) ?? text[place...].firstIndex(where: isEnd) else {
      return "\r\n"
    }
    let isPair = text[end] == 0x0A ? end > 0 && text[end - 1] == 0x0D : end + 1 < text.endIndex && text[end + 1] == 0x0A
    return isPair ? "\r\n" : text[end] == 0x0A ? "\n" : "\r"
  }
}

// MARK: - Names

extension Configuration {
  /// The edits that give the element whose start tag begins at a place another name, at its end too.
  public func renaming(elementAt place: ByteRange, to name: String) -> [TextEdit]? {
    let tags = TagScan(source.text)
    guard let tag = tags.startTag(at: place.start) else { return nil }
    let edit = TextEdit(ByteRange(tag.start + 1, tag.nameEnd), name)
    guard !tag.isEmpty else { return [edit] }
    guard let close = tags.endTag(of: tag) else { return nil }
    return [edit, TextEdit(ByteRange(close + 2, close + 2 + tag.nameEnd - tag.start - 1), name)]
  }
}
