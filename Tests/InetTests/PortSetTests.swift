import FuzzSupport
import Inet
import TestSupport
import Testing

/// Port sets against plain sets of numbers, which know no runs.
@Suite(.timeLimited) struct PortSetTests {
  /// Ranges in the neighbourhood of both ends of the numbers, so that they touch, overlap and reach the ends.
  static func ranges(_ dice: inout SplitMix) -> [PortRange] {
    (0..<Int.random(in: 0...6, using: &dice)).map { _ in
      let base: Int = Bool.random(using: &dice) ? 0 : 65535 - 40
      let first = Port(base + Int.random(in: 0...40, using: &dice))
      return PortRange(first, Port(min(65535, Int(first) + Int.random(in: 0...9, using: &dice)))) ?? PortRange(first)
    }
  }

  static func naive(_ ranges: [PortRange]) -> Set<Port> {
    Set(ranges.flatMap { Array($0.first...$0.last) })
  }

  @Test func algebraIsThatOfPlainSets() {
    var dice = SplitMix(seed: 1)
    let all = Set(Port.min...Port.max)
    for round in 0..<300 {
      let (a, b) = (Self.ranges(&dice), Self.ranges(&dice))
      let (left, right) = (PortSet(a), PortSet(b))
      let (plainLeft, plainRight) = (Self.naive(a), Self.naive(b))
      expect(left, is: plainLeft)
      expect(left.union(right), is: plainLeft.union(plainRight))
      expect(left.intersection(right), is: plainLeft.intersection(plainRight))
      expect(left.subtracting(right), is: plainLeft.subtracting(plainRight))
      if round < 3 { expect(left.complement, is: all.subtracting(plainLeft)) }
      #expect(left.complement.complement == left)
      #expect(left.isSubset(of: right) == plainLeft.isSubset(of: plainRight))
      #expect(left.union(right).union(left) == right.union(left))
      #expect(left.intersection(right).isSubset(of: right))
      #expect(left.isDisjoint(with: right) == plainLeft.isDisjoint(with: plainRight))
      for port in [0, 1, 20, 40, 65495, 65534, 65535] as [Port] {
        #expect(left.contains(port) == plainLeft.contains(port))
      }
    }
  }

  private func expect(_ set: PortSet, is plain: Set<Port>) {
    #expect(set.count == plain.count && set.isEmpty == plain.isEmpty)
    #expect(Self.naive(set.ranges) == plain)
    for (range, next) in zip(set.ranges, set.ranges.dropFirst()) {
      #expect(Int(range.last) + 1 < Int(next.first), "\(range) and \(next) touch")
    }
  }

  @Test(arguments: [
    (["21", "990", "40000-40199"], "21, 990, 40000-40199"), (["22", "21", "23"], "21-23"), ([], "none"),
    (["0-65535"], "0-65535"), (["65535", "0"], "0, 65535"), (["1-10", "5-20", "21"], "1-21"),
  ])
  func isWrittenInShortestForm(_ texts: [String], _ description: String) throws {
    let ranges = try texts.map { text in
      let ends = try text.split(separator: "-").map { try #require(Port(decimalPort: $0)) }
      return try #require(PortRange(ends[0], ends[ends.count - 1]))
    }
    #expect(PortSet(ranges).description == description)
  }

  @Test func knowsAllPorts() {
    #expect(PortSet.any.count == 65536)
    #expect(PortSet.any.complement.isEmpty)
    #expect(PortSet().complement == .any)
    #expect(PortSet.client.ranges.map(\.description) == ["1024-65535"])
    #expect(PortSet(21) == PortSet(PortRange(21)))
  }
}
