public import ICD10CM

/// Everything the official files of one edition say, as the parsers read it and the compiler takes it.
public struct Release: Sendable {
  /// Rows of the order file, in its order; empty where only the Tabular is at hand.
  public var rows: [OrderRow] = []
  /// The Tabular List.
  public var tabular = Tabular()
  /// Alphabetic Index, External-Cause Index, Neoplasm Table, Table of Drugs: those at hand.
  public var indexes: [Index] = []
  /// Creates an empty release.
  public init() {}
}

/// One row of the order file (also of the order addenda): code, billable flag, short and long title.
public struct OrderRow: Hashable, Sendable {
  /// The code.
  public var code: Code
  /// Valid for submission (flag 1); headers are 0.
  public var isBillable: Bool
  /// Abbreviated title, at most 60 characters.
  public var shortTitle: String
  /// Full title.
  public var longTitle: String
  /// Creates a row.
  public init(code: Code, isBillable: Bool, shortTitle: String, longTitle: String) {
    self.code = code
    self.isBillable = isBillable
    self.shortTitle = shortTitle
    self.longTitle = longTitle
  }
}

/// The Tabular List: chapters of sections of diagnoses.
public struct Tabular: Sendable {
  /// `version` as the file gives it ("2026").
  public var version = ""
  /// Chapters in order.
  public var chapters: [Chapter] = []
  /// Creates an empty list.
  public init() {}

  /// A chapter.
  public struct Chapter: Sendable {
    /// "13".
    public var name = ""
    /// Title with its code range as printed.
    public var title = ""
    /// Notes that apply to the whole chapter.
    public var notes: [Note] = []
    /// Blocks of categories.
    public var sections: [Section] = []
    /// Creates an empty chapter.
    public init() {}
  }

  /// A block of categories ("M80-M85").
  public struct Section: Sendable {
    /// "M80-M85".
    public var id = ""
    /// Title as printed.
    public var title = ""
    /// Notes that apply to the block.
    public var notes: [Note] = []
    /// Categories with their subdivisions inside.
    public var diagnoses: [Diagnosis] = []
    /// Creates an empty block.
    public init() {}
  }

  /// A category, subcategory or code with what hangs below it. Codes that only add a 7th character are not listed in
  /// the file; `sevenths` says how to make them.
  public struct Diagnosis: Sendable {
    /// The code.
    public var code: Code
    /// The title.
    public var title: String
    /// Notes of this level only, in the file's order.
    public var notes: [Note] = []
    /// 7th characters defined at this level; children inherit them unless they define their own.
    public var sevenths: [SeventhCharacter] = []
    /// Subdivisions.
    public var children: [Diagnosis] = []
    /// Creates a diagnosis without notes.
    public init(code: Code, title: String) {
      self.code = code
      self.title = title
    }
  }

  /// One 7th character and its meaning.
  public struct SeventhCharacter: Hashable, Sendable {
    /// ASCII letter or digit.
    public var character: UInt8
    /// "initial encounter for closed fracture".
    public var meaning: String
    /// Creates a 7th character.
    public init(character: UInt8, meaning: String) {
      self.character = character
      self.meaning = meaning
    }
  }

  /// One note of the Tabular.
  public struct Note: Hashable, Sendable {
    /// What kind of note.
    public var kind: NoteKind
    /// The text as printed, white space folded.
    public var text: String
    /// Creates a note.
    public init(kind: NoteKind, text: String) {
      self.kind = kind
      self.text = text
    }
  }
}

/// One of the index files, which share a schema.
public struct Index: Sendable {
  /// Which of the four.
  public enum Kind: UInt8, Sendable { case alphabetic, externalCause, neoplasm, drug }
  /// Which of the four.
  public var kind: Kind
  /// `version` as the file gives it.
  public var version: String
  /// Column headings, of the two tables; column 1 first.
  public var columns: [String]
  /// Main terms with their subterms inside.
  public var terms: [IndexTerm]
  /// Elements that the parser does not know and left out, with their lines; at most a hundred.
  public var leftOut: [String] = []
  /// Creates an index.
  public init(kind: Kind, version: String = "", columns: [String] = [], terms: [IndexTerm] = []) {
    self.kind = kind
    self.version = version
    self.columns = columns
    self.terms = terms
  }
}

/// A main term or subterm.
public struct IndexTerm: Sendable {
  /// The title without its nonessential modifiers.
  public var title: String
  /// Nonessential modifiers, without parentheses.
  public var nonessential: [String] = []
  /// Code with what was printed around it: "M85.8-" keeps its dash ("more characters needed"). A subcategory
  /// that the file gives without one gets it.
  public var code: String?
  /// Manifestation code in brackets, where one is given.
  public var manifestation: String?
  /// "see" reference.
  public var see: String?
  /// "see also" reference.
  public var seeAlso: String?
  /// "see category" reference: a category without its title ("T71").
  public var seeCategory: String?
  /// Table cells by column number (2...), as printed; "--" where there is none.
  public var cells: [Int: String] = [:]
  /// Subterms.
  public var children: [IndexTerm] = []
  /// Creates a term.
  public init(title: String) { self.title = title }
}
