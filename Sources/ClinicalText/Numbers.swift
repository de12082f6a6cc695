/// A number as it was typed or spoken.
public struct NumberReading: Hashable, Sendable {
  /// The number, with its sign.
  public let value: Double
  /// The bytes of the number and its sign ("minus one point eight", "1.8 standard deviations below").
  public let span: ByteSpan
  /// The tokens of the number and its sign.
  public let tokens: Range<Int>
  /// Whether a sign, or "below" or "above" after standard deviations, was given.
  public let isSigned: Bool
  /// Whether the number was written out in words.
  public let isSpoken: Bool
}

extension Document {
  /// The number that starts at a token or, where the token is the number behind a sign, the number with that sign.
  ///
  /// Reads digits ("-1.8", "– 1.8", ".8", "1,200"), words ("negative one point eight", "two hundred and five"), both
  /// mixed ("minus 1 point 8"), and standard deviations below or above. A dash between two numbers, or inside a word
  /// ("L1-4", "B-12"), is no sign.
  public func number(at index: Int) -> NumberReading? {
    guard tokens.indices.contains(index) else { return nil }
    if isSign(index) { return reading(magnitudeAt: index + 1, signAt: index) }
    if isDecimalPoint(index), index > 0, isSign(index - 1) { return reading(magnitudeAt: index, signAt: index - 1) }
    let sign = index > 0 && isSign(index - 1) ? index - 1 : nil
    return reading(magnitudeAt: index, signAt: sign)
  }

  private func reading(magnitudeAt index: Int, signAt sign: Int?) -> NumberReading? {
    guard let magnitude = magnitude(at: index) else { return nil }
    var value = magnitude.value
    var end = magnitude.end
    var isSigned = sign != nil
    if let sign, isNegativeSign(sign) { value = -value }
    if sign == nil, let (after, isBelow) = deviations(at: end) {
      if isBelow { value = -value }
      isSigned = true
      end = after
    }
    let range = (sign ?? index)..<end
    return NumberReading(
      value: value, span: span(of: range), tokens: range, isSigned: isSigned, isSpoken: magnitude.isSpoken)
  }

  // MARK: Signs

  private func isNegativeSign(_ index: Int) -> Bool {
    tokens[index].mark == UInt8(ascii: "-") || NumberWords.minus.contains(tokens[index].hash)
  }

  /// Whether a token is the sign of the number after it.
  private func isSign(_ index: Int) -> Bool {
    guard index + 1 < tokens.count else { return false }
    let token = tokens[index]
    if token.kind == .word {
      guard NumberWords.minus.contains(token.hash) || NumberWords.plus.contains(token.hash) else { return false }
      return magnitude(at: index + 1) != nil
    }
    guard token.mark == UInt8(ascii: "-") || token.mark == UInt8(ascii: "+") else { return false }
    let isDecimal = isDecimalPoint(index + 1) || tokens[index + 1].kind == .number && hasFraction(index + 1)
    guard isDecimal || tokens[index + 1].kind == .number else { return false }
    let gapAfter = Int(tokens[index + 1].start) > token.span.end
    guard index > 0 else { return !gapAfter || isDecimal }
    let previous = tokens[index - 1]
    let gapBefore = Int(token.start) > previous.span.end
    switch previous.kind {
    case .lineBreak: return !gapAfter || isDecimal
    case .number: return gapBefore && !gapAfter
    case .word:
      if gapBefore { return !gapAfter || isDecimal }
      return isDecimal && !gapAfter && previous.length > 1 && !endsWithDigit(previous)
    case .punctuation:
      if previous.mark == UInt8(ascii: "-") || previous.mark == UInt8(ascii: "/") { return gapBefore && isDecimal }
      if previous.mark == UInt8(ascii: ")") || previous.mark == UInt8(ascii: "%") {
        return gapBefore && !gapAfter || isDecimal
      }
      return !gapAfter || isDecimal
    }
  }

  private func endsWithDigit(_ token: Token) -> Bool {
    let byte = bytes[token.span.end - 1]
    return byte >= 0x30 && byte <= 0x39
  }

  private func hasFraction(_ index: Int) -> Bool { bytes[tokens[index].span.range].contains(UInt8(ascii: ".")) }

  /// The point of ".8": no digit before it, a digit right after it.
  private func isDecimalPoint(_ index: Int) -> Bool {
    guard index + 1 < tokens.count, tokens[index].mark == UInt8(ascii: "."), tokens[index].length == 1 else {
      return false
    }
    guard tokens[index + 1].kind == .number, Int(tokens[index + 1].start) == tokens[index].span.end,
      !hasFraction(index + 1)
    else { return false }
    guard index > 0, tokens[index - 1].span.end == Int(tokens[index].start) else { return true }
    return tokens[index - 1].kind == .punctuation
  }

  /// "standard deviations below", "SD above": the token after, and whether it is below.
  private func deviations(at index: Int) -> (end: Int, isBelow: Bool)? {
    var next = index
    if next + 1 < tokens.count, tokens[next].hash == NumberWords.standard,
      NumberWords.deviation.contains(tokens[next + 1].hash)
    {
      next += 2
    } else if next < tokens.count, NumberWords.deviation.contains(tokens[next].hash) {
      next += 1
      if next < tokens.count, tokens[next].mark == UInt8(ascii: ".") { next += 1 }
    } else {
      return nil
    }
    guard next < tokens.count else { return nil }
    if tokens[next].hash == NumberWords.below { return (next + 1, true) }
    return tokens[next].hash == NumberWords.above ? (next + 1, false) : nil
  }

  // MARK: Magnitudes

  private struct Magnitude {
    let value: Double
    let end: Int
    let isSpoken: Bool
  }

