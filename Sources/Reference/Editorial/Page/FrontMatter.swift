import ICD10CM

/// Reads the front matter of a page: `key: value` lines between two lines of three hyphens, and a block of indented
/// lines for each source. Strict: a key that is not known is an error that names the known ones.
struct FrontMatter {
  private(set) var file: EditorialFile
  private(set) var problems: [EditorialProblem] = []

  private static let keys = ["covers", "edition", "verified", "review-by"]
  private static let sourceKeys = ["title", "publisher", "date", "url", "supports", "read", "note"]

  private var values: [String: String] = [:]
  private var source: (number: Int, line: Int, values: [String: String])?

  /// Reads the lines; `first` is the number of the first of them in the file.
  init(name: String, lines: ArraySlice<Substring>, first: Int) {
    file = EditorialFile(name: name)
    for (offset, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      read(line, number: first + offset)
    }
    endSource()
    finish(line: first)
  }

  private mutating func fail(_ line: Int, _ message: String, _ remedy: String) {
    problems.append(EditorialProblem(.frontMatter, file.name, line: line, message, remedy: remedy))
  }

  private mutating func read(_ line: Substring, number: Int) {
    guard let colon = line.firstIndex(of: ":") else {
      return fail(number, "'\(line)' is no 'key: value'", "write one of: \(Self.keys.joined(separator: ", "))")
    }
    let key = line[..<colon].trimmed
    let value = line[line.index(after: colon)...].trimmed
    if line.first == " " {
      guard source != nil, Self.sourceKeys.contains(key) else {
        return fail(
          number, "'\(key)' is no line of a source",
          "write under 'source N:' one of: \(Self.sourceKeys.joined(separator: ", "))")
      }
      if source?.values.updateValue(value, forKey: key) != nil { fail(number, "'\(key)' stands twice", "keep one") }
    } else if key.hasPrefix("source") {
      endSource()
      guard let count = Int(key.dropFirst(6).trimmed), count > 0, value.isEmpty else {
        return fail(number, "'\(line)' starts no source", "write 'source 1:', and its lines indented below")
      }
      source = (count, number, [:])
    } else if Self.keys.contains(key) {
      endSource()
      if values.updateValue(value, forKey: key) != nil { fail(number, "'\(key)' stands twice", "keep one") }
      file.lines[key] = number
    } else {
      fail(number, "'\(key)' is no key", "write one of: \(Self.keys.joined(separator: ", ")), source N")
    }
  }

  private mutating func endSource() {
    guard let source else { return }
    self.source = nil
    for key in ["title", "publisher", "date", "supports", "read"] where source.values[key, default: ""].isEmpty {
      fail(source.line, "source \(source.number) has no '\(key)'", "add '  \(key): …' under it")
    }
    let date = source.values["date", default: ""]
    if !date.isEmpty, date != "undated", !Self.isDate(date) {
      fail(source.line, "source \(source.number) has the date '\(date)'", "write YYYY, YYYY-MM, YYYY-MM-DD or undated")
    }
    let read = source.values["read", default: ""]
    let readOn = Day(read)
    if !read.isEmpty, read != "no", readOn == nil {
      fail(source.line, "source \(source.number) has 'read: \(read)'", "write the day it was read, or 'no'")
    }
    if date == "undated", readOn == nil {
      fail(source.line, "source \(source.number) has no date and was not read", "read it, and note the day")
    }
    if file.sources.contains(where: { $0.number == source.number }) {
      fail(source.line, "source \(source.number) stands twice", "give it another number")
    }
    file.lines["source \(source.number)"] = source.line
    file.sources.append(
      EditorialSource(
        number: source.number, title: source.values["title", default: ""],
        publisher: source.values["publisher", default: ""], date: date, url: source.values["url", default: ""],
        supports: source.values["supports", default: ""], readOn: readOn, note: source.values["note", default: ""]))
  }

  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.count == 4 else { return false }
    let padded = ([String(year)] + parts.dropFirst().map(String.init) + ["01", "01"]).prefix(3)
    return parts.count <= 3 && Day(padded.joined(separator: "-")) != nil
  }

  private mutating func finish(line: Int) {
    for key in Self.keys where values[key, default: ""].isEmpty {
      fail(file.lines[key] ?? line, "'\(key)' is missing", "add '\(key): …' between the two lines of hyphens")
    }
    for text in values["covers", default: ""].split(separator: ",").map(\.trimmed) {
      var bare = Substring(text)
      while bare.last == "-" || bare.last == "." { bare.removeLast() }
      if let code = Code(bare) {
        file.covers.append(code)
      } else {
        fail(file.lines["covers"] ?? line, "'\(text)' is no code", "write codes with commas between: M85.8-, M85.89")
      }
    }
    file.edition = values["edition", default: ""]
    for key in ["verified", "review-by"] {
      guard let text = values[key], !text.isEmpty else { continue }
      guard let day = Day(text) else {
        fail(file.lines[key] ?? line, "'\(text)' is no date", "write YYYY-MM-DD")
        continue
      }
      if key == "verified" { file.verified = day } else { file.reviewBy = day }
    }
    if file.sources.isEmpty {
      fail(line, "no source is listed", "add 'source 1:' with its title, publisher, date, what it supports, and read")
    }
  }
}

extension Substring {
  /// Without white space at the ends.
  var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
