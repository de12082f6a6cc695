/// Makes variants of seed files: bytes flipped, pieces cut, doubled, moved, spliced in from another, words put in.
///
/// The same seed gives the same variants, so that what one run finds another can repeat.
struct Mutator {
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
      switch random(below: 9) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8(random(below: 256))
      case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(random(below: 8))
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: random(below: bytes.count))
      case 4: bytes.insert(contentsOf: words[random(below: words.count)], at: place)
      case 5:
        let word = words[random(below: words.count)]
        bytes.insert(contentsOf: (0..<random(below: 200)).flatMap { _ in word }, at: place)
      case 6 where random(below: 4) == 0: bytes.removeSubrange(place...)
      case 7:
        let other = seeds[random(below: seeds.count)]
        let start = random(below: other.count)
        bytes.replaceSubrange(place..<end, with: other[start...].prefix(1 + random(below: 400)))
      default: bytes.insert(UInt8(0x20 + random(below: 0x5F)), at: place)
      }
    }
    return bytes
  }
}
