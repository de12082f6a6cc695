import ICD10CM

/// Reads a page's file: front matter, then parts under `# Heading`, subheadings and questions under `## Heading`,
/// paragraphs parted by blank lines, items that start with `- `. Comments `<!-- … -->` are skipped.
struct PageReader {
  private(set) var file: EditorialFile
  private(set) var problems: [EditorialProblem] = []

  private var part: EditorialPart?
  private var heading: String?
  private var headingLine = 0
  private var block: [Substring] = []
  private var blockLine = 0
  private var isItem = false

  /// Reads a text; `name` is what messages call the file.
  init(_ text: String, name: String) {
    let lines = Self.withoutComments(text).split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
    guard lines.indices.contains(start), lines[start].trimmed == "---",
      let end = lines[(start + 1)...].firstIndex(where: { $0.trimmed == "---" })
    else {
      file = EditorialFile(name: name)
      problems = [
        EditorialProblem(
          .frontMatter, name, line: start + 1, "the page does not start with front matter",
          remedy: "put 'covers', 'edition', 'verified', 'review-by' and the sources between two lines of '---'")
      ]
      return
    }
    let front = FrontMatter(name: name, lines: lines[(start + 1)..<end], first: start + 2)
    file = front.file
    problems = front.problems
    for number in (end + 1)..<lines.count { read(lines[number], number: number + 1) }
    endBlock()
    if file.paragraphs.isEmpty {
      problems.append(
        EditorialProblem(
          .form, name, line: end + 1, "the page has no paragraph", remedy: "write a part: '# Meaning' and text below"))
    }
  }

  private mutating func read(_ line: Substring, number: Int) {
    if line.hasPrefix("## ") {
      endBlock()
      heading = line.dropFirst(3).trimmed
      headingLine = number
    } else if line.hasPrefix("# ") {
      endBlock()
      heading = nil
      let name = line.dropFirst(2).trimmed
      part = EditorialPart.allCases.first { $0.heading == name }
      if part == nil {
        let known = EditorialPart.allCases.map(\.heading).joined(separator: ", ")
        problems.append(
          EditorialProblem(
            .form, file.name, line: number, "there is no part '\(name)'", remedy: "write one of: \(known)"))
      }
    } else if line.allSatisfy(\.isWhitespace) {
      endBlock()
    } else {
      if line.hasPrefix("- ") {
        endBlock()
        isItem = true
      }
      if block.isEmpty { blockLine = number }
      block.append(line.hasPrefix("- ") ? line.dropFirst(2) : line.drop { $0 == " " })
    }
  }

  private mutating func endBlock() {
    defer { (block, isItem) = ([], false) }
    guard !block.isEmpty else { return }
    guard let part else {
      problems.append(
        EditorialProblem(
          .form, file.name, line: blockLine, "text stands before the first part", remedy: "put '# Meaning' above it"))
      return
    }
    let inline = InlineReader(block, file: file.name, line: blockLine)
    problems += inline.problems
    file.paragraphs.append(
      EditorialFile.Paragraph(
        part: part, heading: heading, headingLine: heading == nil ? 0 : headingLine, isItem: isItem, line: blockLine,
        pieces: inline.pieces, only: inline.only,
        except: inline.except, conditions: inline.conditions))
  }

  /// The text with comments blanked, so that line numbers stay.
  private static func withoutComments(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstRange(of: "<!--") {
      result += rest[..<open.lowerBound]
      let after = rest[open.upperBound...]
      guard let close = after.firstRange(of: "-->") else { return result }
      result += String(repeating: "\n", count: after[..<close.lowerBound].count { $0 == "\n" })
      rest = after[close.upperBound...]
    }
    return result + rest
  }
}
