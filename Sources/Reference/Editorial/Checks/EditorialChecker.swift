import Foundation
public import ICD10CM

/// Compares editorial pages with the books, the engine's rules and the billing tables.
public struct EditorialChecker: Sendable {
  /// What a check of pages found.
  public struct Report: Sendable {
    /// What is wrong, in order of file and line.
    public internal(set) var problems: [EditorialProblem] = []
    /// Facts that nothing at hand could decide: "FILE:LINE: {fact}: reason".
    public internal(set) var notChecked: [String] = []
    /// Pages read.
    public internal(set) var pages = 0
    /// Facts that hold.
    public internal(set) var facts = 0
    /// Codes in running text that were looked up.
    public internal(set) var mentions = 0
    /// Codes that the pages cover, headers included.
    public internal(set) var codes = 0
  }

  private struct Edition: Sendable {
    let context: FactContext
    let gloss: GlossCheck
  }

  private let editions: [String: Edition]
  private let today: Day

  /// Prepares the check with the installed books, oldest first. Throws `BookError` where one is altered.
  public init(
    books: [Book], billing: any BillingFacts = NoBillingFacts(), today: Day, editions wanted: Set<String>? = nil
  )
    throws(BookError)
  {
    self.today = today
    var editions: [String: Edition] = [:]
    for (index, book) in books.enumerated() where wanted?.contains(book.edition.name) ?? true {
      editions[book.edition.name] = Edition(
        context: try FactContext(book: book, older: index > 0 ? books[index - 1] : nil, billing: billing),
        gloss: GlossCheck(book))
    }
    self.editions = editions
  }

  /// The editions that the pages of a folder are written for.
  public static func editions(inFolder folder: String) -> Set<String> {
    Set(EditorialLibrary.read(folder: folder).0.map(\.edition))
  }

  /// Checks every page of a folder.
  public func check(folder: String) -> Report {
    let (files, problems) = EditorialLibrary.read(folder: folder)
    var report = Report()
    report.problems = problems
    for file in files { check(file, into: &report) }
    for (index, file) in files.enumerated() {
      for other in files[..<index] {
        for code in file.covers where other.covers.contains(code) {
          report.problems.append(
            EditorialProblem(
              .form, file.name, line: file.lines["covers"] ?? 1, "\(code) is covered by \(other.name) as well",
              remedy: "leave it in one of the two"))
        }
      }
    }
    report.problems.sort { ($0.file, $0.line) < ($1.file, $1.line) }
    return report
  }

  /// Checks the text of one page; `name` is what messages call it.
  public func check(text: String, name: String) -> Report {
    let reader = PageReader(text, name: name)
    var report = Report()
    report.problems = reader.problems
    check(reader.file, into: &report)
    report.problems.sort { ($0.file, $0.line) < ($1.file, $1.line) }
    return report
  }

  private func check(_ file: EditorialFile, into report: inout Report) {
    report.pages += 1
    report.problems += SourceCheck(file: file, today: today).problems()
    for paragraph in file.paragraphs where paragraph.part == .questions {
      if paragraph.heading?.hasSuffix("?") != true {
        report.problems.append(
          EditorialProblem(
            .form, file.name, line: paragraph.line, "an answer stands without its question",
            remedy: "put '## …?' above it"))
      }
    }
    guard !file.edition.isEmpty else { return }
    guard let edition = editions[file.edition] else {
      report.notChecked.append("\(file.name):1: every fact: edition \(file.edition) is not installed")
      return
    }
    PageCheck(file: file, context: edition.context, gloss: edition.gloss).run(into: &report)
  }
}
