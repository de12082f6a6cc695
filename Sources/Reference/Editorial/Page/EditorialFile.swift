import ICD10CM

/// A page as it is written: before the values of a code are filled in.
struct EditorialFile: Sendable {
  /// A paragraph with its place in the file.
  struct Paragraph: Sendable {
    var part: EditorialPart
    var heading: String?
    /// The line of the heading; zero where there is none.
    var headingLine = 0
    var isItem: Bool
    var line: Int
    var pieces: [Piece]
    /// Codes that alone show it; all where empty.
    var only: [Code] = []
    /// Codes that do not show it.
    var except: [Code] = []
    /// What the codes that show it must depend on.
    var conditions: [Condition] = []

    /// Whether it is shown for a row of the book.
    func applies(to node: NodeID, in book: Book) -> Bool {
      let code = book.code(of: node)
      return (only.isEmpty || only.contains { code.hasPrefix($0) }) && !except.contains { code.hasPrefix($0) }
        && conditions.allSatisfy { $0.holds(for: node, in: book) }
    }
  }

  /// What a code must depend on for a paragraph to be shown: `{where displacement}`.
  enum Condition: Sendable, Hashable {
    /// Displaced and nondisplaced fractures have codes of their own.
    case displacement
    /// The 7th character tells open fractures from closed ones.
    case open
    /// The 7th character is one of these, or is still to be chosen and may be one of them.
    case seventh(Set<UInt8>)

    init?(_ words: [String]) {
      switch (words.first, words.count) {
      case ("displacement", 1): self = .displacement
      case ("open", 1): self = .open
      case ("seventh", 2):
        let characters = words[1].split(separator: ",").compactMap { $0.utf8.count == 1 ? $0.utf8.first : nil }
        guard !characters.isEmpty else { return nil }
        self = .seventh(Set(characters))
      default: return nil
      }
    }

    func holds(for node: NodeID, in book: Book) -> Bool {
      switch self {
      case .displacement: below(book.stem(of: node), in: book) { Self.isDisplacement(book.title(of: $0)) }
      case .open:
        below(book.stem(of: node), in: book) {
          book.isSeventhCharacterCode($0) && Self.character(of: $0, in: book) == UInt8(ascii: "B")
        }
      case .seventh(let characters):
        below(node, in: book) {
          book.isSeventhCharacterCode($0) && characters.contains(Self.character(of: $0, in: book))
        }
      }
    }

    private func below(_ node: NodeID, in book: Book, _ has: (NodeID) -> Bool) -> Bool {
      book.subtree(of: node).contains { has(NodeID($0)) }
    }

    private static func character(of node: NodeID, in book: Book) -> UInt8 {
      let code = book.code(of: node)
      return code[code.count - 1]
    }

    private static func isDisplacement(_ title: String) -> Bool {
      title.hasPrefix("Displaced") || title.hasPrefix("Nondisplaced")
    }
  }

  /// A stretch of a paragraph, with the line it starts on.
  struct Piece: Sendable {
    var content: Content
    var line: Int
  }

  enum Content: Sendable {
    case text(String)
    case mention(CodeMention)
    case citation(Int)
    case unverified
    case fact(FactCall)
    case placeholder(Placeholder, fallback: String?)
  }

  /// A value of the code that the page is shown for.
  enum Placeholder: String, CaseIterable, Sendable { case code, title, site, side, displacement, seventh }

  var name: String
  var covers: [Code] = []
  var edition = ""
  var verified: Day?
  var reviewBy: Day?
  var sources: [EditorialSource] = []
  var paragraphs: [Paragraph] = []
  /// Lines of front matter, for messages.
  var lines: [String: Int] = [:]

  /// The longest prefix of a code that the page covers.
  func coverage(of code: Code) -> Code? {
    covers.filter { code.hasPrefix($0) }.max { $0.count < $1.count }
  }
}

/// A checked fact as it is written: its name and its values.
struct FactCall: Sendable, Hashable {
  var name: String
  /// Values without quotation marks, in order.
  var values: [String]
  /// Which values stood in quotation marks.
  var quoted: Set<Int> = []

  /// The words in quotation marks, the first where there are several.
  var quotation: String? { quoted.min().map { values[$0] } }
  /// Values that did not stand in quotation marks.
  var plain: [String] { values.indices.filter { !quoted.contains($0) }.map { values[$0] } }
}
