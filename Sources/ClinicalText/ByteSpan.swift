/// A half-open range of UTF-8 byte offsets into one document.
///
/// Every finding, code and query points at the words behind it with one of these. Offsets count bytes, never
/// characters, so that a span is the same on every platform and can be checked by reading the file.
public struct ByteSpan: Hashable, Comparable, Sendable {
  /// Offset of the first byte.
  public let start: Int
  /// Offset after the last byte.
  public let end: Int

  /// Creates the span from `start` up to `end`; an `end` before `start` gives an empty span at `start`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  /// Number of bytes.
  public var count: Int { end - start }
  /// Whether the span holds no byte.
  public var isEmpty: Bool { start == end }
  /// The offsets as a range, for subscripting the document's bytes.
  public var range: Range<Int> { start..<end }

  /// Whether `other` lies wholly inside this span.
  public func contains(_ other: ByteSpan) -> Bool { start <= other.start && other.end <= end }
  /// Whether the two spans share a byte.
  public func overlaps(_ other: ByteSpan) -> Bool { start < other.end && other.start < end }
  /// The smallest span that holds both.
  public func union(_ other: ByteSpan) -> ByteSpan { ByteSpan(min(start, other.start), max(end, other.end)) }

  /// Orders by start, then by end.
  public static func < (a: ByteSpan, b: ByteSpan) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
