public import ICD10CM

/// The start of codes, of any length: "M", "M8", "M85.8", as notes print it "M85.8-", or a whole code.
public struct CodePrefix: Sendable, Hashable, CustomStringConvertible {
  private let characters: [UInt8]

  /// Reads a start; `nil` where no code can start so.
  public init?(_ text: String) {
    var text = text.utf8[...]
    while let last = text.last, last == UInt8(ascii: "-") || last == UInt8(ascii: ".") { text = text.dropLast() }
    // What is missing of a category is filled up, so that the code's own reading says whether the rest is one.
    let missing = max(0, 3 - text.count)
    guard !text.isEmpty, !(missing > 0 && text.contains(UInt8(ascii: "."))),
      let code = Code(Array(text) + [UInt8](repeating: UInt8(ascii: "0"), count: missing))
    else { return nil }
    characters = (0..<(code.count - missing)).map { code[$0] }
  }

  /// The start that is a whole code.
  public init(_ code: Code) { characters = (0..<code.count).map { code[$0] } }

  /// Whether a code starts so.
  public func matches(_ code: Code) -> Bool {
    guard code.count >= characters.count else { return false }
    for (index, character) in characters.enumerated() where code[index] != character { return false }
    return true
  }

  /// The start without a point.
  public var description: String { String(decoding: characters, as: UTF8.self) }
}
