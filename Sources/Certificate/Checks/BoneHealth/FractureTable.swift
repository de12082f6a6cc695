import ICD10CM

/// How fracture codes and the rows of M80 answer to each other: the Tabular's own regions of M80.
enum FractureTable {
  /// Prefixes of fracture codes, the longer before the shorter, with the fifth character of M80.-; `X` in sixth place
  /// where the region has no side.
  private static let regions: [(prefixes: [String], region: String)] = [
    (["S12", "S22.0", "S32.0", "S32.1", "M48.5", "M84.48"], "8X"), (["S32"], "B"), (["S22"], "AX"),
    (["S42.0", "S42.1", "S42.9", "M84.41"], "1"), (["S42", "M84.42"], "2"), (["S52", "M84.43"], "3"),
    (["S62", "M84.44"], "4"), (["M84.454"], "B9"), (["S72", "M84.45"], "5"),
    (["S82.5", "S82.6", "S82.8", "S92", "M84.47"], "7"), (["S82", "M84.46"], "6"),
  ]

  /// The M80 code for a fracture code; `nil` where the fracture is none of those.
  static func osteoporotic(_ fracture: Code, title: String, isOther: Bool) -> Code? {
    guard fracture.count == 7, let region = regions.first(where: { fracture.isIn($0.prefixes) })?.region else {
      return nil
    }
    let words = title.lowercased()
    let side = region.count == 2 ? "" : words.contains("right") ? "1" : words.contains("left") ? "2" : "9"
    let seventh =
      switch fracture[6] {
      case UInt8(ascii: "B"), UInt8(ascii: "C"): "A"
      case UInt8(ascii: "E"), UInt8(ascii: "F"): "D"
      case UInt8(ascii: "H"), UInt8(ascii: "J"): "G"
      case UInt8(ascii: "M"), UInt8(ascii: "N"): "K"
      case UInt8(ascii: "Q"), UInt8(ascii: "R"): "P"
      default: String(decoding: [fracture[6]], as: UTF8.self)
      }
    return Code("M80" + (isOther ? "8" : "0") + region + side + seventh)
  }

  /// Whether a code is a traumatic fracture that the rule of I.C.13.d.2 speaks of.
  static func isTraumatic(_ code: Code, title: String) -> Bool {
    code.isIn(["S12", "S22", "S32", "S42", "S52", "S62", "S72", "S82", "S92"]) && title.contains("racture")
  }
}
