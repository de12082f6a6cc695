import Billing
import ICD10CM

/// A segment of an X12 interchange: its name and elements.
struct X12Segment {
  /// Position in the interchange, counted from 1.
  let number: Int
  /// "CLM".
  let name: String
  private let elements: [String]
  private let componentSeparator: Character

  init(_ elements: [String], number: Int, componentSeparator: Character) {
    name = elements.first ?? ""
    self.elements = elements
    self.number = number
    self.componentSeparator = componentSeparator
  }

  /// An element, counted from 1 as the standard does; empty where the segment is shorter.
  subscript(index: Int) -> String { elements.indices.contains(index) ? elements[index] : "" }

  /// Number of elements behind the name.
  var count: Int { max(0, elements.count - 1) }

  /// The components of an element.
  func components(_ index: Int) -> [String] {
    self[index].split(separator: componentSeparator, omittingEmptySubsequences: false).map(String.init)
  }

  /// A component, counted from 1; empty where there is none.
  func component(_ index: Int, _ position: Int) -> String {
    let parts = components(index)
    return parts.indices.contains(position - 1) ? parts[position - 1] : ""
  }

  func error(_ message: String) -> X12Error { X12Error(segment: number, message: "\(name): \(message)") }

  /// An amount that must be there.
  func money(_ index: Int) throws(X12Error) -> Money {
    guard let money = Money(self[index]) else { throw error("element \(index) is no amount of dollars and cents") }
    return money
  }

  /// A day that must be there, as CCYYMMDD.
  func day(_ index: Int) throws(X12Error) -> Day {
    guard self[index].utf8.count == 8, let day = Day(self[index]) else {
      throw error("element \(index) is no day (CCYYMMDD)")
    }
    return day
  }
}

/// Cuts an interchange into segments by the delimiters that its first segment declares (X12.5: ISA is 106 characters
/// long, the element separator its 4th, the component separator its 105th, the segment terminator its 106th).
enum X12Tokenizer {
  /// Largest interchange that is read, in bytes.
  static let maximumBytes = 64 << 20

  static func segments(_ bytes: [UInt8]) throws(X12Error) -> [X12Segment] {
    guard bytes.count <= maximumBytes else {
      throw X12Error(segment: 0, message: "larger than \(maximumBytes >> 20) MB; split the interchange")
    }
    guard bytes.count >= 106, bytes.starts(with: Array("ISA".utf8)) else {
      throw X12Error(segment: 0, message: "is no X12 interchange: it does not begin with a whole ISA segment")
    }
    let (element, component, terminator) = (bytes[3], bytes[104], bytes[105])
    let delimiters = [element, component, terminator]
    guard Set(delimiters).count == 3,
      delimiters.allSatisfy({ $0 < 0x7F && !(0x30...0x39).contains($0) && !(0x41...0x5A).contains($0 & 0xDF) })
    else { throw X12Error(segment: 1, message: "ISA: delimiters that are none") }
    let separator = Character(Unicode.Scalar(component))
    var segments: [X12Segment] = []
    for piece in bytes.split(separator: terminator) {
      // Line ends after a terminator are no part of the segment.
      let trimmed = piece.drop { $0 <= 0x20 }
      guard !trimmed.isEmpty else { continue }
      let elements = trimmed.split(separator: element, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      segments.append(X12Segment(elements, number: segments.count + 1, componentSeparator: separator))
    }
    return segments
  }
}
