#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A shared library that is loaded while the program runs. It stays loaded until the process ends: functions that were
/// looked up in it must never dangle.
@safe
struct DynamicLibrary: @unchecked Sendable {
  // The handle is only ever handed back to the loader, which may be called from any thread.
  private let handle: UnsafeMutableRawPointer
  private let path: String

  /// Loads the library at `path`.
  init(path: String) throws(PackageError) {
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason given"
      throw PackageError(path, "cannot be loaded (\(reason))", remedy: "Run 'osteon setup' on this machine.")
    }
    unsafe self.handle = handle
    self.path = path
  }

  /// The address of a function.
  ///
  /// The caller says its type; nothing can check that, which is why the library's SHA-256 is pinned.
  func symbol(_ name: String) throws(PackageError) -> UnsafeMutableRawPointer {
    guard let address = unsafe dlsym(handle, name) else {
      throw PackageError(path, "has no function '\(name)'", remedy: "Run 'osteon setup' to fetch the pinned version.")
    }
    return unsafe address
  }
}
