public import ClinicalText
public import ICD10CM

/// A question to the provider about what the note leaves open or contradicts.
///
/// The wording names clinical facts only: no code, no payment, no answer put forward, and always room for "other" and
/// "unable to determine" (after AHIMA/ACDIS, Guidelines for Achieving a Compliant Query Practice; unverified). Which
/// code each answer would give stands in `answers` for the coder and the certificate, never in the text.
public struct Query: Sendable, Hashable {
  /// What is asked about.
  public enum Topic: String, Sendable, CaseIterable {
    case side, site, type, encounter, etiology, age, sex
    case fractureRelation = "fracture-relation"
    case fractureAge = "fracture-age"
    case menopausalStatus = "menopausal-status"
    case numberWordConflict = "number-word-conflict"
    case sideConflict = "side-conflict"
    case diagnosisMissing = "diagnosis-missing"
    case diagnosisConflict = "diagnosis-conflict"
    case openOrClosed = "open-or-closed"
    case implausibleValue = "implausible-value"
    case vertebraExclusion = "vertebra-exclusion"
  }

  /// An answer the provider may give, and the code it would lead to (`nil` where it leads to none or to several).
  public struct Answer: Sendable, Hashable {
    /// The answer's words.
    public let text: String
    /// The row of the code set.
    public let node: NodeID?

    init(_ text: String, _ node: NodeID? = nil) {
      self.text = text
      self.node = node
    }
  }

  /// What is asked about.
  public let topic: Topic
  /// The question.
  public let text: String
  /// The words that gave rise to it, in order.
  public let spans: [ByteSpan]
  /// What was searched for and not found, or found in contradiction.
  public let searched: String
  /// Answers and their codes.
  public let answers: [Answer]

  init(_ topic: Topic, _ text: String, spans: [ByteSpan], searched: String, answers: [Answer] = []) {
    self.topic = topic
    self.text = text
    self.spans = spans
    self.searched = searched
    self.answers = answers
  }
}

/// Checks that a question may be put to a provider: nothing about payment or codes, nothing that leads.
public enum QueryLint {
  private static let payment = [
    "reimburs", "payment", "paid", "payer", "medicare", "medicaid", "insur", "coverage", "covered", "drg", "revenue",
    "denial",
    "denied", "bill", "charge", "rate", "claim", "audit", "score card", "quality",
  ]
  private static let leading = [
    "please document", "please add", "should be documented", "you should", "we recommend", "would you agree",
    "do you agree",
    "isn't it", "please change", "please specify that", "in order to", "so that we can",
  ]

  /// What is wrong with a question; empty where nothing is.
  public static func problems(in query: Query) -> [String] {
    let text = query.text.lowercased()
    var problems: [String] = []
    for word in payment where containsWord(word, in: text) { problems.append("speaks of payment: '\(word)'") }
    for phrase in leading where text.contains(phrase) { problems.append("leads: '\(phrase)'") }
    if !text.hasSuffix("?") && !text.contains("? ") { problems.append("asks nothing") }
    if !text.contains("unable to determine") { problems.append("does not allow 'unable to determine'") }
    if namesCode(query.text) { problems.append("names a code") }
    return problems
  }

  private static func containsWord(_ word: String, in text: String) -> Bool {
    text.split { !$0.isLetter }.contains { $0.hasPrefix(word) && (word.count > 4 || $0.count <= word.count + 3) }
  }

  /// A letter, a digit and more, with a point behind the third character. Vertebral levels (L1, T12) are no codes.
  private static func namesCode(_ text: String) -> Bool {
    text.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "?" }.contains { word in
      word.contains(".") && Code(word.hasSuffix(".") ? word.dropLast() : word) != nil && word.dropLast().contains(".")
    }
  }
}
