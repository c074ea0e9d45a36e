/// What values, names and texts are changed to: the edges of every type that the schema has, and what means something
/// to one of the readers of the output.
enum Boundaries {
  /// Values as they are spelt in a file.
  static let values = numbers + words + addresses + bindings + secrets + hostile + long

  private static let numbers = [
    "", " ", "-1", "0", "1", "00", "+1", "1e3", "0x15", "20", "21", "989", "990", "1023", "1024", "1025", "49151",
    "49152",
    "65534", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
    "18446744073709551616", " 21", "21 ", "\u{661}", "\u{FF12}", "00:00:00", "1.00:00:00", "99999999999999999999:1:1",
  ]

  private static let words = [
    "true", "false", "True", "TRUE", "yes", "on", "SslAllow", "SslRequire", "SslDeny", "SslRequireCredentialsOnly",
    "sslallow", "CertRequire", "None", "StartInRootDirectory", "IsolateAllDirectories", "ActiveDirectory", "ftp", "FTP",
    "ftps", "http", "*", "?", "Read", "Write", "Read, Write", "Read,Write,", "Allow", "Deny", "users", "MY", "AUTH",
    "PROT",
    "Default FTP Site", "default ftp site", "0123456789ABCDEF0123456789ABCDEF01234567", "012345", "zz",
    "C:\\inetpub\\ftproot", "%SystemDrive%\\inetpub", "IisManagerAuth", "UtcTime",
  ]

  private static let addresses = [
    "0.0.0.0", "255.255.255.255", "127.0.0.1", "10.0.0.4", "100.64.0.1", "169.254.1.1", "192.168.1.1", "104.41.173.83",
    "1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4.", "ftp.example.com", "[::1]", "::", "::1", "fe80::1%3", "2001:db8::5",
    "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8:9",
  ]

  private static let bindings = [
    "*:21:", "*:990:", "*:21:h", "*:990:h", "*:2121:", "*:0:", "*:1:", "*:65535:", "*:65536:", ":21:", "10.0.0.4:21:",
    "10.0.0.4:990:ftp.example.com", "[::]:21:", "[::1]:21:", "[2001:db8::5]:990:", "0.0.0.0:21:", "*:21", "*", "::",
    ":::",
    "*:21::", "[::1:21:", "*:21:a b", "*:21:\u{202E}h", "ftp.example.com:21:",
  ]

  private static let secrets = [
    "[enc:AesProvider:x:enc]", "[enc:::enc]", "[enc:", ":enc]", "password=zzHunter2zz", "p&#97;ssword=zzHunter2zz",
    "ftp://u:zzHunter2zz@h", "Server=x;Pwd=&quot;zzHunter2zz&quot;;",
  ]

  private static let hostile = [
    "'", "&quot;", "&lt;", "&gt;", "&amp;", "&amp;amp;", "&#10;", "&#13;", "&#9;", "&#x10FFFF;", "&#xFFFD;", "&#x85;",
    "\u{85}", "\u{2028}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{2019}; calc #", "$(id)", "`id`", "%PATH%", "!x!", "^",
    "\\",
    "#&gt;", "%0A::error::x", "::error::x", "]]>", "&lt;script&gt;", "|", "😀", "配布", "e\u{301}", "\u{301}",
    "\u{10FFFF}",
    "\u{FFFE}", "\t", "\n", "/", "a/b", "/?",
    // Not well-formed.
    "&", "<", "&#0;", "&#1;", "&x;", "&#xD800;", "&#99999999999;",
  ]

  private static let long = [
    String(repeating: "x", count: 300), String(repeating: "9", count: 400), String(repeating: "&amp;", count: 100),
    String(repeating: "e\u{301}\u{302}", count: 150), String(repeating: "a,", count: 200),
  ]

  /// Pieces that are put between or around elements.
  static let pieces = [
    "<!-- x -->", "<!-- password=\"zzHunter2zz\" -->", "<![CDATA[x<y]]>", "<?x y?>", "text", "&amp;", "&x;", "]]>", "<",
    ">",
    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<a>", "</a>", "<a b='1' b='2'/>", "<x:y/>",
    "<a xmlns:x='y' x:b='1'/>", "\0", "\u{FEFF}", "<<<<<<< HEAD\n", "=======\n", "\u{B}", "<remove/>", "<clear/>",
    "<remove name='x'/>", "<add/>", "<site/>", "<ftpServer/>", "<location path=''/>", "<location path='FTP'/>",
    "<location path='FTP'><system.ftpServer><security/></system.ftpServer></location>",
    "<location><system.applicationHost/></location>", "<bindings/>", "<xi:include href='/etc/passwd'/>",
  ]

  /// What a file may declare.
  static let declarations = [
    "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version='1.1' encoding='utf-16'?>",
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>",
    "<?xml version=\"1.0\" encoding=\"shift_jis\"?>", "<?xml version=\"1.0\" encoding=\"iso-2022-jp\"?>",
    "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "<?xml version=\"1.0\" encoding=\"ebcdic-cp-us\"?>",
    "<?xml version=\"1.0\" encoding=\"ucs-4\"?>", "<?xml version=\"1.0\" encoding=\"euc-jp\"?>",
    "<?xml version=\"1.0\" encoding=\"\"?>", "<?xml encoding=\"x", "<?xml?>",
    "<?xml version=\"2.0\" standalone=\"no\"?>",
  ]
}
