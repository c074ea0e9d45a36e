internal import Foundation
internal import Linter
internal import Rules

/// What fuzzing begins with: all examples of all rules, and the samples.
package enum Seeds {
  /// The files.
  package static let files: [[UInt8]] = examples + samples

  /// The files as trees, those that are well-formed.
  package static let trees: [Tree] = files.compactMap { Tree($0[...]) }

  /// Files of an environment: those of all examples of all rules, and of the samples.
  package static let environments: [[UInt8]] = {
    let marks: Set<Character> = ["▸", "◂"]
    let texts = Set(
      Rule.all.flatMap(\.examples).flatMap(\.environment).map { $0.marked.filter { !marks.contains($0) } })
    let folder = root.appendingPathComponent("samples/azure-environment/environment")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return texts.sorted().map { Array($0.utf8) }
      + names.compactMap { (try? Data(contentsOf: folder.appendingPathComponent($0))).map(Array.init) }
  }()

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static var examples: [[UInt8]] {
    Rule.all.flatMap { rule in
      rule.examples.map { example in
        let text = example.marked.filter { $0 != "▸" && $0 != "◂" }
        return Array(example.file(around: text).utf8)
      }
    }
  }

  private static var samples: [[UInt8]] {
    let folder = root.appendingPathComponent("samples")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return names.compactMap { name in
      (try? Data(contentsOf: folder.appendingPathComponent("\(name)/applicationHost.config"))).map(Array.init)
    }
  }
}
