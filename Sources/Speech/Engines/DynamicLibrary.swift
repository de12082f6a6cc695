import Foundation

/// A shared library that is opened when it is needed, so that everything else works where it is not installed.
@safe struct DynamicLibrary: @unchecked Sendable {
  // The handle is only read after the library has been opened, and the library is never closed.
  private let handle: UnsafeMutableRawPointer
  let path: String

  /// Opens the library at `path`; libraries that it needs are found beside it.
  init(path: String) throws(SpeechError) {
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "unknown reason"
      throw SpeechError(
        .notInstalled, path, "cannot be opened (\(reason)); run 'osteon speech install' to install it again")
    }
    unsafe self.handle = unsafe handle
    self.path = path
  }

  /// The address of a function, as the C function type that its header declares.
  func function<F>(_ name: String, as type: F.Type) throws(SpeechError) -> F {
    guard unsafe MemoryLayout<F>.size == MemoryLayout<UnsafeMutableRawPointer>.size,
      let symbol = unsafe dlsym(handle, name)
    else {
      throw SpeechError(.engine, path, "has no function \(name); run 'osteon speech install' to install the pinned one")
    }
    return unsafe unsafeBitCast(symbol, to: type)
  }
}
