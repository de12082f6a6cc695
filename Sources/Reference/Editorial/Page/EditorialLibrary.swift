import Foundation
public import ICD10CM
import Synchronization

/// The editorial pages of a folder.
///
/// A code may have a page of its own and a family page: each part comes from the most specific file that has it, and the
/// sources of both are numbered through.
///
/// A page is written for one edition. In another one it is shown only if everything that it says of the code set holds
/// there as well: a page on plantar fasciitis in FY2027 is none for April 2026.
public struct EditorialLibrary: Sendable {
  let files: [EditorialFile]
  private let validity = EditionValidity()

  /// No pages.
  public static let empty = EditorialLibrary(files: [])

  init(files: [EditorialFile]) { self.files = files }

  /// Reads every `.md` file of a folder, in order of name. Throws `EditorialError` with every place where a file is not
  /// of the form of a page, or where the folder cannot be read. Whether what the pages say is true, `EditorialChecker` says.
  public init(folder: String) throws(EditorialError) {
    let (files, problems) = Self.read(folder: folder)
    guard problems.isEmpty else { throw EditorialError(problems: problems) }
    self.files = files
  }

  static func read(folder: String) -> ([EditorialFile], [EditorialProblem]) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return ([], [unreadable(folder, remedy: "name a folder of pages")])
    }
    var files: [EditorialFile] = []
    var problems: [EditorialProblem] = []
    for name in names.filter({ $0.hasSuffix(".md") }).sorted() {
      let path = folder + "/" + name
      guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8) else {
        problems.append(unreadable(path, remedy: "save it as UTF-8 text"))
        continue
      }
      let reader = PageReader(text, name: path)
      files.append(reader.file)
      problems += reader.problems
    }
    return (files, problems)
  }

  private static func unreadable(_ path: String, remedy: String) -> EditorialProblem {
    EditorialProblem(.form, path, line: 1, "cannot be read", remedy: remedy)
  }

  /// How many files there are.
  public var count: Int { files.count }
  /// Every prefix that a page covers, in order.
  public var covers: [Code] { files.flatMap(\.covers).sorted() }

  /// What is written about a code, with its own values filled in; `nil` where nothing is.
  public func page(for code: Code, in book: Book) -> EditorialPage? {
    let matches = files.compactMap { file in file.coverage(of: code).map { (file: file, depth: $0.count) } }
      .filter { $0.file.edition == book.edition.name || validity.holds($0.file, in: book) }
      .sorted { $0.depth > $1.depth }
    guard let first = matches.first?.file, let verified = first.verified, let reviewBy = first.reviewBy else {
      return nil
    }
    var page = EditorialPage(
      code: code, covers: first.covers, files: [], edition: first.edition, verified: verified, reviewBy: reviewBy,
      sources: [], parts: [:])
    for (file, _) in matches {
      let missing = Set(EditorialPart.allCases.filter { page.parts[$0] == nil })
      let parts = PageResolver(file, for: code, in: book).paragraphs(of: missing)
      guard !parts.isEmpty else { continue }
      page.files.append(file.name)
      if let day = file.verified { page.verified = min(page.verified, day) }
      if let day = file.reviewBy { page.reviewBy = min(page.reviewBy, day) }
      page.add(parts, sources: file.sources)
    }
    return page.parts.isEmpty ? nil : page
  }
}

/// Which pages hold in an edition that they were not written for; found out once.
private final class EditionValidity: Sendable {
  private let known = Mutex<[String: Bool]>([:])

  func holds(_ file: EditorialFile, in book: Book) -> Bool {
    let key = file.name + "\t" + book.hash
    if let answer = known.withLock({ $0[key] }) { return answer }
    let answer = FactContext(book: book).map { PageCheck.holds(file, in: $0) } ?? false
    known.withLock { $0[key] = answer }
    return answer
  }
}

extension EditorialPage {
  /// Adds parts of another file, with its sources numbered on from those that are here; the same document is listed once.
  fileprivate mutating func add(_ new: [EditorialPart: [EditorialParagraph]], sources others: [EditorialSource]) {
    let cited = Set(new.values.joined().flatMap(\.citations))
    var numbers: [Int: Int] = [:]
    for var source in others.sorted(by: { $0.number < $1.number }) where cited.contains(source.number) {
      let old = source.number
      if let same = sources.first(where: { $0.title == source.title && $0.date == source.date }) {
        numbers[old] = same.number
      } else {
        source.number = sources.count + 1
        numbers[old] = source.number
        sources.append(source)
      }
    }
    for (part, paragraphs) in new {
      parts[part] = paragraphs.map { paragraph in
        var paragraph = paragraph
        paragraph.runs = paragraph.runs.map { run in
          if case .citation(let old) = run, let number = numbers[old] { .citation(number) } else { run }
        }
        return paragraph
      }
    }
  }
}
