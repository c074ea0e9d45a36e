import IISConfiguration
import Testing
import TestSupport

/// In each text `hunter2` is secret and `plain` is not.
@Suite(.timeLimited) struct SecretsTests {
  @Test(arguments: [
    #"<a password="hunter2" b="plain"/>"#, #"<a PassWord = 'hunter2' b="plain"/>"#,
    #"<a adPassword="hunter2"/><plain/>"#,
    "<a password\n=\n\t\"hunter2\" b=\"plain\"/>", "<a password=\"x\nhunter2\ny\" b=\"plain\"/>",
    #"<a passwordHash="hunter2" b="plain"/>"#, #"<a encryptedValue="hunter2" b="plain"/>"#,
    "<add name=\"plain\" sessionKey=\"hunter2\nhunter2\" />", #"<a b="[enc:Provider:hunter2:enc]" c="plain"/>"#,
    "<a b=\"[enc:Provider:hunter2\nplain", #"<a b="[enc:Provider:hunter2" c="plain"/>"#,
    #"<a b="Server=plain;Uid=x;Pwd=hunter2"/>"#, #"<a b="password=hunter2" c="plain"/>"#,
    #"<a b="Uid=x;Password=hunter2;" c="plain"/>"#, #"<a b="Password='hunter2;x';A=b" c="plain"/>"#,
    #"<a b="Password='hunter2'" c="plain"/>"#, "<password>hunter2</password> plain",
    "<a>\n<Password >hunter2</Password>plain",
    #"<add key="ftpPassword" value="hunter2" b="plain"/>"#, #"<add value="hunter2" key="password" b="plain"/>"#,
    "<!-- password=\"hunter2\" -->\nplain", "<a password=\"hunter2\"/>\n=======\nplain",
    "<a password=\"a>b hunter2\" b=\"plain\"/>", "<a passwd='hunter2' b='plain'/>",
    #"<adPassword x="1">hunter2</adPassword>plain"#, #"<adPassword value="hunter2"/><plain/>"#,
    "<adPassword>\n<![CDATA[<a>hunter2]]></adPassword>plain", "<password><value>hunter2</value></password>plain",
    #"<add name="password" data="hunter2"/><plain/>"#, #"<add name="adPassword">hunter2</add>plain"#,
    #"<add key="ftpPassword" x="1" value="hunter2"/><plain/>"#, #"<add key="p&#97;ssword" value="hunter2"/><plain/>"#,
    #"<a b="plain p&#x61;ssword=hunter2"/>"#, #"<a b="plain &#91;enc:hunter2:enc]"/>"#,
    #"<a b="ftp://plain:hunter2@host/"/>"#, #"<a b="AccountName=plain;AccountKey=hunter2"/>"#,
    #"<machineKey validationKey="hunter2" decryptionKey="hunter2" b="plain"/>"#,
    "<a b=\"[enc:Provider:\nhunter2:enc]\" c=\"plain\"/>",
  ]) func wellFormedTextsAreMaskedExactly(_ text: String) {
    expectMasked(text)
  }