  private func magnitude(at index: Int) -> Magnitude? {
    guard index < tokens.count else { return nil }
    if isDecimalPoint(index) {
      let digits = decimal(tokens[index + 1])
      return Magnitude(value: digits.value / digits.scale(asFraction: true), end: index + 2, isSpoken: false)
    }
    let whole: Magnitude
    switch tokens[index].kind {
    case .number:
      let digits = decimal(tokens[index])
      whole = Magnitude(value: digits.value / digits.scale(asFraction: false), end: index + 1, isSpoken: false)
      if hasFraction(index) { return whole }
    case .word:
      if NumberWords.point.contains(tokens[index].hash) {
        guard let fraction = fraction(at: index + 1) else { return nil }
        return Magnitude(value: fraction.value, end: fraction.end, isSpoken: true)
      }
      guard let spoken = spokenWhole(at: index) else { return nil }
      whole = spoken
    case .punctuation, .lineBreak: return nil
    }
    guard whole.end < tokens.count, NumberWords.point.contains(tokens[whole.end].hash),
      let fraction = fraction(at: whole.end + 1)
    else { return whole }
    let scale = fraction.scale
    return Magnitude(value: (whole.value * scale + fraction.digits) / scale, end: fraction.end, isSpoken: true)
  }

  private struct Digits {
    var value = 0.0
    var whole = 0
    var fraction = 0

    /// The power of ten that turns the digits, read as a whole number, into the number.
    func scale(asFraction: Bool) -> Double { Self.power(asFraction ? whole + fraction : fraction) }

    static func power(_ exponent: Int) -> Double {
      var result = 1.0
      for _ in 0..<min(exponent, 300) { result *= 10 }
      return result
    }
  }

  private func decimal(_ token: Token) -> Digits {
    var digits = Digits()
    var inFraction = false
    for byte in bytes[token.span.range] {
      if byte == UInt8(ascii: ".") {
        inFraction = true
      } else if byte >= 0x30, byte <= 0x39 {
        digits.value = digits.value * 10 + Double(byte - 0x30)
        if inFraction { digits.fraction += 1 } else { digits.whole += 1 }
      }
    }
    return digits
  }

  private struct Fraction {
    let digits: Double
    let scale: Double
    let end: Int
    var value: Double { digits / scale }
  }

  /// What follows "point": digit words one by one, a number below a hundred, or digits.
  private func fraction(at index: Int) -> Fraction? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .number {
      let digits = decimal(tokens[index])
      return digits.fraction == 0
        ? Fraction(digits: digits.value, scale: Digits.power(digits.whole), end: index + 1) : nil
    }
    var value = 0.0
    var places = 0
    var next = index
    while next < tokens.count, places < 8, let digit = NumberWords.digit(tokens[next].hash) {
      value = value * 10 + Double(digit)
      places += 1
      next += 1
    }
    if places > 0 { return Fraction(digits: value, scale: Digits.power(places), end: next) }
    guard let spoken = spokenBelowHundred(at: index) else { return nil }
    return Fraction(digits: Double(spoken.value), scale: 100, end: spoken.end)
  }

  /// A cardinal up to the thousands ("one hundred and five", "twenty-one", "two thousand ten").
  private func spokenWhole(at index: Int) -> Magnitude? {
    guard var (value, next) = spokenBelowHundred(at: index) else { return nil }
    var total = 0
    while next < tokens.count {
      let hash = tokens[next].hash
      if hash == NumberWords.hundred, value > 0, value < 100 {
        value *= 100
      } else if hash == NumberWords.thousand, value > 0, value < 1000, total == 0 {
        total = value * 1000
        value = 0
      } else {
        break
      }
      next += 1
      let after = next < tokens.count && tokens[next].hash == NumberWords.and ? next + 1 : next
      if let (low, end) = spokenBelowHundred(at: after), low > 0 {
        value += low
        next = end
      }
    }
    return Magnitude(value: Double(total + value), end: next, isSpoken: true)
  }

  func spokenBelowHundred(at index: Int) -> (value: Int, end: Int)? {
    guard index < tokens.count, tokens[index].kind == .word else { return nil }
    if let small = NumberWords.small[tokens[index].hash] { return (small, index + 1) }
    guard let tens = NumberWords.tens[tokens[index].hash] else { return nil }
    let next = index + 1 < tokens.count && tokens[index + 1].mark == UInt8(ascii: "-") ? index + 2 : index + 1
    if next < tokens.count, let unit = NumberWords.digit(tokens[next].hash), unit > 0 { return (tens + unit, next + 1) }
    return (tens, index + 1)
  }

  /// The number of an ordinal ("fifth", "5th", "twenty-first") that starts at a token, and the token after it.
  public func ordinal(at index: Int) -> (value: Int, tokens: Range<Int>)? {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
    if let value = NumberWords.ordinals[tokens[index].hash] { return (value, index..<index + 1) }
    if let tens = NumberWords.tens[tokens[index].hash] {
      let next = index + 1 < tokens.count && tokens[index + 1].mark == UInt8(ascii: "-") ? index + 2 : index + 1
      if next < tokens.count, let unit = NumberWords.ordinals[tokens[next].hash], unit < 10 {
        return (tens + unit, index..<next + 1)
      }
      return nil
    }
    let text = bytes[tokens[index].span.range]
    guard let first = text.first, first >= 0x30, first <= 0x39, text.count <= 6 else { return nil }
    var value = 0
    for byte in text.prefix(while: { $0 >= 0x30 && $0 <= 0x39 }) { value = value * 10 + Int(byte - 0x30) }
    return (value, index..<index + 1)
  }
}
