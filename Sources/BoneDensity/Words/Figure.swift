internal import ClinicalText

/// A number in running text or a cell.
struct Figure {
  /// The number with its sign.
  let quantity: Quantity
  /// Whether a sign was written (`+` counts).
  let isSigned: Bool
  /// Its tokens, sign included.
  let tokens: Range<Int>
  /// Whether a decimal point was written.
  var hasFraction: Bool { quantity.fractionDigits > 0 }
}

extension LexedText {
  /// The number that starts at `index`, in digits (`-1.8`, `−1,8`, `.9`) or words (`minus one point eight`).
  ///
  /// A dash is a sign where it touches its number and not another number before it; a dash apart from the number
  /// (`T score - 3.1`) is a sign only with `allowsLooseSign`.
  func figure(at index: Int, allowsLooseSign: Bool = true) -> Figure? {
    var position = index
    var isNegative = false
    var isSigned = false
    if isMark(position, "-") || isMark(position, "+") {
      let isJoined = touchesPrevious(position + 1)
      let follows = touchesPrevious(position)
      if !isJoined, !allowsLooseSign { return nil }
      if isMark(position, "-"), follows, isNumber(position - 1), isJoined { return nil }
      isNegative = isMark(position, "-")
      isSigned = true
      position += 1
      if isMark(position, "-"), !touchesPrevious(position) { return nil }
    } else if term(position) == .negative {
      isNegative = true
      isSigned = true
      position += 1
    }
    guard let (digits, fraction, end) = magnitude(at: position) else { return nil }
    let range = index..<end
    let quantity = Quantity(digits: isNegative ? -digits : digits, fractionDigits: fraction, span: span(range))
    return Figure(quantity: quantity, isSigned: isSigned, tokens: range)
  }

  private func magnitude(at index: Int) -> (digits: Int, fraction: Int, end: Int)? {
    if isNumber(index), term(index + 1) != .point { return digits(at: index) }
    if isMark(index, "."), isNumber(index + 1), touchesPrevious(index + 1),
      let (digits, fraction, end) = digits(at: index + 1), fraction == 0
    {
      return (digits, min(9, Int(tokens[index + 1].length)), end)
    }
    return words(at: index)
  }

  /// Reads digits; a comma between digits is a decimal sign when at most two digits stand before it, as in `-1,8`
  /// and `1,022`: no value of a density report has a thousands separator.
  private func digits(at index: Int) -> (digits: Int, fraction: Int, end: Int)? {
    var value = 0
    var fraction = 0
    var isFraction = false
    var count = 0
    var last = index
    let length = Int(tokens[index].length)
    let hasCommaFraction =
      length <= 2 && isMark(index + 1, ",") && touchesPrevious(index + 1) && isNumber(index + 2)
      && touchesPrevious(index + 2) && tokens[index + 2].length <= 4
      && !(isMark(index + 3, ",") && touchesPrevious(index + 3) && isNumber(index + 4) && touchesPrevious(index + 4))
    if hasCommaFraction { last = index + 2 }
    for byte in document.bytes[Int(tokens[index].start)..<tokens[last].span.end] {
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        if isFraction { return nil }
        isFraction = true
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      count += 1
      if count > 12 { return nil }
      if isFraction, fraction == 9 { continue }
      value = value * 10 + Int(byte - 0x30)
      if isFraction { fraction += 1 }
    }
    return (value, fraction, last + 1)
  }

  private func words(at index: Int) -> (digits: Int, fraction: Int, end: Int)? {
    guard let (whole, afterWhole) = wholeWord(at: index) else { return nil }
    guard term(afterWhole) == .point else { return (whole, 0, afterWhole) }
    var value = whole
    var fraction = 0
    var position = afterWhole + 1
    while fraction < 3, let digit = wordNumber(position), digit < 10 {
      value = value * 10 + digit
      fraction += 1
      position += 1
    }
    if fraction == 0, isNumber(position), let digit = integer(position), digit < 10 {
      return (value * 10 + digit, 1, position + 1)
    }
    return fraction == 0 ? (whole, 0, afterWhole) : (value, fraction, position)
  }

  private func wholeWord(at index: Int) -> (Int, Int)? {
    guard let first = wordNumber(index) else {
      // "minus 1 point 8".
      guard let digit = integer(index), term(index + 1) == .point else { return nil }
      return (digit, index + 1)
    }
    if first >= 20, first % 10 == 0 {
      let next = isMark(index + 1, "-") ? index + 2 : index + 1
      if let unit = wordNumber(next), unit > 0, unit < 10 { return (first + unit, next + 1) }
    }
    return (first, index + 1)
  }

  private func wordNumber(_ index: Int) -> Int? {
    guard term(index) == .digit else { return nil }
    return Vocabulary.number(tokens[index].hash)
  }
}
