extension IPAddressSet {
  /// The fewest networks that hold these addresses and no others, IPv4 first, in numeric order.
  ///
  /// Firewalls take networks where a set may be any run of addresses.
  public var prefixes: [IPPrefix] {
    let v4 = v4.runs.flatMap { blocks(of: $0, bits: 32) }.compactMap { block in
      IPPrefix(.v4(IPv4Address(rawValue: block.first)), length: block.length)
    }
    let v6 = v6.runs.flatMap { blocks(of: $0, bits: 128) }.compactMap { block in
      IPPrefix(.v6(IPv6Address(number: block.first)), length: block.length)
    }
    return v4 + v6
  }
}

/// The fewest aligned blocks of 2ⁿ numbers that make up a run, each as large as its first number and the run's end let it be.
private func blocks<Number: FixedWidthInteger & UnsignedInteger>(
  of run: ClosedRange<Number>, bits: Int
) -> [(first: Number, length: Int)] {
  var blocks: [(first: Number, length: Int)] = []
  var next = run.lowerBound
  while true {
    // A run of all numbers has one number more than the type can count, so its bits are counted from what is left behind the first.
    let left = run.upperBound - next
    let fitting = left == .max ? bits : bits - 1 - (left + 1).leadingZeroBitCount
    let free = min(next.trailingZeroBitCount, fitting)
    blocks.append((next, bits - free))
    let last = next + (free == bits ? .max : (1 << free) - 1)
    guard last < run.upperBound else { return blocks }
    next = last + 1
  }
}
