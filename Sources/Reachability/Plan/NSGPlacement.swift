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
  /// Whether rules of the plan's name stay that the plan does not have, and one that it has is set where it stands.
  let keepsStanding: Bool
  /// The lowest priority to try.
  let lowest: Int
  /// The rule before which the plan's rules go, if somebody named one.
  let before: String?
  /// Rules of Virtual Network Manager, which are asked before any group.
  let managerRules: [NetworkSecurityGroup]

  /// A priority for each of some rules of one direction, by their names and in their order: free ones, too high where there is no
  /// room, or those that they have.
  func priorities(_ names: [String], _ direction: FlowDirection) -> [Int] {
    guard keepsStanding else { return free(names.count, direction, besides: ownPrefix) }
    let kept = names.map { rule(named: $0, direction)?.priority?.value }
    var rest = free(kept.count { $0 == nil }, direction, besides: nil)
    return kept.map { $0 ?? rest.removeFirst() }
  }

  /// Priorities that no rule has, or none but rules whose names begin so.
  private func free(_ count: Int, _ direction: FlowDirection, besides prefix: String?) -> [Int] {
    let taken = groups.reduce(into: Set<Int>()) { $0.formUnion($1.priorities(direction, besides: prefix)) }
    if let limit = before.flatMap({ rule(named: $0, direction)?.priority?.value }) {
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

  /// What rules that are there already make of a rule at a priority; `clients` are all whom the plan lets in.
  func neighbours(
    of flow: Flow, at priority: Int, clients: IPAddressSet
  ) -> (fault: Message?, remarks: [Message]) {
    if let denial = managerRules.flatMap({ $0.denials(of: flow) }).first(where: \.isCertain) {
      return (
        """
        rule \(quoted: denial.name) of \(denial.group) denies it before any security group is asked: whoever administers the \
        network has to let it in there
        """, []
      )
    }
    let denials = groups.flatMap { $0.denials(of: flow) }.filter { !$0.name.lowercased().hasPrefix(ownPrefix) }
    return (
      fault(of: denials, at: priority),
      Self.remarks(on: denials, at: priority) + openings(beside: flow, clients: clients)
    )
  }

  /// What is open already: that a rule lets all of this in, or others than the plan does.
  private func openings(beside flow: Flow, clients: IPAddressSet) -> [Message] {
    guard flow.direction == .inbound, !flow.isEmpty else { return [] }
    return groups.flatMap { $0.allowances(beside: flow) }.filter { !$0.name.lowercased().hasPrefix(ownPrefix) }
      .compactMap { allowance in
        let rule: Message = "rule \(quoted: allowance.name) of \(allowance.group)"
        if !allowance.remoteAddresses.isSubset(of: clients) {
          return "\(rule) lets in others than these clients at some of these ports, unless a rule before it denies them"
        }
        return allowance.coversAll ? "\(rule) lets all of this in already" : nil
      }
  }

  /// What stands there under a rule's name and lets through something else, so that setting the rule would undo what
  /// somebody has done by hand; ports are the plan's own matter.
  func standing(
    _ name: String, _ direction: FlowDirection, from sources: [String], to destinations: [String]
  ) -> Message? {
    for group in groups {
      guard let rule = group.rules.first(where: { $0.isNamed(name) }),
        !rule.isAsWritten(direction, from: sources, to: destinations)
      else { continue }
      return """
        rule \(quoted: rule.name.value) of \(group.title) is there already and was changed \
        (it \(rule.access?.value == .block ? "denies" : "allows") \(name: rule.networkProtocol?.value ?? "something") from \(list: rule.sources.map { "\(name: $0.text.value)" }) to \(list: rule.destinations.map { "\(name: $0.text.value)" }))
        """
    }
    return nil
  }

  private func rule(named name: String, _ direction: FlowDirection) -> SecurityRule? {
    groups.flatMap(\.rules).first { $0.isNamed(name) && $0.direction?.value == direction }
  }

  /// Rules of the plan's name that are none of these: those of an earlier plan.
  func stale(besides names: Set<String>) -> [String] {
    groups.flatMap(\.rules).map(\.name.value).filter {
      $0.lowercased().hasPrefix(ownPrefix) && !names.contains($0.lowercased())
    }.distinct
  }

  /// Why a rule at a priority would do nothing, or something that nobody has asked for.
  private func fault(of denials: [SecurityGroupDenial], at priority: Int) -> Message? {
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
      : denial.name.lowercased() == before?.lowercased() || (denial.priority ?? 0) <= Self.first
        ? "there is no room before it: give it a higher number"
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

  private static let first = 100
}

extension SecurityRule {
  /// Whether it has a name, which Azure takes in any case.
  fileprivate func isNamed(_ name: String) -> Bool { self.name.value.lowercased() == name.lowercased() }

  /// Whether it allows TCP of a direction between these words, in any order, whatever port the other side has.
  fileprivate func isAsWritten(_ direction: FlowDirection, from sources: [String], to destinations: [String]) -> Bool {
    func words(_ words: [String]) -> Set<String> { Set(words.map(Self.plain)) }
    let otherPorts = direction == .inbound ? sourcePorts : destinationPorts
    return otherPorts.allSatisfy { $0.ports == .any } && self.direction?.value == direction && access?.value == .allow
      && networkProtocol?.value.lowercased() == "tcp"
      && words(self.sources.map(\.text.value)) == words(sources)
      && words(self.destinations.map(\.text.value)) == words(destinations)
  }

  /// One spelling of a word: effective rules have lengths behind addresses, and `0.0.0.0/0` for `*`.
  private static func plain(_ word: String) -> String {
    if ["0.0.0.0/0", "::/0"].contains(word) { return "*" }
    return IPPrefix(word)?.description ?? word.lowercased()
  }
}
