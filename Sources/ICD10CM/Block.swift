/// A read-only view of one block of a mapped book.
///
/// Reads outside the block answer zero instead of trapping: a book whose hashes were forged along with its content
/// must not be able to crash the program.
@safe
@usableFromInline
struct Block: @unchecked Sendable {
  // The memory stays mapped for as long as the `Book` that owns the block lives, and is never written.
  @usableFromInline let base: UnsafeRawPointer?
  @usableFromInline let count: Int

  init(base: UnsafeRawPointer?, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  @inlinable
  func load<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: T.Type) -> T {
    guard offset >= 0, offset <= count - MemoryLayout<T>.size, let base = unsafe base else { return 0 }
    return T(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  /// The 32-bit integer at `index`, counted in integers.
  @inlinable
  func word(_ index: Int) -> Int {
    guard index < count else { return 0 }
    return Int(load(index &* 4, as: UInt32.self))
  }

  /// Number of 32-bit integers.
  @inlinable var wordCount: Int { count / 4 }

  /// The string at a byte offset: a 16-bit length, then UTF-8.
  func string(_ offset: Int) -> String {
    let length = Int(load(offset, as: UInt16.self))
    guard length > 0, offset + 2 + length <= count, let base = unsafe base else { return "" }
    let bytes = unsafe UnsafeRawBufferPointer(start: base + offset + 2, count: length)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Copies the string's bytes to the end of `output`.
  func appendString(_ offset: Int, to output: inout [UInt8]) {
    let length = Int(load(offset, as: UInt16.self))
    guard length > 0, offset + 2 + length <= count, let base = unsafe base else { return }
    unsafe output.append(contentsOf: UnsafeRawBufferPointer(start: base + offset + 2, count: length))
  }

  /// All bytes.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    unsafe body(UnsafeRawBufferPointer(start: base, count: count))
  }
}
