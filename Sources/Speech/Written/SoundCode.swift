/// What a word sounds like, roughly: its consonants in classes, and that there is a vowel between them.
///
/// A recogniser that does not know "fasciitis" writes what it hears, in English letters: "fashiatis". Both have the sounds
/// f-s-t-s with vowels between. The rules are those of English spelling; they need not be exact, for what is compared was
/// coded by the same rules, and near sounds cost little.
enum SoundCode {
  /// Any vowel, or several.
  static let vowel = UInt8(ascii: "a")
  private static let vowels: Set<UInt8> = Set("aeiouy".utf8)
  private static let soft: Set<UInt8> = Set("eiy".utf8)

  /// Two letters that are one sound wherever they stand.
  private static let digraphs: [[UInt8]: Character] = [
    Array("ck".utf8): "k", Array("cq".utf8): "k", Array("ph".utf8): "f", Array("qu".utf8): "k", Array("rh".utf8): "r",
    Array("sh".utf8): "S", Array("th".utf8): "T",
  ]

  /// The sounds of a word of small letters: `a` for vowels, `C` for ch, `S` for sh, `T` for th, `j` for a soft g, other
  /// consonants for themselves.
  static func sounds(of word: some Collection<UInt8>) -> [UInt8] {
    let letters = Array(word)
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    func at(_ index: Int) -> UInt8 { letters.indices.contains(index) ? letters[index] : 0 }
    func emit(_ sound: Character) {
      guard let sound = sound.asciiValue, result.last != sound else { return }
      result.append(sound)
    }
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      let next = at(index + 1)
      defer { index += 1 }
      if vowels.contains(letter), letter != UInt8(ascii: "y") || index > 0 || !vowels.contains(next) {
        emit("a")
        continue
      }
      if let sound = digraphs[[letter, next]] {
        emit(sound)
        index += 1
        continue
      }
      switch (Character(Unicode.Scalar(letter)), Character(Unicode.Scalar(next))) {
      case ("c", "h"):
        // "chr", "schl": as k; elsewhere ch or k, which costs little.
        emit(at(index + 2) == UInt8(ascii: "r") || at(index + 2) == UInt8(ascii: "l") ? "k" : "C")
        index += 1
      case ("c", _) where soft.contains(next):
        emit(next == UInt8(ascii: "i") && isOpen(at(index + 2)) ? "S" : "s")
      case ("c", _): emit("k")
      case ("d", "g") where soft.contains(at(index + 2)):
        emit("j")
        index += 1
      case ("g", "h"):
        if index == 0 { emit("g") }
        index += 1
      case ("g", "n") where index == 0, ("k", "n") where index == 0, ("p", "n") where index == 0,
        ("m", "n") where index == 0, ("p", "s") where index == 0, ("p", "t") where index == 0,
        ("w", "r") where index == 0:
        break
      case ("g", _) where soft.contains(next): emit("j")
      case ("n", "g") where index + 2 == letters.count:
        emit("n")
        index += 1
      case ("h", _):
        if vowels.contains(next) { emit("h") }
      case ("s", "c") where soft.contains(at(index + 2)):
        emit("s")
        index += 1
      case ("s", "i") where isOpen(at(index + 2)): emit("S")
      case ("s", "s") where at(index + 2) == UInt8(ascii: "i") && isOpen(at(index + 3)):
        emit("S")
        index += 1
      case ("t", "c") where at(index + 2) == UInt8(ascii: "h"):
        emit("C")
        index += 2
      case ("t", "i") where index > 0 && isOpen(at(index + 2)): emit("S")
      case ("w", _):
        if vowels.contains(next) { emit("w") }
      case ("x", _):
        if index == 0 {
          emit("s")
        } else {
          emit("k")
          emit("s")
        }
      case ("z", _): emit("s")
      default: if (0x61...0x7A).contains(letter) { emit(Character(Unicode.Scalar(letter))) }
      }
    }
    return result
  }

  /// The vowel behind -ti-, -si-, -ci- that makes them sh.
  private static func isOpen(_ letter: UInt8) -> Bool { letter == UInt8(ascii: "o") || letter == UInt8(ascii: "a") }

  /// Pairs of sounds that are taken for one another, and what that costs; a hundred is a different sound.
  private static let near: [UInt8: [UInt8: Int]] = {
    let rows = """
      pb40 td40 kg40 fv40 sS40 jS50 jC40 CS30 Ck30 Ct70 Tt30 Tf50 Ts50 Td50 mn50 lr60 jg40 js60 ks70 bv60 wv50 rw60 jd50
      """
    var table: [UInt8: [UInt8: Int]] = [:]
    for row in rows.split(whereSeparator: \.isWhitespace) {
      let bytes = Array(row.utf8)
      let cost = Int(String(decoding: bytes[2...], as: UTF8.self)) ?? different
      table[bytes[0], default: [:]][bytes[1]] = cost
      table[bytes[1], default: [:]][bytes[0]] = cost
    }
    return table
  }()
  private static let different = 100

  /// What it costs to lose a sound, or to hear one that was not there.
  static func weight(of sound: UInt8) -> Int {
    switch Character(Unicode.Scalar(sound)) {
    case "a": 30
    case "h": 25
    case "w": 35
    case "r", "y": 45
    case "t", "d", "T": 60
    case "l", "s", "n", "m": 75
    default: 90
    }
  }

  /// What it costs to take one sound for another.
  private static func exchange(_ a: UInt8, _ b: UInt8) -> Int {
    if a == b { return 0 }
    return near[a]?[b] ?? different
  }

  /// What the sounds of two words differ by, in hundredths of a consonant; `limit` or more where it is no less than that.
  static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
    var row = [0]
    row.reserveCapacity(b.count + 1)
    for sound in b { row.append(row[row.count - 1] + weight(of: sound)) }
    for x in a {
      var diagonal = row[0]
      row[0] += weight(of: x)
      var least = row[0]
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + weight(of: x), row[j] + weight(of: y), diagonal + exchange(x, y))
        diagonal = above
        least = min(least, row[j + 1])
      }
      if least >= limit { return limit }
    }
    return row[b.count]
  }
}
