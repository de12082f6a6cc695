import Foundation

/// The tensors of a CTranslate2 `model.bin` (version 6): name, dimensions, type and place in the file.
struct TensorFile {
  enum Element: UInt8 {
    case float32 = 0
    case float16 = 4
    var width: Int { self == .float32 ? 4 : 2 }
  }

  struct Tensor {
    var dimensions: [Int]
    var element: Element
    var bytes: Range<Int>
    var count: Int { dimensions.reduce(1, *) }
  }

  private let data: Data
  private(set) var tensors: [String: Tensor] = [:]

  /// Reads the table; the weights stay in the mapped file.
  init(_ data: Data) throws(SpeechError) {
    self.data = data
    var reader = Reader(data: data)
    _ = try reader.number(4)
    _ = try reader.string()
    _ = try reader.number(4)
    for _ in 0..<min(try reader.number(4), 100_000) {
      let name = try reader.string()
      let rank = try reader.number(1)
      var dimensions: [Int] = []
      for _ in 0..<min(rank, 8) { dimensions.append(try reader.number(4)) }
      let element = Element(rawValue: UInt8(truncatingIfNeeded: try reader.number(1)))
      let bytes = try reader.skip(try reader.number(4))
      // Tensors of other types are counters and the like, which nobody asks for.
      guard let element else { continue }
      let tensor = Tensor(dimensions: dimensions, element: element, bytes: bytes)
      guard tensor.count * element.width == bytes.count else { throw Reader.damaged }
      tensors[name] = tensor
    }
  }

  func tensor(_ name: String) throws(SpeechError) -> Tensor {
    guard let tensor = tensors[name] else { throw SpeechError(.wrongChecksum, name, "is missing from the weights") }
    return tensor
  }

  /// The numbers of some rows of a tensor, as 16-bit or 32-bit floating point.
  func bytes(of tensor: Tensor, rows: Range<Int>? = nil, as element: Element) -> Data {
    let rowCount = max(1, tensor.dimensions.first ?? 1)
    let rowBytes = tensor.bytes.count / rowCount
    let rows = rows ?? 0..<rowCount
    let start = data.startIndex + tensor.bytes.lowerBound
    let slice = data[(start + rows.lowerBound * rowBytes)..<(start + rows.upperBound * rowBytes)]
    if tensor.element == element { return slice }
    var result = Data(capacity: slice.count * 2)
    let values = [UInt8](slice)
    for index in stride(from: 0, to: values.count - tensor.element.width + 1, by: tensor.element.width) {
      if tensor.element == .float16 {
        let value = Self.float(half: UInt16(values[index]) | UInt16(values[index + 1]) << 8)
        result.append(littleEndian: value.bitPattern)
      } else {
        var pattern: UInt32 = 0
        for byte in 0..<4 { pattern |= UInt32(values[index + byte]) << UInt32(8 * byte) }
        let half = Self.half(Float(bitPattern: pattern))
        result.append(contentsOf: [UInt8(truncatingIfNeeded: half), UInt8(truncatingIfNeeded: half >> 8)])
      }
    }
    return result
  }

  /// IEEE 754 binary16 to binary32.
  static func float(half: UInt16) -> Float {
    let sign: Float = half & 0x8000 == 0 ? 1 : -1
    let exponent = Int(half >> 10) & 0x1F
    let fraction = Float(half & 0x3FF)
    if exponent == 0x1F { return fraction == 0 ? sign * .infinity : .nan }
    if exponent == 0 { return sign * fraction * 0x1p-24 }
    return sign * (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
  }

  /// IEEE 754 binary32 to binary16, to the nearest, halves to even.
  static func half(_ value: Float) -> UInt16 {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let size = abs(value)
    if size.isNaN { return 0x7E00 }
    if size >= 65520 { return sign | 0x7C00 }
    if size < 0x1p-14 { return sign | UInt16((size * 0x1p24).rounded(.toNearestOrEven)) }
    let exponent = Int(size.exponent)
    let fraction = ((size.significand - 1) * 1024).rounded(.toNearestOrEven)
    return sign | UInt16((exponent + 15) << 10 + Int(fraction))
  }

  private struct Reader {
    static let damaged = SpeechError(.wrongChecksum, "weights", "the file is damaged; run the installation again")
    let data: Data
    var position = 0

    mutating func skip(_ count: Int) throws(SpeechError) -> Range<Int> {
      guard count >= 0, position + count <= data.count else { throw Self.damaged }
      defer { position += count }
      return position..<position + count
    }

    mutating func number(_ width: Int) throws(SpeechError) -> Int {
      let range = try skip(width)
      return range.reversed().reduce(0) { $0 << 8 | Int(data[data.startIndex + $1]) }
    }

    mutating func string() throws(SpeechError) -> String {
      let range = try skip(try number(2))
      let bytes = data[(data.startIndex + range.lowerBound)..<(data.startIndex + range.upperBound)]
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension Data {
  mutating func append(littleEndian value: UInt32) {
    append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) })
  }
}