  @Test(arguments: [
    "<a password=hunter2 b=\"plain\"/>", "<a password=hunter2\nplain", "<a password=\"hunter2 />\n<b c=\"plain\"/>",
    "<a password=\"x\"hunter2\" b=\"plain\"/>", "<a password=\"x\" hunter2\" b=\"plain\"/>",
    "<a password=\"\"hunter2\"\" b=\"plain\"/>", "<a password='x'hunter2' b='plain'/>",
    "<a password=\"x\">hunter2\" b=\"plain\"/>",
    "<a password=\"x<hunter2&\" b=\"plain\"/>", "plain password=\"hunter2", "plain <password>hunter2",
    "plain password='hunter2\"/>",
    "<a password = hunter2/>\n plain", "<a plain=\"\" password=hunter2 hunter2",
    "<a password=\"hunter2/>hunter2\" b=\"plain\"/>",
    "plain password: hunter2", #"{"plain": 1, "password": "hunter2"}"#, #"<a b="plain"/><a password "hunter2"/>"#,
    #"<a b="plain" password&#160;="hunter2"/>"#, #"<a b="[enc:x'hunter2:enc]" c="plain"/>"#,
    #"<a b="Zenc:Provider:hunter2:enc]" c="plain"/>"#,
    "<a password=x   hunter2\t \t hunter2 b=\"plain\"/>", "<a password=hunter2  \n\n  plain",
    "<a password=\"x\n\n \n hunter2\n\n<b c=\"plain\"/>", "<a password=\"x\r\n \r\nhunter2\"\r\n plain",
    "plain [enc:hunter2", "plain pwd=hunter2", "<a password=x\"hunter2 b=\"plain\"/>",
    "<a passwordhunter2\" b=\"plain\"/>", "<plain></passwordhunter2>", "<plain></passwdhunter2 >",
  ]) func malformedTextsAreMasked(_ text: String) {
    expectMasked(text)
  }

  /// One who mistypes the attribute's name has still typed the password.
  @Test(arguments: [
    "assword", "?assword", "p!ssword", "pa.sword", "pas.word", "pass.ord", "passw.rd", "passwo.d", "passwor", "pasword",
    "passord", "passwrod", "paswsord", "Passwort", "adPaswort", "pass", "passphrase", "PASSWD", "pswd", "userPwd",
  ]) func slipsOfThePenAreMasked(_ name: String) {
    expectMasked("<a \(name)=\"hunter2\" b=\"plain\"/>")
  }

  @Test(arguments: ["<", "?", "9", "5", "-", "}", "\u{1D}", ":", "/", "&", "#="]) func soAreThoseOfTheEqualsSign(
    _ sign: String
  ) {
    expectMasked("<a b=\"plain\" password\(sign)\"hunter2\" />")
  }

  @Test func aNULInAValueHidesNothing() {
    #expect(Secrets.maskedValue("\0pwd=x\0y") == "\0pwd=•\0y")
  }

  @Test(arguments: [
    #"<a password="" b="x"/>"#, #"<a passivePort="1"/>"#, "a&#10;b &#160; &#x1F600; &amp;=x", "a@b", "http://a:80/ b@c",
    #"<a name="password"/><b/>"#, #"<a passwordless b="x"/>"#, "no password here, or there",
    "<a logonMethod=\"ClearTextPassword\"/>",
    "the password", "password", "pwd=", "[", "kvwKVW", #"set password="" in the file"#,
  ]) func whatIsNoSecretStays(_ text: String) {
    #expect(Secrets.masked(text) == text)
  }

  @Test func textThatHidesItsNamesIsSecretAsAWhole() {
    #expect(Secrets.masked("p\0w\0d\0=\0x\0") == String(repeating: "•", count: 10))
  }

  @Test func rangesAreInOrderAndDisjoint() {
    let secrets = Secrets(of: Array(#"<a value="x" key="password"/><a password="y" pwd="z"/>"#.utf8)[...])
    #expect(secrets.ranges == [ByteRange(10, 11), ByteRange(42, 43), ByteRange(50, 51)])
    #expect(Array(secrets.overlapping(ByteRange(11, 50))) == [ByteRange(42, 43)])
    #expect(secrets.overlapping(ByteRange(51, 60)).isEmpty)
  }

  @Test func theParsersMessageDoesNotTellThem() {
    #expect {
      try read("<configuration><a></passwordhunter2></configuration>")
    } throws: {
      !(($0 as? ReadingFailure)?.message.description.contains("hunter2") ?? true)
    }
  }

  private func expectMasked(_ text: String, at place: SourceLocation = #_sourceLocation) {
    let masked = Secrets.masked(text)
    #expect(!masked.contains("hunter2"), "\(masked)", sourceLocation: place)
    #expect(masked.contains("plain"), "\(masked)", sourceLocation: place)
    #expect(masked.unicodeScalars.count == text.unicodeScalars.count, sourceLocation: place)
  }
}
