import ICD10CM

/// Search in the code set, for changing a code.
enum CodeSearch {
  struct Hit: Codable, Sendable {
    var code: String
    var title: String
    var billable: Bool
  }

  static func hits(for text: String, in book: Book, limit: Int = 12) throws -> [Hit] {
    func hit(_ node: NodeID) -> Hit {
      Hit(code: book.code(of: node).description, title: book.title(of: node), billable: book.isBillable(node))
    }
    if let code = Code(text), let node = book.node(code) {
      return ([node] + book.children(of: node)).prefix(limit).map(hit)
    }
    return try BookSearch(book).hits(for: text, limit: limit).map { hit($0.node) }
  }
}
