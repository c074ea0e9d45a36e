internal import CLibXML2

/// Makes libxml2 ready for use.
enum LibXML2Setup {
  /// Done once: libxml2 fills its globals at the first use of each, which two threads must not do at a time.
  static let isReady: Bool = {
    xmlInitParser()
    return true
  }()
}

/// The encodings that libxml2 knows by name; it decodes them, since the standard library has none but Unicode's own.
enum NamedEncoding {
  /// Decodes bytes of a named encoding to UTF-8; nothing if the encoding is unknown or the bytes do not fit it.
  static func decode(_ bytes: [UInt8], from encoding: String) -> [UInt8]? {
    unsafe converted(bytes, encoding) { unsafe xmlCharEncInFunc($0, $1, $2) }
  }

  /// Encodes UTF-8 in a named encoding; nothing if the encoding is unknown.
  ///
  /// What the encoding does not have may become a reference (`&#8206;`), so that whoever asks must decode what he gets.
  static func encode(_ text: [UInt8], to encoding: String) -> [UInt8]? {
    unsafe converted(text, encoding) { unsafe xmlCharEncOutFunc($0, $1, $2) }
  }

  private static func converted(
    _ bytes: [UInt8], _ encoding: String,
    by convert: (xmlCharEncodingHandlerPtr, xmlBufferPtr, xmlBufferPtr) -> Int32
  ) -> [UInt8]? {
    guard LibXML2Setup.isReady, bytes.count < Int32.max, let handler = unsafe xmlFindCharEncodingHandler(encoding)
    else {
      return nil
    }
    defer { unsafe xmlCharEncCloseFunc(handler) }
    guard let input = unsafe xmlBufferCreate(), let output = unsafe xmlBufferCreate() else { return nil }
    defer {
      unsafe xmlBufferFree(input)
      unsafe xmlBufferFree(output)
    }
    let isAdded = unsafe bytes.withUnsafeBufferPointer {
      unsafe xmlBufferAdd(input, $0.baseAddress, Int32($0.count)) == 0
    }
    guard isAdded || bytes.isEmpty else { return nil }
    // Without a parser there is no context to ask; left alone, libxml2 would print bytes of the file, whatever they are.
    unsafe xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    while unsafe xmlBufferLength(input) > 0 {
      let left = unsafe xmlBufferLength(input)
      guard unsafe convert(handler, output, input) >= 0, unsafe xmlBufferLength(input) < left else {
        return nil
      }
    }
    let converted = unsafe UnsafeBufferPointer(
      start: xmlBufferContent(output), count: Int(xmlBufferLength(output)))
    return unsafe Array(converted)
  }
}
