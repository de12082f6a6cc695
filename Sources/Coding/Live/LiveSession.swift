public import ClinicalText
import Findings
import ICD10CM

/// Codes a text while it grows: a dictation, or a note that is being typed.
///
/// ```swift
/// var session = LiveSession(coder: coder)
/// session.append("DXA lumbar spine T-score -1.8. ")
/// session.append("Impression: osteopenia of the lumbar spine. ")
/// print(session.checklist.filter { $0.state == .open })
/// ```
///
/// After every change `note` is what `Coder.code` answers for the whole text. Only sentences that are new are matched
/// against the book; what spans sentences (sections, assertion, conventions, sequence) is decided anew.
public struct LiveSession: Sendable {
  /// The coder in use.
  public let coder: Coder
  /// The circumstances of the encounter.
  public let context: EncounterContext
  /// The text so far, read.
  public private(set) var document = Document([])
  /// What the text so far is coded to.
  public private(set) var note: CodedNote
  private var memory = SentenceMemory()

  /// Begins with an empty text.
  public init(coder: Coder, context: EncounterContext = EncounterContext()) {
    self.coder = coder
    self.context = context
    note = coder.code(document, in: context)
  }

  /// Adds text at the end.
  public mutating func append(_ text: String) { replace(with: document.bytes + Array(text.utf8)) }

  /// Takes another text, of which only the sentences that are new are read.
  public mutating func replace(with text: String) { replace(with: Array(text.utf8)) }

  private mutating func replace(with bytes: [UInt8]) {
    document = Document(bytes)
    let findings = Findings(
      document, book: coder.book, isProblemLine: context.kind == .problem, memory: &memory)
    var session = CodingSession(coder: coder, findings: findings, context: context)
    note = session.run()
  }

  /// What is captured, in the order of the text, and then what is still open.
  public var checklist: [ChecklistItem] { ChecklistItem.items(of: note) }
}
