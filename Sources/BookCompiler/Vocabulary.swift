import ClinicalText
import ICD10CM

/// Numbers for words while a book is made. Inflected forms and British spellings share the number of their base form.
///
/// All forms are written into the book's hash table, so that reading a note costs one look-up a word and no stemming.
struct Vocabulary {
  private var numbers: [String: UInt32] = [:]
  private(set) var names: [String] = [""]

  /// The number of a word in lower-case ASCII, made on first use.
  mutating func number(_ word: String) -> WordID {
    let base = Inflection.base(of: word)
    if let known = numbers[base] { return WordID(known) }
    let number = UInt32(names.count)
    numbers[base] = number
    names.append(base)
    return WordID(number)
  }

  /// The numbers of all words of a text: letters and digits, hyphens and slashes part words, everything else too.
  mutating func words(of text: String) -> [WordID] {
    let document = Array(text.utf8)
    return Words.split(document).map { number($0) }
  }

  /// Hash and number of every form that a reader may meet.
  func forms() -> [(hash: UInt64, number: UInt32)] {
    var taken: [UInt64: UInt32] = [:]
    for (number, name) in names.enumerated().dropFirst() { taken[WordHash.of(name)] = UInt32(number) }
    for (number, name) in names.enumerated().dropFirst() {
      for form in Inflection.forms(of: name) where taken[WordHash.of(form)] == nil {
        taken[WordHash.of(form)] = UInt32(number)
      }
    }
    return taken.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Splits text as `ClinicalText` does, into lower-case words.
enum Words {
  static func split(_ bytes: [UInt8]) -> [String] {
    Document(bytes).tokens.compactMap { token in
      switch token.kind {
      case .word: lowered(bytes[token.span.range])
      case .number: String(decoding: bytes[token.span.range], as: UTF8.self)
      case .punctuation, .lineBreak: nil
      }
    }
  }

  /// Lower case without possessive ending and accents, as `Token.hash` reads a word.
  private static func lowered(_ bytes: ArraySlice<UInt8>) -> String {
    var word = String(decoding: bytes, as: UTF8.self).lowercased()
    word = word.replacing("’", with: "'")
    if word.hasSuffix("'s") { word.removeLast(2) }
    let folds: [(String, String)] = [
      ("ö", "o"), ("é", "e"), ("è", "e"), ("ü", "u"), ("ä", "a"), ("ñ", "n"), ("ô", "o"), ("ç", "c"), ("ï", "i"),
      ("í", "i"),
    ]
    for (accented, plain) in folds where word.utf8.count != word.count { word = word.replacing(accented, with: plain) }
    return word
  }
}

/// Singular and plural, American and British.
enum Inflection {
  /// Words that end in s and are no plural, or are too short to be stripped safely ("cts", "eds").
  private static func isPlural(_ word: String) -> Bool {
    guard word.utf8.count > 4, word.hasSuffix("s") else { return false }
    return !["ss", "us", "is", "ias", "ics", "eps", "ous"].contains { word.hasSuffix($0) }
  }

  static func base(of word: String) -> String {
    guard word.utf8.first.map({ $0 < 0x30 || $0 > 0x39 }) ?? false else { return ordinals[word] ?? word }
    let american = americanized(word)
    if let irregular = irregulars[american] { return irregular }
    guard isPlural(american) else { return american }
    if american.hasSuffix("ies") { return String(american.dropLast(3)) + "y" }
    for ending in ["xes", "ches", "shes", "sses"] where american.hasSuffix(ending) {
      return String(american.dropLast(2))
    }
    return String(american.dropLast())
  }

  static func forms(of base: String) -> [String] {
    var plurals = irregulars.filter { $0.value == base }.map(\.key) + ordinals.filter { $0.value == base }.map(\.key)
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
    "disk": "disc", "disks": "disc", "hands": "hand", "type1": "type1",
  ]
  private static let ordinals: [String: String] = [:]

  private static let spellings: [(british: String, american: String)] = [
    ("oedema", "edema"), ("haem", "hem"), ("anaem", "anem"), ("aemia", "emia"), ("paed", "ped"), ("tumour", "tumor"),
    ("oesoph", "esoph"), ("foet", "fet"), ("diarrhoea", "diarrhea"), ("gynaec", "gynec"), ("fibre", "fiber"),
    ("centre", "center"), ("colour", "color"), ("leukaem", "leukem"), ("ischaem", "ischem"), ("faec", "fec"),
    ("caec", "cec"), ("coel", "cel"), ("oestr", "estr"), ("paralyse", "paralyze"), ("behaviour", "behavior"),
    ("dyspnoea", "dyspnea"), ("apnoea", "apnea"), ("rhoea", "rhea"), ("litre", "liter"),
  ]

  static func americanized(_ word: String) -> String {
    var result = word
    for (british, american) in spellings where result.contains(british) {
      result = result.replacing(british, with: american)
    }
    return result
  }

  private static func britishForms(_ word: String) -> [String] {
    spellings.compactMap { british, american in
      word.contains(american) && !word.contains(british) ? word.replacing(american, with: british) : nil
    }
  }
}
