extension Secrets {
  /// The secrets of a source's text.
  ///
  /// A file of JSON that describes an environment may hold anything: keys of accounts, tokens, scripts for machines. So
  /// each of its texts counts as secret but the values of members that rules point to and that are known to be none.
  public init(of source: SourceFile) {
    let text = source.text
    let usual = Secrets(of: text)
    let first = text.first { $0 > 0x20 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      self = usual
      return
    }
    var scan = JSONTextScan(text: text)
    scan.run()
    self.init(joining: usual.ranges + scan.unknown)
  }
}

/// Finds the texts of a JSON file that are no values of known members; what is malformed is taken as it comes.
private struct JSONTextScan {
  let text: ArraySlice<UInt8>
  /// Where such texts stand.
  private(set) var unknown: [ByteRange] = []
  /// For each object and array around, whether the member whose value comes next is known.
  private var isKnown: [Bool] = []

  init(text: ArraySlice<UInt8>) {
    self.text = text
  }

  mutating func run() {
    var offset = text.startIndex
    while offset < text.endIndex {
      switch text[offset] {
      case UInt8(ascii: "{"): isKnown.append(false)
      case UInt8(ascii: "["): isKnown.append(isKnown.last ?? false)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = isKnown.popLast()
      case UInt8(ascii: "\""):
        offset = readString(from: offset + 1)
        continue
      default: break
      }
      offset += 1
    }
  }

  /// Reads a string from behind its first quote on; gives the offset behind its last.
  private mutating func readString(from start: Int) -> Int {
    var end = start
    while end < text.endIndex, text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
    end = min(end, text.endIndex)
    let behind = min(end + 1, text.endIndex)
    let next = text[behind...].first { $0 > 0x20 }
    if next == UInt8(ascii: ":"), !isKnown.isEmpty {
      isKnown[isKnown.count - 1] = Self.names.contains(String(decoding: text[start..<end], as: UTF8.self).lowercased())
    } else if isKnown.last != true, start < end {
      unknown.append(ByteRange(start - text.startIndex, end - text.startIndex))
    }
    return behind
  }

  /// The members whose values are shown, in lower case.
  private static let names: Set<String> = {
    let words = """
      name id type priority direction access protocol protocols ipProtocols sourceAddressPrefix sourceAddressPrefixes \
      sourcePortRange sourcePortRanges destinationAddressPrefix destinationAddressPrefixes destinationPortRange \
      destinationPortRanges expandedSourceAddressPrefix expandedDestinationAddressPrefix ipAddress sku tier \
      publicIPAllocationMethod allocation_method ip_address loadDistribution load_distribution translatedAddress \
      translatedPort translated_address translated_port sourceAddresses source_addresses destinationAddresses \
      destination_addresses destination_address destinationPorts destination_ports source_address_prefix \
      source_address_prefixes source_port_range source_port_ranges destination_address_prefix \
      destination_address_prefixes destination_port_range destination_port_ranges frontendPort backendPort \
      frontend_port backend_port network_security_group_name address addresses networkCategories interface \
      privateIPAddress private_ip_address subnet_id addressPrefixes address_space action
      """
    return Set(words.split { $0 == " " || $0 == "\n" }.map { $0.lowercased() })
  }()
}
