public import ICD10CM

/// Everything the reference says of one code of one edition.
///
/// A value: made from books, editorial text and billing facts, and written as text, JSON or HTML by others.
public struct CodePage: Sendable {
  /// A chapter or block.
  public struct Group: Sendable, Hashable {
    /// "Chapter 13" or "M80-M85".
    public let id: String
    /// Title without the range behind it.
    public let title: String
  }

  /// Notes of one kind, printed at one level.
  public struct Notes: Sendable {
    /// Where they are printed: a code, a block or a chapter.
    public let level: String
    /// Whether they are printed at this very code.
    public let isOwn: Bool
    /// Whether they come from the chapter or the block.
    public let isFromGroup: Bool
    /// What kind of note it is.
    public let kind: NoteKind
    /// The notes.
    public let notes: [BookNote]
  }

  /// A 7th character with the code that it makes.
  public struct SeventhCharacter: Sendable, Hashable {
    /// The character.
    public let character: String
    /// What it says.
    public let meaning: String
    /// The code.
    public let row: CodeRow

    /// Whether it tells an open fracture from a closed one.
    let tellsWound: Bool
  }

  /// Why a code is related to this one.
  public enum Relation: String, Sendable, CaseIterable {
    case excludes1, excludes2, codeFirst, useAdditional, codeAlso
    case manifestation, underlying, excludedBy, excludes2By, namedBy

    /// Whether the note is printed at the other code.
    var isReverse: Bool {
      switch self {
      case .excludes1, .excludes2, .codeFirst, .useAdditional, .codeAlso: false
      case .manifestation, .underlying, .excludedBy, .excludes2By, .namedBy: true
      }
    }

    /// The heading on a page.
    public var heading: String {
      switch self {
      case .excludes1: "Not together (Excludes1)"
      case .excludes2: "Not included here (Excludes2)"
      case .codeFirst: "Code first"
      case .useAdditional: "Use additional code"
      case .codeAlso: "Code also"
      case .manifestation: "Manifestations that name it as underlying disease"
      case .underlying: "Codes that ask for it as an additional code"
      case .excludedBy: "Codes that exclude it (Excludes1)"
      case .excludes2By: "Codes that do not include it (Excludes2)"
      case .namedBy: "Codes that ask for it as well"
      }
    }
  }

  /// A code or range that a note names, with the note.
  public struct Related: Sendable {
    /// Why it is related.
    public let relation: Relation
    /// The range as the note means it: "M80.-", "M05–M14".
    public let range: String
    /// The row with this code; `nil` for ranges over several categories.
    public let row: CodeRow?
    /// The words of the note.
    public let text: String
    /// Where the note is printed.
    public let level: String
  }

  /// What an edition says of the code.
  public struct History: Sendable, Hashable {
    /// The edition.
    public let edition: PageEdition
    /// The title there; `nil` where the edition has no such code.
    public let title: String?
    /// Whether it is valid for submission there.
    public let isBillable: Bool?
    /// The edition whose page shows what this one says; another one where both say the same, `nil` where there is no
    /// such code.
    public let shownIn: String?
  }

  /// A statement derived from the code set, with its ground.
  public struct Statement: Sendable, Hashable {
    /// The thing it is about ("Side").
    public let heading: String
    /// The sentence.
    public let text: String
    /// Codes that the sentence leads to, with what leads there.
    public let values: [SiblingAxis.Value]
    /// The rule or note behind it.
    public let source: String
  }

  /// A question with its answer, derived from the code set.
  public struct Question: Sendable, Hashable {
    /// The question.
    public let question: String
    /// The answer.
    public let answer: String
    /// The rule or note behind it.
    public let source: String
  }

  /// The code with its title.
  public let row: CodeRow
  /// The edition.
  public let edition: PageEdition
  /// Chapter and block, widest first.
  public let groups: [Group]
  /// Headers above, the category first.
  public let headers: [CodeRow]
  /// Rows directly below, without 7th characters.
  public let children: [CodeRow]
  /// 7th characters of the code's stem; empty where there are none.
  public let seventhCharacters: [SeventhCharacter]
  /// Notes, the own first, then by level upwards.
  public let notes: [Notes]
  /// The codes it is compared with.
  public let siblings: SiblingGrid
  /// The header whose codes `siblings` compares; `nil` where these are the categories of the block.
  public let siblingHeader: CodeRow?
  /// The code in `siblings` that stands for this one.
  public let siblingSelf: Code
  /// Index entries that lead here, with the code as printed.
  public let indexEntries: [IndexEntry]
  /// What clinicians call it, from the lexicon.
  public let terms: [String]
  /// Codes that notes relate it to.
  public let related: [Related]
  /// What each installed edition says, oldest first.
  public let history: [History]
  /// What parts the code from its siblings, widest first.
  public let axes: [SiblingAxis]
  /// Documentation tips derived from the axes.
  public let tips: [Statement]
  /// Mistakes that the code set itself shows.
  public let pitfalls: [Statement]
  /// Questions and answers derived from axes and notes.
  public let questions: [Question]
  /// What a dictation must hold.
  public let checklist: [Statement]
  /// Editorial text; `nil` where none is written.
  public let editorial: EditorialPage?
  /// Payment facts as far as installed.
  public let billing: CodeBilling
  /// The parts of the body that the title names.
  public let regions: [SkeletalRegion]
  /// Its neighbours among the codes under the same header.
  public let previous: CodeRow?, next: CodeRow?

  /// An entry of the Alphabetic Index.
  public struct IndexEntry: Sendable, Hashable {
    /// The terms from the main term down.
    public let path: String
    /// The code as printed there.
    public let printed: String
  }

  /// The code.
  public var code: Code { row.code }

  /// A code as running text names it: a header with a dash behind it, as the Tabular prints it ("M80.-", "M85.8-").
  public static func name(_ row: CodeRow) -> String {
    if row.isBillable { return row.code.description }
    return row.code.description + (row.code.count == 3 ? ".-" : "-")
  }
}
