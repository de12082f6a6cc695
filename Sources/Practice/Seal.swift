import Crypto
import Foundation

/// Encrypts what is kept: AES-GCM with a key of 256 bits, from a file that only its owner can read or behind a passphrase.
///
/// What a record is and which one it is goes into the authentication: a record moved to another place does not open.
struct Seal: Sendable {
  let key: SymmetricKey

  init(key: SymmetricKey) { self.key = key }

  /// Opens the key file, or makes one with mode 0600. A file that others can read is refused.
  init(keyFile url: URL) throws(PracticeError) {
    let path = url.path
    if !FileManager.default.fileExists(atPath: path) { try Self.makeKey(at: path) }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw PracticeError(.unavailable, "\(path): the key cannot be read; restore it from your backup")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw PracticeError(.unavailable, "\(path): others can read the key; run 'chmod 600 \(path)'")
    }
    guard let data = FileManager.default.contents(atPath: path), data.count == 32 else {
      throw PracticeError(.unavailable, "\(path): is no key of 32 bytes; restore it from your backup")
    }
    key = SymmetricKey(data: data)
  }

  private static func makeKey(at path: String) throws(PracticeError) {
    let bytes = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }
    // O_EXCL: of two that start at once only one makes the key; the other reads it.
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else {
      if errno == EEXIST { return }
      throw PracticeError(.unavailable, "\(path): the key cannot be written; give a folder of yours with --data")
    }
    defer { close(file) }
    guard unsafe write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      throw PracticeError(.unavailable, "\(path): the key cannot be written; make room on the disk")
    }
  }

  /// Puts bytes in the place of a file, mode 0600: whole, or not at all.
  static func replace(_ path: String, with bytes: [UInt8]) throws(PracticeError) {
    let new = path + ".new"
    unsafe unlink(new)
    let file = unsafe open(new, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard file >= 0 else {
      throw PracticeError(.unavailable, "\(new): cannot be written; give a folder of yours with --data")
    }
    let isWritten = unsafe write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
    close(file)
    guard isWritten, unsafe rename(new, path) == 0 else {
      throw PracticeError(.unavailable, "\(path): cannot be written; make room on the disk")
    }
    // The new name is on the disk only when the folder is.
    let folder = unsafe open((path as NSString).deletingLastPathComponent, O_RDONLY)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  func sealed(_ data: Data, as name: String) throws(PracticeError) -> Data {
    do {
      guard let sealed = try AES.GCM.seal(data, using: key, authenticating: Data(name.utf8)).combined else {
        throw PracticeError(.sealed, "cannot be encrypted")
      }
      return sealed
    } catch { throw PracticeError(.sealed, "cannot be encrypted (\(error))") }
  }

  func opened(_ data: Data, as name: String) throws(PracticeError) -> Data {
    do { return try AES.GCM.open(AES.GCM.SealedBox(combined: data), using: key, authenticating: Data(name.utf8)) } catch
    {
      throw PracticeError(
        .sealed, "a record does not open: it belongs to another key, or was changed; restore database and key together")
    }
  }
}
