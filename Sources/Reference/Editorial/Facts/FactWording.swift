import ICD10CM

/// How a checked fact reads on the page.
enum FactWording {
  /// The runs that stand for a fact: the code that it is about, or the words in its quotation marks.
  static func runs(of call: FactCall, in book: Book) -> [EditorialRun] {
    switch call.name {
    case "title":
      guard let shown = call.plain.first, let code = Code(bare(shown)) else { return [] }
      let title = call.quotation ?? book.node(code).map(book.title(of:)) ?? ""
      return [.code(code, shown: shown), .text(" “\(title)”")]
    case "seventh":
      return [.text(list(call.plain.dropFirst().flatMap { $0.split(separator: ",").map(String.init) }))]
    case "seventh-meaning":
      return [.text("\(call.plain.last ?? "") (\(call.quotation ?? ""))")]
    case "coded":
      let codes = call.plain.compactMap { text in Code(bare(text)).map { EditorialRun.code($0, shown: text) } }
      return [.text("“\(call.quotation ?? "")” → ")]
        + codes.enumerated().flatMap { $0.offset == 0 ? [$0.element] : [.text(", "), $0.element] }
        + (codes.isEmpty ? [.text("no code")] : [])
    case "rule":
      return call.plain.first.map { [.rule($0)] } ?? []
    case "count":
      return [.text(call.plain.last ?? "")]
    case "drg", "hcc", "severity":
      return [.text(list(call.plain.dropFirst().flatMap { $0.split(separator: ",").map(String.init) }))]
    case "covered", "not-covered":
      guard let shown = call.plain.first, let code = Code(bare(shown)) else { return [] }
      return [.code(code, shown: shown)]
    case "together":
      let codes = call.plain.compactMap { text in Code(bare(text)).map { EditorialRun.code($0, shown: text) } }
      return Array(codes.map { [$0] }.joined(separator: [.text(" and ")]))
    case "procedure":
      return [.text(call.plain.first ?? "")]
    default:
      if let quotation = call.quotation { return [.text(quotation)] }
      guard let shown = call.plain.last(where: { Code(bare($0)) != nil }), let code = Code(bare(shown)) else {
        return [.text(call.plain.joined(separator: " "))]
      }
      return [.code(code, shown: shown)]
    }
  }

  /// A code's characters without the dash of a family.
  static func bare(_ text: String) -> Substring {
    var text = Substring(text)
    while text.last == "-" || text.last == "." || text.last == "," { text.removeLast() }
    return text
  }

  /// "A", "A and B", "A, B and C".
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
