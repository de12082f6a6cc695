import Crypto
import CryptoExtras
import Foundation

/// The practice's key, locked with a passphrase: a text file beside the database instead of the key file.
///
/// A key of 256 bits is derived from the passphrase by scrypt (RFC 7914) and encrypts the practice's own random key with
/// AES-GCM. So a passphrase is changed without encrypting every record again, and a wrong one is told from a right one.
/// Parameters and salt are part of the authentication: whoever weakens them in the file opens nothing.
struct PassphraseLock {
  /// Cost (a power of two), size of a block, and how many run side by side.
  struct Parameters: Equatable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// OWASP's Password Storage Cheat Sheet names 2^17, 8, 1 as the first choice for scrypt: 128 MB, about half a second.
    static let usual = Parameters(rounds: 1 << 17, blockSize: 8, parallelism: 1)

    /// From an eighth of the usual cost to eight times it, a gigabyte.
    var isAcceptable: Bool {
      (1 << 14...1 << 20).contains(rounds) && rounds & (rounds - 1) == 0 && blockSize == 8 && parallelism == 1
    }
  }

  /// Fewest characters of a new passphrase: it can be guessed at on a stolen disk, as often as somebody likes.
  static let shortest = 12
  private static let title = "osteon passphrase 1"
  private static let saltLength = 16

  private let header: String
  private let salt: [UInt8]
  private let parameters: Parameters
  private let wrapped: Data

  static func file(in folder: URL) -> URL { folder.appendingPathComponent("practice.passphrase") }

  /// Locks a key.
  ///
  /// - Throws: `PracticeError.locked` for a passphrase that is too short.
  init(_ key: SymmetricKey, passphrase: String, parameters: Parameters = .usual) throws(PracticeError) {
    guard passphrase.count >= Self.shortest else {
      throw PracticeError(
        .locked, "a passphrase needs \(Self.shortest) characters or more; several words are easy to remember")
    }
    salt = unsafe SymmetricKey(size: .bits128).withUnsafeBytes { unsafe Array($0) }
    self.parameters = parameters
    header = """
      \(Self.title)
      scrypt \(parameters.rounds) \(parameters.blockSize) \(parameters.parallelism)
      salt \(Self.hexadecimal(salt))
      """
    let bytes = unsafe key.withUnsafeBytes { unsafe Data($0) }
    wrapped = try Seal(key: try Self.derived(passphrase, salt, parameters)).sealed(bytes, as: header)
  }

  /// Reads the file; its form is checked, not the passphrase.
  init(reading file: URL) throws(PracticeError) {
    let bytes = FileManager.default.contents(atPath: file.path)?.prefix(4096) ?? Data()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    guard lines.count == 4, lines[0].joined(separator: " ") == Self.title, lines[1].count == 4,
      lines[1][0] == "scrypt", lines[2].count == 2, lines[2][0] == "salt", lines[3].count == 2, lines[3][0] == "key",
      let rounds = Int(lines[1][1]), let blockSize = Int(lines[1][2]), let parallelism = Int(lines[1][3]),
      let salt = Self.bytes(hexadecimal: lines[2][1]), salt.count == Self.saltLength,
      let wrapped = Self.bytes(hexadecimal: lines[3][1])
    else {
      throw PracticeError(.unavailable, "\(file.path): is no file of this program; restore it from your backup")
    }
    parameters = Parameters(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    guard parameters.isAcceptable else {
      throw PracticeError(
        .unavailable, "\(file.path): the parameters of scrypt are out of range; restore it from your backup")
    }
    header = lines[0...2].map { $0.joined(separator: " ") }.joined(separator: "\n")
    self.salt = salt
    self.wrapped = Data(wrapped)
  }

  /// The key.
  ///
  /// - Throws: `PracticeError.locked` for another passphrase than the one it was locked with.
  func key(passphrase: String) throws(PracticeError) -> SymmetricKey {
    let seal = Seal(key: try Self.derived(passphrase, salt, parameters))
    guard let bytes = try? seal.opened(wrapped, as: header), bytes.count == 32 else {
      throw PracticeError(.locked, "the passphrase is wrong; nothing was opened or changed")
    }
    return SymmetricKey(data: bytes)
  }

  /// Writes the file, mode 0600, in place of one that is there; it is on the disk when the call returns.
  func write(to file: URL) throws(PracticeError) {
    let text = header + "\nkey " + Self.hexadecimal(Array(wrapped)) + "\n"
    try Seal.replace(file.path, with: Array(text.utf8))
  }

  /// Composed characters, so that an accent typed on another machine is the same one (NIST SP 800-63B, 3.1.1.2).
  private static func derived(
    _ passphrase: String, _ salt: [UInt8], _ parameters: Parameters
  ) throws(PracticeError) -> SymmetricKey {
    let bytes = Array(passphrase.precomposedStringWithCanonicalMapping.utf8)
    guard !bytes.isEmpty else { throw PracticeError(.locked, "the passphrase is empty") }
    do {
      return try KDF.Scrypt.deriveKey(
        from: bytes, salt: salt, outputByteCount: 32, rounds: parameters.rounds, blockSize: parameters.blockSize,
        parallelism: parameters.parallelism)
    } catch {
      throw PracticeError(
        .unavailable, "the passphrase cannot be worked on (\(error)); is there 128 MB of memory free?")
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let values = digits.compactMap(\.self)
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
  }
}
