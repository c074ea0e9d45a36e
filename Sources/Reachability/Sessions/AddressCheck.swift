internal import IISConfiguration
internal import Text

extension SiteConnections {
  /// What `ipSecurity` says of the addresses that the server sees; nothing where it says nothing.
  func addressCheck(_ listener: ListenerPath) -> SessionCheck? {
    listener.source.map { translatedCheck($0) } ?? clientCheck
  }

  private func stops(_ reason: Message, _ range: ByteRange?) -> SessionCheck {
    SessionCheck(
      .blocked, reason, at: world.server.place(range), symptom: .addressRefused, rule: .addressRestrictionLocksOut)
  }

  private var clientCheck: SessionCheck? {
    switch site.admission(of: world.origin.addresses) {
    case .unrestricted: return nil
    case .nobody(let range): return stops("address restrictions let nobody in", range)
    case .admitted(let entry):
      return SessionCheck(.passes, "address restrictions let these clients in", at: world.server.place(entry))
    case .partlyAdmitted(let entry): return stops("address restrictions let only some of these clients in", entry)
    case .denied(let entry): return stops("address restrictions deny these clients, or some of them", entry)
    case .unlisted(let range): return stops("address restrictions deny clients that they do not list", range)
    case .unknown(let entry):
      return SessionCheck(
        .unknown, "which entry of the address restrictions holds is not documented", at: world.server.place(entry))
    }
  }

  /// What it says of a translator's addresses, of which each client comes with one.
  private func translatedCheck(_ source: TranslatedSource) -> SessionCheck? {
    switch site.admission(of: source.possible) {
    case .unrestricted: return nil
    case .nobody(let range): return stops("address restrictions let nobody in", range)
    case .admitted(let entry):
      return SessionCheck(
        .passes, "address restrictions let the addresses of \(source.translator) in", at: world.server.place(entry))
    case .unlisted(let range) where source.known != nil:
      return stops("address restrictions deny the addresses of \(source.translator), which they do not list", range)
    case .partlyAdmitted(let entry), .denied(let entry), .unknown(let entry):
      return doubt(source, entry)
    case .unlisted(let range): return doubt(source, range)
    }
  }

  private func doubt(_ source: TranslatedSource, _ range: ByteRange?) -> SessionCheck {
    SessionCheck(
      .unknown, "\(source.doubt), and address restrictions may deny it", at: world.server.place(range))
  }
}
