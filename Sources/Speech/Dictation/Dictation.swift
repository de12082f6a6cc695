/// A dictation as it grows: final segments come in, written text with its marks comes out.
///
/// ```swift
/// var dictation = Dictation()
/// dictation.append(SpokenWord.words(of: "Left knee pain, scratch that, right knee pain."))
/// print(dictation.written.text)  // "Right knee pain."
/// ```
public struct Dictation: Sendable {
  private enum Unit {
    case text(WrittenText)
    case heading(String)
    case newLine, newParagraph
  }

  private let writer: TranscriptWriter
  private var units: [Unit] = []

  /// Creates an empty dictation.
  public init(writer: TranscriptWriter = TranscriptWriter()) { self.writer = writer }

  /// Takes the words of a final segment, carrying out the commands among them.
  public mutating func append(_ words: [SpokenWord]) {
    for piece in DictationCommands.pieces(of: writer.heard(words)) {
      switch piece {
      case .heading(let heading): units.append(.heading(heading))
      case .newLine: units.append(.newLine)
      case .newParagraph: units.append(.newParagraph)
      case .scratch: _ = units.popLast()
      case .text(let heard):
        var lexemes = writer.write(heard)
        if startsSentence, !lexemes.isEmpty { lexemes[0].capitalise() }
        let text = lexemes.written(threshold: writer.confirmationThreshold)
        if !text.text.isEmpty { units.append(.text(text)) }
      }
    }
  }

  private var startsSentence: Bool {
    guard case .text(let text)? = units.last else { return true }
    return text.text.last.map { ".?!".contains($0) } ?? true
  }

  /// The text so far.
  public var written: WrittenText {
    var result = WrittenText()
    var separator = ""
    for unit in units {
      switch unit {
      case .text(let text):
        result.append(text, separator: separator)
        separator = " "
      case .heading(let heading):
        result.append(WrittenText(text: heading + ":"), separator: result.text.isEmpty ? "" : "\n\n")
        separator = " "
      case .newLine: separator = result.text.isEmpty ? "" : "\n"
      case .newParagraph: separator = result.text.isEmpty ? "" : "\n\n"
      }
    }
    return result
  }
}

extension Lexeme {
  /// Starts with a capital, unless the word is written in a form of its own.
  mutating func capitalise() {
    guard kind == .word, let first = text.first, first.isLowercase else { return }
    text = first.uppercased() + text.dropFirst()
  }
}
