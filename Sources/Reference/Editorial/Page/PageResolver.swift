import ICD10CM

/// Fills the values of one code into a page.
struct PageResolver {
  let file: EditorialFile
  let book: Book
  let code: Code
  private let values: AxisValues?
  private let isHeader: Bool

  init(_ file: EditorialFile, for code: Code, in book: Book) {
    (self.file, self.book, self.code) = (file, book, code)
    isHeader = book.node(code).map(book.hasChildren) ?? false
    values = book.node(code).flatMap { node in
      file.coverage(of: code).map { AxisValues(node, family: $0, in: book) }
    }
  }

  /// The paragraphs that the code shows, of the parts asked for.
  func paragraphs(of parts: Set<EditorialPart>) -> [EditorialPart: [EditorialParagraph]] {
    var result: [EditorialPart: [EditorialParagraph]] = [:]
    guard let node = book.node(code) else { return [:] }
    for paragraph in file.paragraphs where parts.contains(paragraph.part) && paragraph.applies(to: node, in: book) {
      result[paragraph.part, default: []].append(
        EditorialParagraph(
          heading: paragraph.heading, isItem: paragraph.isItem, runs: Self.joined(paragraph.pieces.flatMap(runs))))
    }
    return result
  }

  /// The value of a placeholder for the code, else its fallback; `nil` where it has neither.
  func text(of placeholder: EditorialFile.Placeholder, fallback: String?) -> String? {
    values?.value(of: placeholder) ?? fallback
  }

  private func runs(_ piece: EditorialFile.Piece) -> [EditorialRun] {
    switch piece.content {
    case .text(let text): [.text(text)]
    case .mention(let mention): [.code(mention.code, shown: mention.shown)]
    case .citation(let number): [.citation(number)]
    case .unverified: [.unverified]
    case .fact(let call): FactWording.runs(of: call, in: book)
    case .placeholder(let placeholder, let fallback):
      if placeholder == .code {
        // A header is no code to be used: it is shown as its family.
        [.code(code, shown: code.description + (isHeader ? "-" : ""))]
      } else {
        [.text(text(of: placeholder, fallback: fallback) ?? "")]
      }
    }
  }

  private static func joined(_ runs: [EditorialRun]) -> [EditorialRun] {
    var result: [EditorialRun] = []
    for run in runs {
      if case .text(let new) = run, case .text(let old)? = result.last {
        result[result.count - 1] = .text(old + new)
      } else if run != .text("") {
        result.append(run)
      }
    }
    return result
  }
}
