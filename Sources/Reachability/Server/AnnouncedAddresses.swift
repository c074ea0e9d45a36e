public import IISConfiguration
public import Inet
internal import Text

extension Configuration {
  /// The public addresses that sites name in replies to PASV.
  public var announcedPublicAddresses: [IPv4Address] {
    ftpSites.compactMap(\.announcedPublicAddress).distinct
  }
}
