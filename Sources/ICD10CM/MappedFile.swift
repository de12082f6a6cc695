#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file mapped read-only into memory.
@safe
final class MappedFile: @unchecked Sendable {
  // Immutable after init; the mapping is private and read-only.
  let base: UnsafeRawPointer
  let count: Int

  init(path: String) throws(BookError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw BookError(.unreadable, path, "cannot be opened (\(unsafe String(cString: strerror(errno))))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw BookError(.unreadable, path, "is not a regular file")
    }
    count = Int(status.st_size)
    guard count > 0 else { throw BookError(.truncated, path, "is empty") }
    guard let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe address != MAP_FAILED
    else { throw BookError(.unreadable, path, "cannot be mapped (\(unsafe String(cString: strerror(errno))))") }
    unsafe base = UnsafeRawPointer(address)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), count) }
}
