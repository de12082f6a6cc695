import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element with all that is in it.
struct SourceNode {
  enum Content {
    case text(String)
    case element(SourceNode)
  }
  var name: String
  var line: Int
  var attributes: [String: String] = [:]
  var content: [Content] = []

  var elements: [SourceNode] {
    content.compactMap { if case .element(let node) = $0 { node } else { nil } }
  }

  /// The text directly in the element, white space folded; that of elements inside it is left out.
  var text: String {
    var text = ""
    for case .text(let part) in content { text += part }
    return text.folded
  }
}

/// Reads an official XML file record by record.
///
/// The root and the elements named in `containers` are opened; every other element below them is handed over whole as
/// soon as it ends, so that memory is bounded by the largest section and not by the file.
final class SourceXML: NSObject {
  /// What the reader hands over.
  enum Event {
    /// A container opens.
    case open(SourceNode)
    /// A container closes.
    case close(String)
    /// An element that is no container, whole.
    case record(SourceNode)
  }

  private let file: String
  private let root: String
  private let containers: Set<String>
  private let limits: SourceLimits
  private let handle: (Event) -> SourceError?
  private var failure: SourceError?
  /// Names of the containers that are open, the root first.
  private var open: [String] = []
  /// Elements of the record that are open, the outermost first.
  private var stack: [SourceNode] = []
  private var textBytes = 0
  /// Line of the last event.
  private var lastLine = 1
  /// Line breaks in the file: an error on the line after them means that the file was cut off.
  private let lineCount: Int
  private var isFinished = false

  private init(
    file: String, root: String, containers: Set<String>, limits: SourceLimits, lineCount: Int,
    handle: @escaping (Event) -> SourceError?
  ) {
    self.file = file
    self.root = root
    self.containers = containers
    self.limits = limits
    self.lineCount = lineCount
    self.handle = handle
  }

  /// Reads the whole file and calls `handle` for every event; the error that `handle` returns ends the reading.
  static func read(
    _ bytes: [UInt8], file: String, root: String, containers: Set<String>, limits: SourceLimits,
    handle: @escaping (Event) -> SourceError?
  ) throws(SourceError) {
    try requireSizeAndUTF8(bytes, file: file, limits: limits)
    try requirePlainProlog(bytes, file: file)
    let reader = SourceXML(
      file: file, root: root, containers: containers, limits: limits, lineCount: bytes.count { $0 == 0x0A },
      handle: handle)
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    parser.shouldProcessNamespaces = false
    parser.shouldResolveExternalEntities = false
    #if canImport(FoundationXML)
      parser.externalEntityResolvingPolicy = .never
    #endif
    let isWellFormed = parser.parse()
    if let failure = reader.failure { throw failure }
    guard isWellFormed, reader.isFinished else {
      throw SourceError(.malformed, file: file, line: reader.lastLine, "no well-formed XML")
    }
  }

  private func fail(_ error: SourceError, _ parser: XMLParser) {
    if failure == nil { failure = error }
    parser.abortParsing()
  }

  private func send(_ event: Event, _ parser: XMLParser) {
    if let error = handle(event) { fail(error, parser) }
  }
}

/// No official file has a document type, a processing instruction or an encoding other than UTF-8. Refusing them before
/// the parser sees the file rules out entity bombs and external entities altogether, and a fault of FoundationXML, which
/// traps on a processing instruction without data (`<?x?>`). The one for a style sheet is harmless and let through.
private func requirePlainProlog(_ bytes: [UInt8], file: String) throws(SourceError) {
  var line = 1
  var isFirst = true
  for index in bytes.indices {
    if bytes[index] == 0x0A { line += 1 }
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { continue }
    let rest = bytes[index...]
    switch bytes[index + 1] {
    case UInt8(ascii: "!") where rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!ENTITY".utf8):
      throw SourceError(.documentType, file: file, line: line, "a document type or entity declaration")
    case UInt8(ascii: "?"):
      let isDeclaration = isFirst && rest.starts(with: "<?xml ".utf8)
      guard isDeclaration || rest.starts(with: "<?xml-stylesheet ".utf8) else {
        throw SourceError(.documentType, file: file, line: line, "a processing instruction")
      }
    default: break
    }
    isFirst = false
  }
  guard let start = bytes.firstIndex(of: UInt8(ascii: "<")), bytes[start...].starts(with: "<?xml".utf8) else { return }
  let declaration = bytes[start...].prefix(200).prefix { $0 != UInt8(ascii: ">") }
  let text = String(decoding: declaration, as: UTF8.self).lowercased()
  guard let encoding = text.range(of: "encoding") else { return }
  let name = text[encoding.upperBound...].drop { " =\"'\t".contains($0) }.prefix { !"\"' ?\t".contains($0) }
  guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name) else {
    throw SourceError(.notUTF8, file: file, line: 1, "the file declares the encoding \(name.uppercased())")
  }
}

extension SourceXML: XMLParserDelegate {
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    guard failure == nil else { return }
    lastLine = max(1, parser.lineNumber)
    let node = SourceNode(name: name, line: lastLine, attributes: attributes)
    guard open.count + stack.count < limits.depth else {
      return fail(
        SourceError(.tooDeep, file: file, line: node.line, "<\(name)> is nested deeper than \(limits.depth)"), parser)
    }
    if open.isEmpty {
      guard name == root else {
        return fail(
          SourceError(.unrecognised, file: file, line: node.line, "the root is <\(name)>, not <\(root)>"), parser)
      }
      open.append(name)
    } else if stack.isEmpty, containers.contains(name), open.last != name {
      open.append(name)
      send(.open(node), parser)
    } else {
      stack.append(node)
      textBytes = 0
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard failure == nil else { return }
    lastLine = max(1, parser.lineNumber)
    if let node = stack.popLast() {
      if stack.isEmpty { send(.record(node), parser) } else { stack[stack.count - 1].content.append(.element(node)) }
    } else if let closed = open.popLast() {
      if open.isEmpty { isFinished = true } else { send(.close(closed), parser) }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard failure == nil else { return }
    lastLine = max(1, parser.lineNumber)
    textBytes += text.utf8.count
    guard textBytes <= limits.textBytes else {
      return fail(
        SourceError(.oversized, file: file, line: lastLine, "a text of more than \(limits.textBytes) bytes"), parser)
    }
    guard !stack.isEmpty else {
      if text.folded.isEmpty { return }
      let place = open.last ?? root
      return fail(SourceError(.malformed, file: file, line: lastLine, "text directly in <\(place)>"), parser)
    }
    // White space between elements is most of the file's text nodes; only text with something in it is kept.
    if !stack[stack.count - 1].content.isEmpty || text.utf8.contains(where: { $0 > 0x20 }) {
      stack[stack.count - 1].content.append(.text(text))
    }
  }

  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
  }

  /// libxml2 goes on after an error, and counts lines to the end; the first error is the one that names the place.
  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    guard failure == nil else { return }
    let line = max(1, parser.lineNumber)
    let number = (error as NSError).code
    let mismatchedTag = 76
    if line >= lineCount, number != mismatchedTag, let name = stack.last?.name ?? open.last {
      fail(SourceError(.truncated, file: file, line: line, "the file ends inside <\(name)>"), parser)
    } else {
      fail(SourceError(.malformed, file: file, line: line, "no well-formed XML (libxml2 error \(number))"), parser)
    }
  }
}
