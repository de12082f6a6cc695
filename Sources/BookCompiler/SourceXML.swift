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
enum SourceXML {
  /// What the reader hands over.
  enum Event {
    /// A container opens.
    case open(SourceNode)
    /// A container closes.
    case close(String)
    /// An element that is no container, whole.
    case record(SourceNode)
  }

  /// Reads the whole file and calls `handle` for every event; the error that `handle` throws ends the reading.
  static func read(
    _ bytes: [UInt8], file: String, root: String, containers: Set<String>, limits: SourceLimits,
    handle: (Event) throws(SourceError) -> Void
  ) throws(SourceError) {
    try requireSizeAndUTF8(bytes, file: file, limits: limits)
    var scanner = try XMLScanner(bytes, file: file, limits: limits)
    /// Names of the containers that are open, the root first.
    var open: [String] = []
    /// Elements of the record that are open, the outermost first.
    var stack: [SourceNode] = []
    var textBytes = 0
    while let token = try scanner.next() {
      switch token {
      case .start(let name, let attributes):
        let node = SourceNode(name: name, line: scanner.line, attributes: attributes)
        if open.isEmpty {
          guard name == root else {
            throw SourceError(.unrecognised, file: file, line: node.line, "the root is <\(name)>, not <\(root)>")
          }
          open.append(name)
        } else if stack.isEmpty, containers.contains(name), open.last != name {
          open.append(name)
          try handle(.open(node))
        } else {
          stack.append(node)
          textBytes = 0
        }
      case .end:
        if let node = stack.popLast() {
          if stack.isEmpty { try handle(.record(node)) } else { stack[stack.count - 1].content.append(.element(node)) }
        } else if let closed = open.popLast(), !open.isEmpty {
          try handle(.close(closed))
        }
      case .text(let text, let line):
        textBytes += text.utf8.count
        guard textBytes <= limits.textBytes else {
          throw SourceError(.oversized, file: file, line: line, "a text of more than \(limits.textBytes) bytes")
        }
        guard !stack.isEmpty else {
          if text.folded.isEmpty { continue }
          throw SourceError(.malformed, file: file, line: line, "text directly in <\(open.last ?? root)>")
        }
        // White space between elements is most of the file's texts; only text with something in it is kept.
        if !stack[stack.count - 1].content.isEmpty || text.utf8.contains(where: { $0 > 0x20 }) {
          stack[stack.count - 1].content.append(.text(text))
        }
      }
    }
  }
}
