import Crypto
public import Foundation

/// How the key of a practice is kept: in a file of mode 0600, or locked with a passphrase.
public struct PracticeKey: Sendable {
  private let folder: URL
  /// What a new lock costs to open.
  private let parameters: PassphraseLock.Parameters
  private var file: URL { folder.appendingPathComponent("practice.key") }
  private var lock: URL { PassphraseLock.file(in: folder) }

  /// The key of the practice in a folder.
  public init(folder: URL) { self.init(folder: folder, parameters: .usual) }

  init(folder: URL, parameters: PassphraseLock.Parameters) {
    self.folder = folder
    self.parameters = parameters
  }

  /// Whether a passphrase is needed to open it.
  public var isLocked: Bool { FileManager.default.fileExists(atPath: lock.path) }

  func seal(passphrase: String?) throws(PracticeError) -> Seal {
    guard isLocked else { return try Seal(keyFile: file) }
    guard let passphrase else {
      throw PracticeError(.locked, "\(lock.path): the practice is locked; give its passphrase")
    }
    let key = try PassphraseLock(reading: lock).key(passphrase: passphrase)
    // Where somebody pulled the plug while a passphrase was set, the open key still lies there. Another key is left alone.
    let bytes = unsafe key.withUnsafeBytes { unsafe Data($0) }
    if FileManager.default.contents(atPath: file.path) == bytes {
      try removeFile()
    }
    return Seal(key: key)
  }

  /// Locks the key with a passphrase, a new one or in place of another; the key file is taken away. Records stay as they are.
  ///
  /// - Parameter old: The passphrase so far; not looked at where there is none.
  /// - Throws: `PracticeError.locked` where `old` is wrong or `new` too short; nothing is changed then.
  public func lock(with new: String, old: String?) throws(PracticeError) {
    try makeFolder()
    let key = try seal(passphrase: old).key
    let next = try PassphraseLock(key, passphrase: new, parameters: parameters)
    try next.write(to: lock)
    // Read back before the only other copy goes.
    _ = try PassphraseLock(reading: lock).key(passphrase: new)
    try removeFile()
  }

  /// Goes back to a key file of mode 0600 that opens without a passphrase.
  public func unlock(old: String) throws(PracticeError) {
    guard isLocked else { throw PracticeError(.locked, "\(folder.path): the practice has no passphrase") }
    let key = try PassphraseLock(reading: lock).key(passphrase: old)
    let bytes = unsafe key.withUnsafeBytes { unsafe Array($0) }
    try Seal.replace(file.path, with: bytes)
    do { try FileManager.default.removeItem(at: lock) } catch {
      throw PracticeError(.unavailable, "\(lock.path): cannot be removed; remove it yourself")
    }
  }

  func makeFolder() throws(PracticeError) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw PracticeError(.unavailable, "\(folder.path): cannot be made; give a folder of yours with --data")
    }
  }

  /// Overwritten first. On a disk that writes to another place, and in backups, a copy may remain.
  private func removeFile() throws(PracticeError) {
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    if let handle = try? FileHandle(forWritingTo: file) {
      try? handle.write(contentsOf: Data(count: 32))
      try? handle.synchronize()
      try? handle.close()
    }
    do { try FileManager.default.removeItem(at: file) } catch {
      throw PracticeError(
        .unavailable, "\(file.path): cannot be removed; remove it yourself, for it opens the practice")
    }
  }
}
