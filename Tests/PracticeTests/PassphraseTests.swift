import Crypto
import Foundation
import Testing

@testable import Practice

@Suite(.serialized) struct PassphraseTests {
  private static let passphrase = "correct horse battery staple"
  /// The least that is accepted; a test build takes long over more.
  private static let light = PassphraseLock.Parameters(rounds: 1 << 14, blockSize: 8, parallelism: 1)

  private func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func isThere(_ name: String, in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  @Test func `A practice is locked, opened, given another passphrase, and unlocked; its records stay`() throws {
    try withFolder { folder in
      var content = Encounter.Content()
      content.note = "fracture of the left hip"
      let id = try PracticeStore(folder: folder).begin(content).id
      let key = PracticeKey(folder: folder, parameters: Self.light)
      #expect(!key.isLocked)
      try key.lock(with: Self.passphrase, old: nil)
      #expect(key.isLocked && !isThere("practice.key", in: folder))
      let file = folder.appendingPathComponent("practice.passphrase")
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      #expect(try PracticeStore(folder: folder, passphrase: Self.passphrase).encounter(id).content.note == content.note)
      try key.lock(with: "an entirely different one", old: Self.passphrase)
      let old = #expect(throws: PracticeError.self) { try PracticeStore(folder: folder, passphrase: Self.passphrase) }
      #expect(old?.code == .locked)
      try key.unlock(old: "an entirely different one")
      #expect(!key.isLocked && !isThere("practice.passphrase", in: folder))
      #expect(try PracticeStore(folder: folder).encounter(id).content.note == content.note)
    }
  }

  @Test(arguments: [nil, "", "correct horse battery stapl", "Correct horse battery staple"])
  func `Another passphrase or none opens nothing, and says so`(wrong: String?) throws {
    try withFolder { folder in
      try PracticeKey(folder: folder, parameters: Self.light).lock(with: Self.passphrase, old: nil)
      let before = FileManager.default.contents(atPath: folder.appendingPathComponent("practice.passphrase").path)
      let error = #expect(throws: PracticeError.self) { try PracticeStore(folder: folder, passphrase: wrong) }
      #expect(error?.code == .locked)
      let change = #expect(throws: PracticeError.self) {
        try PracticeKey(folder: folder, parameters: Self.light).lock(with: "another long passphrase", old: wrong)
      }
      #expect(change?.code == .locked)
      #expect(
        FileManager.default.contents(atPath: folder.appendingPathComponent("practice.passphrase").path) == before)
    }
  }

  @Test func `A short passphrase is refused before anything changes`() throws {
    try withFolder { folder in
      let error = #expect(throws: PracticeError.self) {
        try PracticeKey(folder: folder, parameters: Self.light).lock(with: "eleven char", old: nil)
      }
      #expect(error?.code == .locked && error?.message.contains("12 characters") ?? false)
      #expect(isThere("practice.key", in: folder) && !PracticeKey(folder: folder, parameters: Self.light).isLocked)
    }
  }

  @Test(arguments: [
    ("scrypt 16384", "scrypt 32768"), ("scrypt 16384", "scrypt 1024"), ("scrypt 16384", "scrypt 1048576000"),
    ("scrypt 16384", "scrypt 100000"), (" 8 1\n", " 9 1\n"), ("osteon passphrase 1", "osteon passphrase 2"),
    ("salt ", "salt 0"), ("\nkey ", "\nkey zz"), ("key ", ""),
  ])
  func `A changed file opens nothing`(text: String, changed: String) throws {
    try withFolder { folder in
      let key = SymmetricKey(size: .bits256)
      let file = folder.appendingPathComponent("practice.passphrase")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try PassphraseLock(key, passphrase: Self.passphrase, parameters: Self.light).write(to: file)
      #expect(try PassphraseLock(reading: file).key(passphrase: Self.passphrase) == key)
      let whole = try String(contentsOf: file, encoding: .utf8)
      try whole.replacing(text, with: changed).write(to: file, atomically: true, encoding: .utf8)
      #expect(throws: PracticeError.self) { try PassphraseLock(reading: file).key(passphrase: Self.passphrase) }
    }
  }

  @Test func `An accent is the same however it was typed, and two locks of one key differ`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let key = SymmetricKey(size: .bits256)
      let (one, two) = (folder.appendingPathComponent("one"), folder.appendingPathComponent("two"))
      try PassphraseLock(key, passphrase: "caf\u{E9} au lait 1907", parameters: Self.light).write(to: one)
      try PassphraseLock(key, passphrase: "caf\u{E9} au lait 1907", parameters: Self.light).write(to: two)
      #expect(try PassphraseLock(reading: one).key(passphrase: "cafe\u{301} au lait 1907") == key)
      #expect(try Data(contentsOf: one) != Data(contentsOf: two))
    }
  }

  @Test func `A key file that was left behind goes, but another key is not thrown away`() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("practice.key")
      _ = try PracticeStore(folder: folder)
      let bytes = try Data(contentsOf: file)
      try PracticeKey(folder: folder, parameters: Self.light).lock(with: Self.passphrase, old: nil)
      try bytes.write(to: file)
      _ = try PracticeStore(folder: folder, passphrase: Self.passphrase)
      #expect(!isThere("practice.key", in: folder))
      try Data(repeating: 7, count: 32).write(to: file)
      _ = try PracticeStore(folder: folder, passphrase: Self.passphrase)
      #expect(isThere("practice.key", in: folder))
    }
  }
}
