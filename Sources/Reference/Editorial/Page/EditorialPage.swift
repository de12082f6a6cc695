public import ICD10CM

/// A part of a code's page that people write; the other parts are made from the book.
public enum EditorialPart: String, CaseIterable, Sendable {
  case meaning, tips, procedures, pitfalls, context, questions

  /// The heading as it stands in a page's file and on the page.
  public var heading: String {
    switch self {
    case .meaning: "Meaning"
    case .tips: "Documentation tips"
    case .procedures: "Related procedures"
    case .pitfalls: "Pitfalls"
    case .context: "Clinical context"
    case .questions: "Questions"
    }
  }
}

/// A document that editorial sentences rest on.
public struct EditorialSource: Sendable, Hashable {
  /// The number that sentences cite.
  public var number: Int
  /// Title of the document.
  public var title: String
  /// Who published it.
  public var publisher: String
  /// When it was published, or the state of it that was used: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`;
  /// `undated` where it bears none, and then the day it was read stands for it.
  public var date: String
  /// Address; empty where it has none.
  public var url: String
  /// What it is cited for.
  public var supports: String
  /// The day on which somebody read it; `nil` where nobody did, and everything that cites it is marked unverified.
  public var readOn: Day?
  /// How it was read, where not in the original: "excerpt", "stored copy"; empty otherwise.
  public var note: String
}

/// A stretch of an editorial paragraph, ready to be shown.
public enum EditorialRun: Sendable, Hashable {
  /// Plain text.
  case text(String)
  /// A code or a header of the code set, with the words to show for it (`M85.8-`).
  case code(Code, shown: String)
  /// A citation of the source with this number.
  case citation(Int)
  /// The sentence before it rests on a source that nobody read, or on coders' knowledge.
  case unverified
  /// A rule of the engine, by its name, that does what the sentence says.
  case rule(String)
}

/// A paragraph or an item of a list, for one code.
public struct EditorialParagraph: Sendable, Hashable {
  /// The subheading that it stands under; for `questions` the question.
  public var heading: String?
  /// Whether it is an item of a list.
  public var isItem: Bool
  /// The content.
  public var runs: [EditorialRun]

  /// The numbers of the sources it cites, in order, each once.
  public var citations: [Int] {
    var result: [Int] = []
    for case .citation(let number) in runs where !result.contains(number) { result.append(number) }
    return result
  }
  /// Whether something in it is marked as not verified.
  public var isUnverified: Bool { runs.contains(.unverified) }
  /// The words alone, without citations and marks.
  public var plainText: String {
    runs.map { run in
      switch run {
      case .text(let text): text
      case .code(_, let shown): shown
      case .rule(let id): id
      case .citation, .unverified: ""
      }
    }.joined()
  }
}

/// What people wrote about a code, with the values of this code filled in.
public struct EditorialPage: Sendable, Hashable {
  /// The code that it was made for.
  public var code: Code
  /// The codes and family prefixes that the page covers.
  public var covers: [Code]
  /// The files it comes from, the most specific first.
  public var files: [String]
  /// The edition that the page was checked against.
  public var edition: String
  /// When the page was last verified against its sources.
  public var verified: Day
  /// The day by which somebody must look at it again.
  public var reviewBy: Day
  /// The sources, in order of number.
  public var sources: [EditorialSource]
  /// The parts that are written; what is absent is derived from the book.
  public var parts: [EditorialPart: [EditorialParagraph]]

  /// The paragraphs of a part, empty where none is written.
  public func paragraphs(_ part: EditorialPart) -> [EditorialParagraph] { parts[part] ?? [] }
}
