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

    /// Whether it is shown for a code.
    func applies(to code: Code) -> Bool {
      (only.isEmpty || only.contains { code.hasPrefix($0) }) && !except.contains { code.hasPrefix($0) }
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
