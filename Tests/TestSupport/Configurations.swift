package import IISConfiguration

/// A file with these `<site>`s, and what else stands in `<configuration>`.
package func file(sites: String, rest: String = "") -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <configuration>
    <system.applicationHost>
      <sites>
  \(sites)
      </sites>
    </system.applicationHost>
  \(rest)
  </configuration>

  """
}

/// The root directory that IIS asks of each site.
package let rootDirectory =
  "<application path=\"/\"><virtualDirectory path=\"/\" physicalPath=\"D:\\Ftp\" /></application>"

/// A site bound to `*:21:` that holds this beside its bindings and, unless it is in this, its root directory.
package func site(_ name: String = "FTP", id: Int = 1, _ contents: String = "") -> String {
  """
  <site name="\(name)" id="\(id)">\(contents.contains("<application") ? "" : rootDirectory)
  <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
  \(contents)
  </site>
  """
}

/// The `<system.ftpServer>` that sets a passive port range.
package func passiveRange(_ low: Int, _ high: Int) -> String {
  """
  <system.ftpServer>
  <firewallSupport lowDataChannelPort="\(low)" highDataChannelPort="\(high)" />
  </system.ftpServer>
  """
}

/// Reads a text as a file in UTF-8.
package func read(_ text: String) throws(ReadingFailure) -> Configuration {
  try ConfigurationReader.read(SourceFile(path: "applicationHost.config", bytes: Array(text.utf8)))
}
