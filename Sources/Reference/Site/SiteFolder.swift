#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a site cannot be written.
public struct SiteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// What is wrong.
  public let message: String
  /// "PATH: message; remedy".
  public var description: String { "\(path): \(message); free space, or name another folder" }

  init(_ path: String, errno code: Int32) {
    self.path = path
    message = "cannot be written (\(unsafe String(cString: strerror(code))))"
  }
}

/// A folder into which a site is written: plain files, written whole.
struct SiteFolder: Sendable {
  let path: String

  /// Creates a folder below, and those above it.
  func makeFolder(_ name: String) throws(SiteError) {
    var partial = ""
    for piece in (name.isEmpty ? path : path + "/" + name).split(separator: "/", omittingEmptySubsequences: false) {
      partial +=
        partial.isEmpty && piece.isEmpty ? "/" : partial.hasSuffix("/") || partial.isEmpty ? piece : "/" + piece
      if partial == "/" || partial.isEmpty { continue }
      if unsafe mkdir(partial, 0o777) != 0, errno != EEXIST { throw SiteError(partial, errno: errno) }
    }
  }

  /// Writes a file; what was there before is replaced.
  func write(_ bytes: [UInt8], to name: String) throws(SiteError) {
    try put(bytes, to: name, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC)
  }

  /// Adds to the end of a file.
  func append(_ bytes: [UInt8], to name: String) throws(SiteError) {
    try put(bytes, to: name, flags: O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC)
  }

  private func put(_ bytes: [UInt8], to name: String, flags: Int32) throws(SiteError) {
    let file = path + "/" + name
    let descriptor = unsafe open(file, flags, 0o666)
    guard descriptor >= 0 else { throw SiteError(file, errno: errno) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Self.put(descriptor, base + offset, bytes.count - offset)
      }
      guard written > 0 else {
        if errno == EINTR { continue }
        throw SiteError(file, errno: errno)
      }
      offset += written
    }
  }

  /// `write` of the C library, which the method's name hides.
  private static func put(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, base, count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, base, count)
    #else
      unsafe Darwin.write(descriptor, base, count)
    #endif
  }

  /// The bytes of a file, `nil` where there is none.
  func read(_ name: String) -> [UInt8]? {
    let descriptor = unsafe open(path + "/" + name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    var isWhole = true
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = unsafe Self.get(descriptor, base + count, size - count)
        guard got > 0 else {
          isWhole = false
          break
        }
        count += got
      }
    }
    return isWhole ? bytes : nil
  }

  /// `read` of the C library, which the method's name hides.
  private static func get(_ descriptor: Int32, _ base: UnsafeMutableRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, base, count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, base, count)
    #else
      unsafe Darwin.read(descriptor, base, count)
    #endif
  }

  /// Bytes of a file, `nil` where there is none.
  func size(of name: String) -> Int? {
    var status = stat()
    guard unsafe stat(path + "/" + name, &status) == 0 else { return nil }
    return Int(status.st_size)
  }

  /// Removes a file that this program wrote.
  func remove(_ name: String) { _ = unsafe unlink(path + "/" + name) }
}
