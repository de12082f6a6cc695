import ICD10CM

/// Takes the text of a paragraph apart: citations `[1]`, the mark `[unverified]`, facts and placeholders in braces,
/// codes, and text.
struct InlineReader {
  private(set) var pieces: [EditorialFile.Piece] = []
  private(set) var only: [Code] = []
  private(set) var except: [Code] = []
  private(set) var conditions: [EditorialFile.Condition] = []
  private(set) var problems: [EditorialProblem] = []

  private let file: String
  private var line: Int
  private var text = ""
  private var textLine: Int

  /// Reads the lines of a paragraph, the first of which is number `line` of the file.
  init(_ lines: [Substring], file: String, line: Int) {
    self.file = file
    self.line = line
    textLine = line
    let joined = Array(lines.joined(separator: "\n").utf8)
    var position = 0
    while position < joined.count {
      let byte = joined[position]
      if byte == UInt8(ascii: "{") {
        position = readBraces(joined, from: position)
      } else if byte == UInt8(ascii: "["), let end = readBrackets(joined, from: position) {
        position = end
      } else {
        var end = position + 1
        while end < joined.count, ![UInt8(ascii: "{"), UInt8(ascii: "["), 0x0A].contains(joined[end]) { end += 1 }
        append(joined[position..<end])
        position = end
      }
    }
    endText()
    trimStart()
  }

  private mutating func trimStart() {
    guard case .text(let text)? = pieces.first?.content else { return }
    pieces[0].content = .text(String(text.drop { $0 == " " }))
  }

  private mutating func fail(_ kind: EditorialProblem.Kind, _ message: String, _ remedy: String) {
    problems.append(EditorialProblem(kind, file, line: line, message, remedy: remedy))
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    var bytes = bytes
    if bytes.first == 0x0A {
      text += " "
      endText()
      line += 1
      bytes.removeFirst()
    }
    if text.isEmpty { textLine = line }
    text += String(decoding: bytes, as: UTF8.self)
  }

  private mutating func endText() {
    for (text, mention) in CodeMention.split(text) {
      let isLink = mention.map { $0.form == .code || $0.form == .family || $0.form == .wildcard } ?? false
      add(isLink ? mention.map(EditorialFile.Content.mention) ?? .text(text) : .text(text), line: textLine)
    }
    text = ""
  }

  private mutating func add(_ content: EditorialFile.Content, line: Int) {
    if case .text(let new) = content, case .text(let old)? = pieces.last?.content,
      pieces.last?.line == line
    {
      pieces[pieces.count - 1].content = .text(old + new)
    } else {
      pieces.append(EditorialFile.Piece(content: content, line: line))
    }
  }

  /// A number or the mark in brackets; anything else in brackets is text ("[DISH]").
  private mutating func readBrackets(_ bytes: [UInt8], from start: Int) -> Int? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let word = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    if word == "unverified" {
      endText()
      add(.unverified, line: line)
    } else if let number = Int(word) {
      endText()
      add(.citation(number), line: line)
    } else {
      return nil
    }
    return end + 1
  }

  private mutating func readBraces(_ bytes: [UInt8], from start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else {
      fail(.form, "a brace is opened and never closed", "close the fact with '}'")
      return start + 1
    }
    let inner = String(decoding: bytes[(start + 1)..<end].map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
    let lineBreaks = bytes[start..<end].count { $0 == 0x0A }
    let isFirst = pieces.isEmpty && text.allSatisfy(\.isWhitespace)
    defer { line += lineBreaks }
    guard let call = Self.call(inner), !call.name.isEmpty else {
      fail(.form, "'{\(inner)}' is no fact", "write {name value \"words\"}, with both quotation marks")
      return end + 1
    }
    if call.name == "where" {
      readCondition(call, isFirst: isFirst)
    } else if call.name == "for" || call.name == "not-for" {
      readScope(call, isFirst: isFirst)
    } else if let name = call.name.split(separator: "|").first,
      let placeholder = EditorialFile.Placeholder(rawValue: String(name)), call.values.isEmpty || inner.contains("|")
    {
      endText()
      let fallback = inner.firstIndex(of: "|").map { String(inner[inner.index(after: $0)...]) }
      add(.placeholder(placeholder, fallback: fallback), line: line)
    } else {
      endText()
      add(.fact(call), line: line)
    }
    return end + 1
  }

  private mutating func readCondition(_ call: FactCall, isFirst: Bool) {
    guard isFirst, let condition = EditorialFile.Condition(call.values) else {
      return fail(
        .form, "'{where \(call.values.joined(separator: " "))}' is no condition at the front of a paragraph",
        "write {where displacement}, {where open} or {where seventh A,B,C} first in the paragraph")
    }
    text = ""
    conditions.append(condition)
  }

  private mutating func readScope(_ call: FactCall, isFirst: Bool) {
    guard isFirst, !call.values.isEmpty else {
      return fail(.form, "'{\(call.name) …}' stands inside a paragraph", "put it first in the paragraph, with codes")
    }
    text = ""
    for value in call.values {
      var bare = Substring(value)
      while bare.last == "-" || bare.last == "." || bare.last == "," { bare.removeLast() }
      guard let code = Code(bare) else {
        fail(.form, "'\(value)' in {\(call.name) …} is no code", "write codes: {for M85.88 M85.85-}")
        continue
      }
      if call.name == "for" { only.append(code) } else { except.append(code) }
    }
  }

  /// `name value "words"`; `nil` where a quotation mark is not closed.
  static func call(_ inner: String) -> FactCall? {
    var parts: [(text: String, isQuoted: Bool)] = []
    var current = ""
    var isInside = false
    for character in inner {
      if character == "\"" {
        if isInside { parts.append((current, true)) } else if !current.isEmpty { parts.append((current, false)) }
        current = ""
        isInside.toggle()
      } else if character == " ", !isInside {
        if !current.isEmpty { parts.append((current, false)) }
        current = ""
      } else {
        current.append(character)
      }
    }
    guard !isInside else { return nil }
    if !current.isEmpty { parts.append((current, false)) }
    guard let name = parts.first, !name.isQuoted else { return nil }
    let values = parts.dropFirst()
    let quoted = values.enumerated().filter(\.element.isQuoted).map(\.offset)
    return FactCall(name: name.text, values: values.map(\.text), quoted: Set(quoted))
  }
}
