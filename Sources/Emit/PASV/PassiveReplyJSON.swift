internal import IISConfiguration
internal import Inet
internal import Reachability
internal import Text

extension PassiveReplyText {
  /// The answer for programs.
  public var json: [UInt8] { versionedJSON { writeMembers(to: &$0) } }

  /// Writes what the reply names, what the configuration says to it, and what that means.
  func writeMembers(to json: inout JSONWriter) {
    json.optional("address", reply.address?.description)
    json.optional("addressKind", reply.address?.scope.phrase.description)
    json.member("port", Int(reply.port))
    json.key("sites")
    if let verdict {
      json.array(verdict.sites, inLines: true) { json, site in
        json.object { json in
          json.member("site", Secrets.maskedValue(site.name))
          json.member("starts", site.starts)
          write(site.relation, to: &json)
        }
      }
    } else {
      json.null()
    }
    json.object("passiveRange", verdict?.port) { json, match in
      switch match {
      case .inside(let range):
        json.member("relation", "inside")
        json.member("ports", range.description)
      case .outside(let range):
        json.member("relation", "outside")
        json.member("ports", range.description)
      case .noRange(let isDynamic):
        json.member("relation", "unset")
        json.optional("ports", nil)
        json.member("isDynamicPort", isDynamic)
      case .invalidRange:
        json.member("relation", "invalid")
        json.optional("ports", nil)
      }
    }
    json.key("meaning")
    json.strings(meaning + shapeMeaning)
  }

  private func write(_ relation: PassiveReplyVerdict.Relation, to json: inout JSONWriter) {
    switch relation {
    case .isExternalAddress(let origin):
      json.member("relation", "external-address")
      json.member("inherited", origin != .site)
    case .canBeOwnAddress: json.member("relation", "own-address")
    case .isBoundElsewhere: json.member("relation", "bound-elsewhere")
    case .hasOther(let address):
      json.member("relation", "other-address")
      json.member("externalAddress", Secrets.maskedValue(address))
    }
  }
}
