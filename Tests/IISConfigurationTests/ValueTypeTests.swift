import TestSupport
import Testing
@testable import IISConfiguration

@Suite(.timeLimited) struct ValueTypeTests {
  private static let policy = ValueType.enumeration([.init("SslAllow", 0), .init("SslRequire", 1)])
  private static let permissions = ValueType.flags([.init("Read", 1), .init("Write", 2)])

  @Test(
    arguments: [
      ("true", .usual, 1), ("false", .usual, 0), ("True", .unusual("true"), 1), ("1", .unusual("true"), 1),
      ("0", .unusual("false"), 0), (" false", .unusual("false"), 0), ("yes", .invalid, nil), ("", .invalid, nil),
      ("2", .invalid, nil),
    ] as [(String, ValueType.Verdict, Int64?)])
  func booleans(_ text: String, _ verdict: ValueType.Verdict, _ number: Int64?) {
    #expect(ValueType.bool.check(text) == verdict)
    #expect(ValueType.bool.number(text) == number)
  }

  @Test(
    arguments: [
      ("0", .usual, 0), ("65535", .usual, 65535), ("65536", .invalid, nil), ("-1", .invalid, nil), ("007", .usual, 7),
      ("000", .usual, 0), ("+5", .unusual("5"), 5), (" 5", .unusual("5"), 5), ("5 ", .unusual("5"), 5),
      ("0x10", .unusual("16"), 16), ("0x-1", .invalid, nil), ("0x", .invalid, nil), ("1e3", .invalid, nil),
      ("5.0", .invalid, nil), ("", .invalid, nil), ("٥", .invalid, nil), ("99999999999999999999", .invalid, nil),
    ] as [(String, ValueType.Verdict, Int64?)])
  func ports(_ text: String, _ verdict: ValueType.Verdict, _ number: Int64?) {
    let type = ValueType.integer(0...65535)
    #expect(type.check(text) == verdict)
    #expect(type.number(text) == number)
  }

  @Test func wideIntegers() {
    #expect(ValueType.int.check("-2147483648") == .usual)
    #expect(ValueType.int.check("2147483648") == .invalid)
    #expect(ValueType.uint.check("4294967295") == .usual)
    #expect(ValueType.uint.check("4294967296") == .invalid)
    #expect(ValueType.int64.check("-9223372036854775808") == .usual)
  }

  @Test(
    arguments: [
      ("SslAllow", .usual, 0), ("SslRequire", .usual, 1), ("sslrequire", .unusual("SslRequire"), 1),
      ("1", .unusual("SslRequire"), 1), ("2", .invalid, nil), ("SslRequired", .invalid, nil), ("", .invalid, nil),
      ("SslAllow,SslRequire", .invalid, nil),
    ] as [(String, ValueType.Verdict, Int64?)])
  func enumerations(_ text: String, _ verdict: ValueType.Verdict, _ number: Int64?) {
    #expect(Self.policy.check(text) == verdict)
    #expect(Self.policy.number(text) == number)
  }

  @Test(
    arguments: [
      ("Read", .usual, 1), ("Read, Write", .usual, 3), ("Write,Read", .usual, 3), ("", .usual, 0),
      ("read", .unusual("Read"), 1), ("3", .unusual("Read, Write"), 3), ("0", .unusual(""), 0), ("4", .invalid, nil),
      ("Read Write", .invalid, nil), ("Read|Write", .invalid, nil), ("Read,", .invalid, nil),
      ("Execute", .invalid, nil),
    ] as [(String, ValueType.Verdict, Int64?)])
  func flags(_ text: String, _ verdict: ValueType.Verdict, _ number: Int64?) {
    #expect(Self.permissions.check(text) == verdict)
    #expect(Self.permissions.number(text) == number)
  }

  @Test(arguments: [
    ("00:00:30", true), ("23:59:59", true), ("1.00:00:00", true), ("24:00:00", false), ("00:60:00", false),
    ("30", false), ("00:30", false), ("", false), ("-00:00:30", false), ("Infinite", false), (".00:00:00", false),
  ]) func timeSpans(_ text: String, _ isValid: Bool) {
    #expect(ValueType.timeSpan.check(text) == (isValid ? .usual : .invalid))
  }

  @Test func texts() {
    #expect(ValueType.text.check("") == .usual)
    #expect(ValueType.nonEmptyText.check("") == .invalid)
    #expect(ValueType.nonEmptyText.check(" ") == .usual)
  }
}
