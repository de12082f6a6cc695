import ClinicalText
import Coding
import Foundation
import ICD10CM
import Testing

/// A note is changed in a way whose effect on the codes is known; the codes must move exactly so.
@Suite(.enabled(if: InstalledBook.newest != nil, "no code book is installed"))
struct MetamorphicTests {
  private static let notes = TestNotes.own + TestNotes.development

  private func coder() throws -> Coder { try Coder(book: try #require(InstalledBook.newest)) }

  private func codes(_ text: String, _ coder: Coder) -> [String] {
    coder.code(Document(text)).assignments.map { coder.book.code(of: $0.node).description }
  }

  // MARK: Mirror

  private static let swaps: [(String, String)] = [
    ("left", "right"), ("Left", "Right"), ("LEFT", "RIGHT"), ("Lt", "Rt"), ("LT", "RT"), ("lt", "rt"), ("LLE", "RLE"),
    ("LUE", "RUE"), ("L", "R"),
  ]

  /// The text with left and right exchanged, word by word.
  private func mirrored(_ text: String) -> String {
    var partners: [String: String] = [:]
    for (a, b) in Self.swaps { (partners[a], partners[b]) = (b, a) }
    var result = ""
    var word = ""
    func flush() {
      result += partners[word] ?? word
      word = ""
    }
    for character in text {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  /// The code whose title is this one's with left and right exchanged; the code itself where it names no side.
  private func mirrored(_ code: String, _ book: Book) throws -> String {
    let node = try #require(Code(code).flatMap(book.node))
    let title = mirrored(book.title(of: node))
    guard title != book.title(of: node) else { return code }
    let category = try #require(book.node(book.code(of: node).category))
    let twin = book.subtree(of: category).map { NodeID($0) }.first { book.title(of: $0) == title }
    // "Left bundle-branch block" has rows of its own, not the mirror of the right one's.
    return twin.map { book.code(of: $0).description } ?? code
  }

  /// Heart and bowel are no mirror of themselves.
  private func isPaired(_ code: String) -> Bool { code.first.map { "MSTQGHCDL".contains($0) } ?? false }

  @Test func `exchanging left and right exchanges the codes`() throws {
    let coder = try coder()
    for note in Self.notes {
      let expected = try codes(note.text, coder).filter(isPaired).map { try mirrored($0, coder.book) }
      #expect(Set(codes(mirrored(note.text), coder).filter(isPaired)) == Set(expected), "\(note.name)")
    }
  }

  // MARK: Negate

  @Test func `denying a finding takes its code away`() throws {
    let coder = try coder()
    for note in Self.notes {
      let document = Document(note.text)
      for assignment in coder.code(document).assignments where !assignment.isStatus && !assignment.isCause {
        var bytes = document.bytes
        bytes.insert(contentsOf: Array("no evidence of ".utf8), at: assignment.span.start)
        let shifted = ByteSpan(assignment.span.start + 15, assignment.span.end + 15)
        let denied = coder.code(Document(bytes)).assignments.filter { $0.node == assignment.node && $0.span == shifted }
        #expect(denied.isEmpty, "\(note.name): \(coder.book.code(of: assignment.node))")
      }
    }
  }

  // MARK: Delete

  @Test func `no code outlives the words behind it`() throws {
    let coder = try coder()
    for note in Self.notes {
      let document = Document(note.text)
      for assignment in coder.code(document).assignments {
        var bytes = document.bytes
        bytes.replaceSubrange(
          assignment.span.range, with: Array(repeating: UInt8(ascii: " "), count: assignment.span.count))
        let left = coder.code(Document(bytes)).assignments.filter { $0.span == assignment.span }
        #expect(left.isEmpty, "\(note.name): \(coder.book.code(of: assignment.node))")
      }
    }
  }

  // MARK: Boilerplate

  private static let boilerplate = """


    World Health Organization definitions: Normal = T-score at or above -1.0 SD; Osteopenia = T-score between -1.0 and \
    -2.5 SD; Osteoporosis = T-score at or below -2.5 SD.
    Electronically signed. This document was created with voice recognition software and may contain transcription errors.
    """

  @Test func `a legend and a signature change nothing`() throws {
    let coder = try coder()
    for note in Self.notes {
      #expect(codes(note.text + Self.boilerplate, coder) == codes(note.text, coder), "\(note.name)")
    }
  }

  @Test func `line ends and trailing space change nothing`() throws {
    let coder = try coder()
    for note in Self.notes {
      #expect(codes(note.text.replacing("\n", with: "\r\n"), coder) == codes(note.text, coder), "\(note.name)")
      #expect(codes(note.text + "  \n\n", coder) == codes(note.text, coder), "\(note.name)")
    }
  }

  // MARK: Reorder

  /// The text with the bodies and headings of neighbouring background sections exchanged (medications, allergies, habits).
  private func reordered(_ text: String) -> String? {
    let document = Document(text)
    let background: Set<SectionKind> = [.medications, .allergies, .socialHistory, .familyHistory]
    let sections = document.sections
    for (first, second) in zip(sections, sections.dropFirst())
    where background.contains(first.kind) && background.contains(second.kind) && first.kind != second.kind {
      let ranges = (first.heading.start..<second.heading.start, second.heading.start..<second.body.end)
      var bytes = Array(document.bytes[..<ranges.0.lowerBound])
      bytes += document.bytes[ranges.1]
      if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
      bytes += document.bytes[ranges.0]
      bytes += document.bytes[ranges.1.upperBound...]
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }

  @Test func `the order of background sections changes no code`() throws {
    let coder = try coder()
    for note in Self.notes {
      guard let text = reordered(note.text) else { continue }
      #expect(Set(codes(text, coder)) == Set(codes(note.text, coder)), "\(note.name)")
    }
  }

  // MARK: Date

  @Test func `a date in the text changes nothing`() throws {
    let coder = try coder()
    for note in Self.notes {
      let text = note.text.replacing(/\b(?:19|20)\d\d\b/) { String((Int($0.output) ?? 0) + 1) }
      #expect(codes(text, coder) == codes(note.text, coder), "\(note.name)")
    }
  }
}
