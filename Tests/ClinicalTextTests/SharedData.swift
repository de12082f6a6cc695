import Foundation

/// Development sets that are not part of the project; tests that need them are skipped where they are absent.
enum SharedData {
  static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["OSTEON_SHARED"] { return URL(fileURLWithPath: path) }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The rows of a file of JSON lines.
  static func rows<Row: Decodable>(_ path: String, as type: Row.Type) throws -> [Row] {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: $0) }
  }
}

extension String {
  /// The byte offset of the character (Unicode scalar) at `index`; the length for an index past the end.
  func byteOffset(ofScalar index: Int) -> Int {
    var offset = 0
    for (position, scalar) in unicodeScalars.enumerated() {
      if position == index { return offset }
      offset += UTF8.width(scalar)
    }
    return offset
  }
}
