import BookCompiler
import Foundation
import ICD10CM
import Testing

/// A change to a good file and the error that it must give.
struct Spoiled: CustomTestStringConvertible {
  var what: String
  var file: String
  var from: String
  var to: String
  var code: SourceError.Code
  var line: Int?
  var testDescription: String { what }

  init(_ what: String, _ file: String, _ from: String, _ to: String, _ code: SourceError.Code, _ line: Int?) {
    (self.what, self.file, self.from, self.to, self.code, self.line) = (what, file, from, to, code, line)
  }

  /// The spoiled bytes; the first occurrence only is replaced.
  func bytes() throws -> [UInt8] {
    let text = String(decoding: try Fixtures.bytes(file), as: UTF8.self)
    let range = try #require(text.range(of: from), "the fixture does not hold \(from)")
    return Array(text.replacingCharacters(in: range, with: to).utf8)
  }

  func check(_ parse: ([UInt8]) throws(SourceError) -> Void) throws {
    let bytes = try bytes()
    let error = #expect(throws: SourceError.self) { try parse(bytes) }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.file == file)
    #expect(error?.remedy.isEmpty == false)
  }
}

@Suite struct OrderFileTests {
  @Test func accepts() throws {
    let rows = try OrderFile(parsing: Fixtures.bytes("order.txt"), file: "order.txt").rows
    #expect(rows.count == 23)
    #expect(rows.count { $0.isBillable } == 14)
    #expect(
      rows.first
        == OrderRow(
          code: try #require(Code("A11")), isBillable: false, shortTitle: "Menard fever", longTitle: "Menard fever"))
    let long = try #require(rows.first { $0.code == Code("S91.2X") })
    #expect(long.shortTitle == "Fx of paper by force described at length")
    #expect(long.longTitle.hasSuffix("no short title holds it"))
  }

  @Test("A mark at the start, LF ends and blank lines make no difference")
  func lineEnds() throws {
    let bytes = try Fixtures.bytes("order.txt")
    let rows = try OrderFile(parsing: bytes, file: "order.txt").rows
    let other = [0xEF, 0xBB, 0xBF] + bytes.filter { $0 != 0x0D } + [0x0A, 0x0A]
    #expect(try OrderFile(parsing: other, file: "order.txt").rows == rows)
  }

  static let spoiled = [
    Spoiled("order number with a letter", "order.txt", "00002", "0000B", .malformed, 2),
    Spoiled("order numbers that fall", "order.txt", "00003", "00002", .malformed, 3),
    Spoiled("code with a point", "order.txt", "A110   ", "A11.0  ", .invalidCode, 2),
    Spoiled("no code", "order.txt", "A110   ", "?110   ", .invalidCode, 2),
    Spoiled("code listed twice", "order.txt", "A119   ", "A110   ", .duplicateCode, 3),
    Spoiled("flag 2", "order.txt", "A110    1", "A110    2", .wrongFlag, 2),
    Spoiled("header flagged billable", "order.txt", "A11     0", "A11     1", .wrongFlag, 1),
    Spoiled("code flagged header", "order.txt", "A110    1", "A110    0", .wrongFlag, 2),
    Spoiled(
      "short line", "order.txt", "Menard fever with rash                                       Menard fever with rash",
      "Menard", .truncated, 2),
    Spoiled("text between the columns", "order.txt", "A110    1 ", "A110   x1 ", .malformed, 2),
    Spoiled("control character", "order.txt", "Chill", "Ch\u{01}ll", .malformed, 4),
    Spoiled("accent that shifts the columns", "order.txt", "Menard", "Ménard", .malformed, 1),
  ]
  @Test(arguments: spoiled) func rejects(_ spoiled: Spoiled) throws {
    try spoiled.check { bytes throws(SourceError) in _ = try OrderFile(parsing: bytes, file: "order.txt") }
  }

  @Test func limits() throws {
    let bytes = try Fixtures.bytes("order.txt")
    var limits = SourceLimits()
    limits.fileBytes = bytes.count - 1
    #expect(throws: SourceError.self) { try OrderFile(parsing: bytes, file: "order.txt", limits: limits) }
    limits.fileBytes = bytes.count
    #expect(try OrderFile(parsing: bytes, file: "order.txt", limits: limits).rows.count == 23)
    limits.lineBytes = 100
    #expect(throws: SourceError.self) { try OrderFile(parsing: bytes, file: "order.txt", limits: limits) }
    let latin1 = Array("00001 A11     1 ".utf8) + [0xE9, 0x0A]
    let error = #expect(throws: SourceError.self) { try OrderFile(parsing: latin1, file: "order.txt") }
    #expect(error?.code == .notUTF8)
    #expect(throws: SourceError.self) { try OrderFile(parsing: [], file: "order.txt") }
  }
}

@Suite struct CodesFileTests {
  @Test("The codes file holds the billable rows of the order file") func accepts() throws {
    let rows = try CodesFile(parsing: Fixtures.bytes("codes.txt"), file: "codes.txt").rows
    let order = try OrderFile(parsing: Fixtures.bytes("order.txt"), file: "order.txt").rows.filter(\.isBillable)
    #expect(rows.map(\.code) == order.map(\.code))
    #expect(rows.map(\.longTitle) == order.map(\.longTitle))
    #expect(rows.allSatisfy { $0.isBillable && $0.shortTitle.isEmpty })
  }

