/// How near to a mention a supporting word stands. Nearer wins.
package enum Nearness: UInt8, Comparable, Sendable {
  /// Inside the mention itself.
  case mention
  /// In the part of the sentence that belongs to the mention.
  case clause
  /// Elsewhere in the sentence.
  case sentence
  /// Elsewhere in the document, where the document states what it is about.
  case document

  /// What a match at this distance counts.
  package var weight: Double {
    switch self {
    case .mention, .clause: 1
    case .sentence: 0.55
    case .document: 0.4
    }
  }

  package static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
}
