internal import Environment
public import IISConfiguration
public import Linter
internal import Text

extension Baseline {
  /// The name of a baseline's file, unless a policy or a command says otherwise.
  public static let fileName = ".ftpsgate-baseline.json"

  /// Reads a baseline (docs/baseline.schema.json); throws the first thing that is wrong.
  public static func read(_ source: SourceFile) throws(PolicyFault) -> Baseline {
    let document: JSONValue
    do throws(JSONFault) {
      document = try JSONReader.read(source.text)
    } catch {
      throw PolicyFault("no JSON: \(error.message)", at: error.range, help: rewriting)
    }
    guard document.isObject, let version = document["version"]?.integer else {
      throw PolicyFault("this is no baseline", at: document.range, help: rewriting)
    }
    guard version.value == 1 else {
      throw PolicyFault("this program reads version 1 of a baseline", at: version.range, help: rewriting)
    }
    guard let list = document["entries"], list.isList else {
      throw PolicyFault("the list \(code: "entries") is missing", at: document.range, help: rewriting)
    }
    var baseline = Baseline()
    for element in list.elements {
      let (entry, count) = try entry(element)
      baseline.add(entry, count: count)
    }
    return baseline
  }

  /// The most findings that are alike.
  private static let mostAlike = 1_000_000

  private static let rewriting: Message = "\(code: "ftpsgate baseline write") writes it anew"

  private static func entry(_ element: JSONValue) throws(PolicyFault) -> (Entry, count: Int) {
    func text(_ name: String) throws(PolicyFault) -> String {
      guard let text = element[name]?.string else {
        throw PolicyFault(
          "an entry has a text \(code: name)", at: element[name]?.range ?? element.range, help: rewriting)
      }
      return text.value
    }
    let site = element["site"].flatMap { $0.isNull ? nil : $0 }
    let count = element["count"]
    guard let number = count.map(\.integer) ?? Located(1, at: element.range), (1...mostAlike).contains(number.value)
    else {
      throw PolicyFault(
        "the count of an entry is from 1 to \(mostAlike)", at: count?.range ?? element.range, help: rewriting)
    }
    return (
      Entry(
        path: try text("path"), site: site == nil ? nil : try text("site"), rule: try text("rule"),
        setting: try text("setting"), value: try text("value")), number.value
    )
  }
}
