/// Singular and plural, American and British.
enum Inflection {
  /// Words that end in s and are no plural, or are too short to be stripped safely ("cts", "eds").
  private static func isPlural(_ word: String) -> Bool {
    guard word.utf8.count > 4, word.hasSuffix("s") else { return false }
    return !["ss", "us", "is", "ias", "ics", "eps", "ous"].contains { word.hasSuffix($0) }
  }

  static func base(of word: String) -> String {
    guard word.utf8.first.map({ $0 < 0x30 || $0 > 0x39 }) ?? false else { return word }
    let american = americanized(word)
    if let irregular = irregulars[american] { return irregular }
    let singular = singular(of: american)
    // "Thirds" has the number of "third", which is that of "3rd".
    return irregulars[singular] ?? singular
  }

  private static func singular(of word: String) -> String {
    guard isPlural(word) else { return word }
    if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
    for ending in ["xes", "ches", "shes", "sses"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
    return String(word.dropLast())
  }

  static func forms(of base: String) -> [String] {
    var plurals = irregularForms[base] ?? []
    if base.utf8.count > 3 {
      plurals += [base + "s", base + "es"]
      if base.hasSuffix("y") { plurals.append(String(base.dropLast()) + "ies") }
    }
    return plurals + ([base] + plurals).flatMap(britishForms)
  }

  private static let irregulars: [String: String] = [
    "vertebrae": "vertebra", "feet": "foot", "teeth": "tooth", "femora": "femur", "humeri": "humerus",
    "metastases": "metastasis", "diagnoses": "diagnosis", "bursae": "bursa", "menisci": "meniscus",
    "phalanges": "phalanx",
    "prostheses": "prosthesis", "fibulae": "fibula", "tibiae": "tibia", "scapulae": "scapula", "ulnae": "ulna",
    "radii": "radius", "tali": "talus", "calcanei": "calcaneus", "neuromata": "neuroma", "thrombi": "thrombus",
    "sequelae": "sequela", "stenoses": "stenosis", "exostoses": "exostosis", "halluces": "hallux", "varices": "varix",
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "women": "woman", "men": "man",
    "knees": "knee", "toes": "toe", "hips": "hip", "ribs": "rib", "legs": "leg", "arms": "arm", "discs": "disc",
    "disk": "disc", "disks": "disc", "hands": "hand",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th",
    "twelfth": "12th",
  ]
  private static let irregularForms: [String: [String]] = Dictionary(grouping: irregulars.keys.sorted()) {
    irregulars[$0] ?? $0
  }

  private static let spellings: [(british: String, american: String)] = [
    ("oedema", "edema"), ("haem", "hem"), ("anaem", "anem"), ("aemia", "emia"), ("paed", "ped"), ("tumour", "tumor"),
    ("oesoph", "esoph"), ("foet", "fet"), ("diarrhoea", "diarrhea"), ("gynaec", "gynec"), ("fibre", "fiber"),
    ("centre", "center"), ("colour", "color"), ("leukaem", "leukem"), ("ischaem", "ischem"), ("faec", "fec"),
    ("caec", "cec"), ("coel", "cel"), ("oestr", "estr"), ("paralyse", "paralyze"), ("behaviour", "behavior"),
    ("dyspnoea", "dyspnea"), ("apnoea", "apnea"), ("rhoea", "rhea"), ("litre", "liter"),
  ]

  private static let spellingBytes: [(british: [UInt8], american: [UInt8])] = spellings.map {
    (Array($0.british.utf8), Array($0.american.utf8))
  }

  static func americanized(_ word: String) -> String {
    var result = Array(word.utf8)
    var isChanged = false
    for (british, american) in spellingBytes {
      while let place = result.firstPlace(of: british) {
        result.replaceSubrange(place..<(place + british.count), with: american)
        isChanged = true
      }
    }
    return isChanged ? String(decoding: result, as: UTF8.self) : word
  }

  private static func britishForms(_ word: String) -> [String] {
    let bytes = Array(word.utf8)
    return spellingBytes.compactMap { british, american in
      guard bytes.firstPlace(of: american) != nil, bytes.firstPlace(of: british) == nil else { return nil }
      var form: [UInt8] = []
      var rest = bytes[...]
      while let place = Array(rest).firstPlace(of: american) {
        form += rest.prefix(place) + british
        rest = rest.dropFirst(place + american.count)
      }
      return String(decoding: form + rest, as: UTF8.self)
    }
  }
}

extension [UInt8] {
  /// Where `needle` first stands; `nil` where it does not.
  fileprivate func firstPlace(of needle: [UInt8]) -> Int? {
    guard let first = needle.first, count >= needle.count else { return nil }
    for place in 0...(count - needle.count) where self[place] == first {
      if self[place..<(place + needle.count)].elementsEqual(needle) { return place }
    }
    return nil
  }
}
