import ICD10CM

/// A paragraph, or a heading, as the checks of running text see it: free text, with facts and mentions set apart.
struct Prose {
  enum Segment {
    case text(String)
    case mention(CodeMention)
    case fact(FactCall)
    case mark
  }

  /// A sentence: segments with their lines.
  struct Sentence {
    var segments: [(segment: Segment, line: Int)] = []

    var line: Int { segments.first?.line ?? 0 }
    /// Free text alone, in lower case; what facts and mentions say is left out.
    var freeText: String {
      segments.map { if case .text(let text) = $0.segment { text.lowercased() } else { " " } }.joined()
    }
    var mentions: [(mention: CodeMention, line: Int)] {
      segments.compactMap { if case .mention(let mention) = $0.segment { (mention, $0.line) } else { nil } }
    }
    var facts: [FactCall] { segments.compactMap { if case .fact(let call) = $0.segment { call } else { nil } } }
    /// Whether one of the words or phrases stands in the free text, at the start of a word.
    func says(_ phrases: [String]) -> Bool {
      let text = " " + freeText.replacing("\u{2019}", with: "'") + " "
      return phrases.contains { text.contains(" " + $0) || text.contains("(" + $0) || text.contains("“" + $0) }
    }
  }

  private(set) var sentences: [Sentence] = []

  init(_ pieces: [EditorialFile.Piece]) {
    var current = Sentence()
    for piece in pieces {
      switch piece.content {
      case .text(let text):
        for (part, ends) in Self.parts(of: text) {
          current.segments.append((.text(part), piece.line))
          if ends {
            sentences.append(current)
            current = Sentence()
          }
        }
      case .mention(let mention): current.segments.append((.mention(mention), piece.line))
      case .fact(let call): current.segments.append((.fact(call), piece.line))
      case .citation, .unverified, .placeholder: current.segments.append((.mark, piece.line))
      }
    }
    if !current.segments.isEmpty { sentences.append(current) }
  }

  var facts: [FactCall] { sentences.flatMap(\.facts) }
  var freeText: String { sentences.map(\.freeText).joined(separator: " ") }

  /// A text cut behind ". ", "? ", "! ".
  static func parts(of text: String) -> [(String, ends: Bool)] {
    var result: [(String, ends: Bool)] = []
    var current = ""
    var previous: Character?
    for character in text {
      if character == " ", let last = previous, ".?!".contains(last), !isAbbreviation(current) {
        result.append((current, true))
        current = ""
      }
      current.append(character)
      previous = character
    }
    if !current.isEmpty { result.append((current, false)) }
    return result
  }

  private static func isAbbreviation(_ text: String) -> Bool {
    ["e.g.", "i.e.", "vs.", "approx."].contains { text.hasSuffix($0) }
  }
}
