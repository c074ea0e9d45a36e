/// A text without its marks, and where they stood: `▸` before a place, `◂` behind it where the end matters too.
package struct MarkedText {
  /// A marked place, in bytes of the text without marks.
  package struct Place: Hashable {
    package let start: Int
    package let end: Int?
  }

  package let text: String
  package let places: [Place]

  package init(_ marked: String) {
    var text = ""
    var places: [Place] = []
    for character in marked {
      switch character {
      case "▸": places.append(Place(start: text.utf8.count, end: nil))
      case "◂":
        if let last = places.popLast() { places.append(Place(start: last.start, end: text.utf8.count)) }
      default: text.append(character)
      }
    }
    self.text = text
    self.places = places
  }
}
