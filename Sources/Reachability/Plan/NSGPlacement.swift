internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// Where rules go among those that security groups have already, and what denies before them.
struct NSGPlacement {
  /// The groups of the server, as far as files tell.
  let groups: [NetworkSecurityGroup]
  /// What the names of the plan's own rules begin with; those that are there already are about to go or to be set anew.
  let ownPrefix: String
  /// The lowest priority to try.
  let lowest: Int
  /// The rule before which the plan's rules go, if somebody named one.
  let before: String?

  /// A free priority for each of some rules of one direction, in their order; too high ones where there is no room.
  func priorities(_ count: Int, _ direction: FlowDirection) -> [Int] {
    let taken = groups.reduce(into: Set<Int>()) {
      $0.formUnion($1.priorities(direction, butFor: ownPrefix))
    }
    if let limit = priorityOfNamedRule(direction) {
      let free = Array((Self.first..<max(limit, Self.first)).filter { !taken.contains($0) }.suffix(count))
      if free.count == count { return free }
    }
    var next = lowest
    return (0..<count).map { _ in
      while taken.contains(next) { next += 1 }
      defer { next += 10 }
      return next
    }
  }

  /// What rules that are there already make of a rule at a priority.
  func neighbours(of flow: Flow, at priority: Int) -> (fault: Message?, remarks: [Message]) {
    let denials = groups.flatMap { $0.denials(of: flow) }.filter { !$0.name.lowercased().hasPrefix(ownPrefix) }
    return (Self.fault(of: denials, at: priority), Self.remarks(on: denials, at: priority))
  }

  /// Why a rule at a priority would do nothing, or something that nobody has asked for.
  private static func fault(of denials: [SecurityGroupDenial], at priority: Int) -> Message? {
    if let denial = denials.first(where: { $0.isJustInTime && ($0.priority ?? 0) > priority && $0.isCertain }) {
      return """
        it would come before \(quoted: denial.name) of \(denial.group), by which just-in-time access closes the port: ask for \
        access there, or give a --priority above \(denial.priority ?? 0)
        """
    }
    guard let denial = denials.first(where: { $0.isCertain && ($0.priority ?? 0) < priority }) else { return nil }
    let remedy: Message =
      denial.isJustInTime
      ? "just-in-time access opens the port for a time: ask for access there"
      : "to put the rules before it, give --before \(quoted: denial.name), or a --priority below \(denial.priority ?? 0)"
    return
      "rule \(quoted: denial.name) of \(denial.group) (priority \(denial.priority ?? 0)) would deny it before; \(remedy)"
  }

  /// What the reader of the rule should know: a denial that it passes, or one that may deny before.
  private static func remarks(on denials: [SecurityGroupDenial], at priority: Int) -> [Message] {
    denials.compactMap { denial in
      guard let place = denial.priority, denial.isCertain, !denial.isJustInTime else {
        return denial.isCertain || denial.isJustInTime
          ? nil
          : "rule \(quoted: denial.name) of \(denial.group) may deny some of this before: no file tells whom it is about"
      }
      return place > priority
        ? "this comes before rule \(quoted: denial.name) of \(denial.group) (priority \(place)), which denies it" : nil
    }
  }

  private func priorityOfNamedRule(_ direction: FlowDirection) -> Int? {
    guard let before else { return nil }
    return groups.flatMap(\.rules).first {
      $0.name.value.lowercased() == before.lowercased() && $0.direction?.value == direction
    }?.priority?.value
  }

  private static let first = 100
}
