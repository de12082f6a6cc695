import BookCompiler
import Foundation
import ICD10CM
import Testing

/// Changes good files at random and demands a value or a `SourceError`: no trap, no hang.
///
/// Each parser runs for a second, or for `OSTEON_FUZZ_SECONDS`. The seed is fixed unless `OSTEON_FUZZ_SEED` gives one;
/// a round that takes longer than ten seconds fails.
@Suite(.serialized) struct FuzzTests {
  enum Parser: String, CaseIterable { case order, codes, addenda, tabular, index }

  static let environment = ProcessInfo.processInfo.environment
  static let seconds = environment["OSTEON_FUZZ_SECONDS"].flatMap(Double.init) ?? 1
  static let seed = environment["OSTEON_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_123

  @Test(arguments: Parser.allCases) func survives(_ parser: Parser) throws {
    var mutator = Mutator(seed: Self.seed, seeds: try Self.seeds(of: parser), words: Self.words)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(Self.seconds))
    var (accepted, rejected) = (0, 0)
    while clock.now < end {
      let bytes = mutator.next()
      let start = clock.now
      do throws(SourceError) {
        try Self.parse(bytes, with: parser)
        accepted += 1
      } catch {
        rejected += 1
        if error.message.isEmpty || error.remedy.isEmpty || error.file != "fuzz" {
          Issue.record("\(error) says too little")
        }
      }
      if clock.now - start > .seconds(10) {
        Issue.record("a round of \(bytes.count) bytes took \(clock.now - start)")
        break
      }
    }
    // A mutator that never or always breaks its input tests nothing.
    #expect(accepted > 0 && rejected > 0, "\(accepted) accepted, \(rejected) rejected")
    if Self.seconds > 1 { print("fuzz \(parser.rawValue): \(accepted) accepted, \(rejected) rejected") }
  }

  private static func parse(_ bytes: [UInt8], with parser: Parser) throws(SourceError) {
    switch parser {
    case .order:
      // Rows that pass must take the addenda, or refuse them with an error.
      let rows = try OrderFile(parsing: bytes, file: "fuzz").rows
      _ = try? apply(Addenda(parsing: Fixtures.bytes("order_addenda.txt"), file: "fuzz"), to: rows)
    case .codes: _ = try CodesFile(parsing: bytes, file: "fuzz")
    case .addenda: _ = try Addenda(parsing: bytes, file: "fuzz")
    case .tabular: _ = try TabularParser.parse(bytes, file: "fuzz").expandedRows()
    case .index: _ = try IndexParser.parse(bytes, file: "fuzz")
    }
  }

  private static func seeds(of parser: Parser) throws -> [[UInt8]] {
    let (own, shared): ([String], [String]) =
      switch parser {
      case .order: (["order.txt"], [SharedFiles.order2027])
      case .codes: (["codes.txt"], [SharedFiles.codes2027])
      case .addenda:
        (["order_addenda.txt", "codes_addenda.txt"], [SharedFiles.orderAddenda2027, SharedFiles.codesAddenda2026])
      case .tabular: (["tabular.xml"], [])
      case .index: (["index.xml", "eindex.xml", "neoplasm.xml", "drug.xml"], [SharedFiles.indexExcerpt2027])
      }
    var seeds = try own.map { try Fixtures.bytes($0) }
    for name in shared where SharedFiles.has(name) {
      let bytes = try SharedFiles.bytes(name)
      seeds.append(
        bytes.count > 60_000 ? Array(bytes[(bytes.count / 2)...].drop { $0 != 0x0A }.dropFirst().prefix(8000)) : bytes)
    }
    return seeds
  }

  private static let words = [
    "<diag>", "</diag>", "<note>", "</section>", "<term level=\"1\">", "<![CDATA[", "]]>", "&amp;", "&#0;",
    "&#x10FFFF;", "<!--", "-->",
    "<!DOCTYPE a>", "<?x?>", "<?xml-stylesheet ?>", "<extension char=\"A\">x</extension>", "Add:         ",
    "Delete:      ", "Revise to:   ", "Headers",
    "Codes",
    "9999999999999999999999 additions", "A11", "A110", "\r\n", "\n\n", "\u{0}", "\u{A0}", "\u{FEFF}", "é",
    "7th characters D and S do not apply to codes in category S91 with 6th character 7",
  ].map { Array($0.utf8) }
}

/// Makes variants of seed files: bytes flipped, pieces cut, doubled, moved, words put in.
private struct Mutator {
  private var state: UInt64
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]

  init(seed: UInt64, seeds: [[UInt8]], words: [[UInt8]]) {
    (state, self.seeds, self.words) = (seed, seeds, words)
  }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func random(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
  }

  mutating func next() -> [UInt8] {
    var bytes = seeds[random(below: seeds.count)]
    for _ in 0..<random(below: 6) {
      let place = random(below: bytes.count)
      let end = min(bytes.count, place + 1 + random(below: 1 << random(below: 12)))
      switch random(below: 8) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8(random(below: 256))
      case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(random(below: 8))
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: random(below: bytes.count))
      case 4: bytes.insert(contentsOf: words[random(below: words.count)], at: place)
      case 5:
        let word = words[random(below: words.count)]
        bytes.insert(contentsOf: (0..<random(below: 200)).flatMap { _ in word }, at: place)
      case 6 where random(below: 4) == 0: bytes.removeSubrange(place...)
      default: bytes.insert(UInt8(0x20 + random(below: 0x5F)), at: place)
      }
    }
    return bytes
  }
}