  static let spoiled = [
    Spoiled("no title", "codes.txt", "A12     Chill", "A12", .truncated, 3),
    Spoiled("title too early", "codes.txt", "A12     Chill", "A12    xChill", .malformed, 3),
    Spoiled("listed twice", "codes.txt", "A119", "A110", .duplicateCode, 2),
    Spoiled("not a code", "codes.txt", "A12 ", "12A ", .invalidCode, 3),
    Spoiled("billable code with one below it", "codes.txt", "A119", "A11 ", .wrongFlag, 2),
  ]
  @Test(arguments: spoiled) func rejects(_ spoiled: Spoiled) throws {
    try spoiled.check { bytes throws(SourceError) in _ = try CodesFile(parsing: bytes, file: "codes.txt") }
  }
}

@Suite struct AddendaTests {
  func rows() throws -> [OrderRow] { try OrderFile(parsing: Fixtures.bytes("order.txt"), file: "order.txt").rows }
  func addenda() throws -> Addenda {
    try Addenda(parsing: Fixtures.bytes("order_addenda.txt"), file: "order_addenda.txt")
  }

  @Test func accepts() throws {
    let addenda = try addenda()
    #expect(addenda.kind == .order)
    #expect(addenda.entries.count == 8)
    #expect(addenda.codes?.newer == 15)
    #expect(addenda.headers?.olderFile == "sample_2098.txt")
    let codes = try Addenda(parsing: Fixtures.bytes("codes_addenda.txt"), file: "codes_addenda.txt")
    #expect(codes.kind == .codes)
    #expect(codes.entries.count == 6)
    #expect(codes.headers == nil)
  }

  @Test func application() throws {
    let applied = try apply(addenda(), to: rows())
    #expect(applied.count == 26)
    let texts = applied.map { "\($0.code) \($0.isBillable ? 1 : 0)" }
    #expect(texts.prefix(6) == ["A11 0", "A11.0 1", "A11.9 1", "A12 0", "A12.0 1", "A12.9 1"])
    #expect(texts.suffix(2) == ["Z91 0", "Z91.A 1"])
    #expect(applied[1].longTitle == "Menard fever with spots")
    #expect(!applied.contains { $0.code == Code("S91.10XK") })
  }

  static let spoiled = [
    Spoiled("unknown verb", "order_addenda.txt", "Delete: ", "Remove: ", .unknownVerb, 3),
    Spoiled("no verb", "order_addenda.txt", "Delete: ", "        ", .unknownVerb, 3),
    Spoiled("revision without its end", "order_addenda.txt", "Revise to:  ", "Add:        ", .malformed, 1),
    Spoiled("revision without its start", "order_addenda.txt", "Revise from:", "Add:        ", .malformed, 2),
    Spoiled("revision of another code", "order_addenda.txt", "1 A110 ", "1 A111 ", .malformed, 2),
    Spoiled("flag 7", "order_addenda.txt", "Delete:      1", "Delete:      7", .wrongFlag, 3),
    Spoiled("footer that counts otherwise", "order_addenda.txt", "2 additions", "3 additions", .wrongCount, 11),
    Spoiled("footer without number", "order_addenda.txt", "2 additions", "x additions", .malformed, 14),
    Spoiled("footer twice", "order_addenda.txt", "\r\nCodes\r\n", "\r\nHeaders\r\n", .malformed, 20),
  ]
  @Test(arguments: spoiled) func rejects(_ spoiled: Spoiled) throws {
    try spoiled.check { bytes throws(SourceError) in _ = try Addenda(parsing: bytes, file: "order_addenda.txt") }
  }

  @Test("Addenda cut off anywhere in their changes do not pass")
  func cutOff() throws {
    let addenda = try Fixtures.bytes("order_addenda.txt")
    let lines = String(decoding: addenda, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    for skipped in 0..<9 {
      let kept = lines.enumerated().filter { $0.offset != skipped }.map(\.element).joined(separator: "\r\n")
      #expect(throws: SourceError.self) { try Addenda(parsing: Array(kept.utf8), file: "order_addenda.txt") }
    }
  }

  enum Conflict: CaseIterable {
    case rowToDeleteAbsent, rowToDeleteReadsOtherwise, rowToAddPresent, otherEdition, orphanedHeader
  }
  @Test(arguments: Conflict.allCases) func refuses(_ conflict: Conflict) throws {
    var rows = try rows()
    var addenda = try addenda()
    let place = try #require(rows.firstIndex { $0.code == Code("A12") })
    var expected = SourceError.Code.addendumMismatch
    if conflict != .otherEdition { (addenda.headers, addenda.codes) = (nil, nil) }
    switch conflict {
    case .rowToDeleteAbsent: rows.remove(at: place)
    case .rowToDeleteReadsOtherwise: rows[place].longTitle += "s"
    case .rowToAddPresent: addenda.entries = [.init(.add(rows[place]), line: 1)]
    case .otherEdition:
      rows.remove(at: place)
      expected = .wrongCount
    case .orphanedHeader:
      addenda.entries = [.init(.delete(rows[1]), line: 1), .init(.delete(rows[2]), line: 2)]
      expected = .wrongFlag
    }
    let error = #expect(throws: SourceError.self) { try apply(addenda, to: rows) }
    #expect(error?.code == expected)
  }
}
