import Foundation

/// Colours on a terminal, nothing elsewhere.
struct TextStyle: Sendable {
  let isColoured: Bool

  /// Colours where standard output is a terminal that shows them, unless `NO_COLOR` is set (https://no-color.org).
  static var standardOutput: TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let isOff = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return TextStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !isOff && environment["TERM"] != "dumb")
  }

  private func styled(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func strong(_ text: String) -> String { styled(text, "1") }
  func faint(_ text: String) -> String { styled(text, "2") }
  func code(_ text: String) -> String { styled(text, "1;32") }
  func evidence(_ text: String) -> String { styled(text, "36") }
  func warning(_ text: String) -> String { styled(text, "1;33") }

  /// Control characters of a note must not reach the terminal.
  static func harmless(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
  }

  /// Lines of at most `width` characters, broken at spaces.
  static func wrapped(_ text: String, width: Int, indent: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    lines.append(line)
    return lines.joined(separator: "\n" + indent)
  }
}
