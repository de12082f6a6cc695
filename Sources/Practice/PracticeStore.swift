import Crypto
public import Foundation
import GRDB

/// Encounters, recordings and signed packages in an SQLite database; texts and sound are encrypted.
///
/// Write-ahead log with full synchronisation: what a call has returned from survives a killed process and a lost plug.
public final class PracticeStore: Sendable {
  private let database: DatabasePool
  let seal: Seal
  private let now: @Sendable () -> Date

  /// Longest chunk, and the most of one recording (four hours of half seconds), so that nobody fills the disk by mistake.
  public static let limits = (chunkBytes: 1 << 20, chunks: 4 * 3600 * 2)

  /// Opens the database in a folder, or makes it; the key lies beside it as `practice.key`, or locked with a passphrase as
  /// `practice.passphrase`.
  ///
  /// - Parameter passphrase: Opens the lock; not looked at where there is none.
  /// - Throws: `PracticeError.locked` where a passphrase is needed, or is wrong.
  public init(
    folder: URL, passphrase: String? = nil, now: @escaping @Sendable () -> Date = { Date() }
  ) throws(PracticeError) {
    let practice = PracticeKey(folder: folder)
    try practice.makeFolder()
    seal = try practice.seal(passphrase: passphrase)
    self.now = now
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA secure_delete = ON")
    }
    let path = folder.appendingPathComponent("practice.sqlite").path
    do {
      database = try DatabasePool(path: path, configuration: configuration)
      try Self.migrator.migrate(database)
    } catch {
      throw PracticeError(
        .unavailable, "\(path): cannot be opened (\(error.localizedDescription)); restore it from your backup")
    }
  }

  /// Changes of the database's form, oldest first; never edited, only added to.
  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 encounters, recordings, packages") { database in
      try database.execute(
        sql: """
          CREATE TABLE encounter (id TEXT PRIMARY KEY NOT NULL, created REAL NOT NULL, updated REAL NOT NULL,
            version INTEGER NOT NULL, signed REAL, content BLOB NOT NULL) STRICT;
          CREATE TABLE recording (id TEXT PRIMARY KEY NOT NULL, encounter TEXT NOT NULL REFERENCES encounter,
            rate INTEGER NOT NULL, finished INTEGER NOT NULL DEFAULT 0) STRICT;
          CREATE INDEX recordingOfEncounter ON recording (encounter);
          CREATE TABLE chunk (recording TEXT NOT NULL REFERENCES recording, number INTEGER NOT NULL,
            sound BLOB NOT NULL, PRIMARY KEY (recording, number)) STRICT, WITHOUT ROWID;
          CREATE TABLE package (encounter TEXT PRIMARY KEY NOT NULL REFERENCES encounter, signed REAL NOT NULL,
            sha256 TEXT NOT NULL, content BLOB NOT NULL) STRICT;
          """)
    }
    migrator.registerMigration("2 billing") { database in
      try database.execute(
        sql: """
          CREATE TABLE billing (encounter TEXT PRIMARY KEY NOT NULL REFERENCES encounter, version INTEGER NOT NULL,
            content BLOB NOT NULL) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }

  private static func newID() -> String { UUID().uuidString.lowercased() }

  func write<T>(_ body: (Database) throws -> T) throws(PracticeError) -> T {
    do { return try database.write(body) } catch { throw Self.failure(error) }
  }

  func read<T>(_ body: (Database) throws -> T) throws(PracticeError) -> T {
    do { return try database.read(body) } catch { throw Self.failure(error) }
  }

  static func failure(_ error: any Error) -> PracticeError {
    if let error = error as? PracticeError { return error }
    return PracticeError(
      .unavailable, "the database failed (\(error.localizedDescription)); is there room on the disk?")
  }

  // MARK: Encounters

  /// Begins an encounter.
  public func begin(_ content: Encounter.Content) throws(PracticeError) -> Encounter {
    let encounter = Encounter(id: Self.newID(), created: now(), updated: now(), version: 1, content: content)
    let sealed = try sealed(content, id: encounter.id)
    try write { database in
      try database.execute(
        sql: "INSERT INTO encounter (id, created, updated, version, content) VALUES (?, ?, ?, 1, ?)",
        arguments: [
          encounter.id, encounter.created.timeIntervalSince1970, encounter.updated.timeIntervalSince1970, sealed,
        ])
    }
    return encounter
  }

  private func sealed(_ content: Encounter.Content, id: String) throws(PracticeError) -> Data {
    do { return try seal.sealed(JSONEncoder().encode(content), as: "encounter " + id) } catch {
      throw Self.failure(error)
    }
  }

  private func encounter(_ row: Row) throws -> Encounter {
    let id: String = row["id"]
    let content = try JSONDecoder().decode(
      Encounter.Content.self, from: seal.opened(row["content"] as Data, as: "encounter " + id))
    return Encounter(
      id: id, created: Date(timeIntervalSince1970: row["created"]),
      updated: Date(timeIntervalSince1970: row["updated"]),
      version: row["version"], signed: (row["signed"] as Double?).map { Date(timeIntervalSince1970: $0) },
      content: content)
  }

  /// One encounter.
  public func encounter(_ id: String) throws(PracticeError) -> Encounter {
    try read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM encounter WHERE id = ?", arguments: [id]) else {
        throw PracticeError(.unknown, "there is no such encounter")
      }
      return try encounter(row)
    }
  }

  /// The encounters saved last.
  public func encounters(limit: Int = 100) throws(PracticeError) -> [Encounter] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM encounter ORDER BY updated DESC LIMIT ?", arguments: [limit])
        .map(encounter)
    }
  }

  /// Saves what was changed since `version`.
  ///
  /// - Throws: `PracticeError.conflict` where somebody has saved since, `signed` where the encounter is signed.
  public func save(_ content: Encounter.Content, to id: String, version: Int) throws(PracticeError) -> Encounter {
    let sealed = try sealed(content, id: id)
    let time = now()
    try write { database in
      try database.execute(
        sql: "UPDATE encounter SET content = ?, updated = ?, version = version + 1 "
          + "WHERE id = ? AND version = ? AND signed IS NULL",
        arguments: [sealed, time.timeIntervalSince1970, id, version])
      if database.changesCount == 1 { return }
      guard let row = try Row.fetchOne(database, sql: "SELECT signed FROM encounter WHERE id = ?", arguments: [id])
      else {
        throw PracticeError(.unknown, "there is no such encounter")
      }
      if (row["signed"] as Double?) != nil {
        throw PracticeError(.signed, "the encounter is signed; begin another one for an addendum")
      }
      throw PracticeError(.conflict, "the encounter was changed in another window; reload it")
    }
    return try encounter(id)
  }

  // MARK: Recordings

  /// Begins a recording of an encounter that is not signed.
  public func beginRecording(of encounter: String, rate: Int) throws(PracticeError) -> Recording {
    guard try self.encounter(encounter).signed == nil else {
      throw PracticeError(.signed, "the encounter is signed; begin another one for an addendum")
    }
    let id = Self.newID()
    try write { database in
      try database.execute(
        sql: "INSERT INTO recording (id, encounter, rate) VALUES (?, ?, ?)", arguments: [id, encounter, rate])
    }
    return Recording(id: id, encounter: encounter, rate: rate, chunks: 0, isFinished: false)
  }

  /// One recording.
  public func recording(_ id: String) throws(PracticeError) -> Recording {
    try read { database in
      guard
        let row = try Row.fetchOne(
          database,
          sql: "SELECT *, (SELECT count(*) FROM chunk WHERE recording = id) AS chunks FROM recording WHERE id = ?",
          arguments: [id])
      else { throw PracticeError(.unknown, "there is no such recording") }
      return Recording(
        id: row["id"], encounter: row["encounter"], rate: row["rate"], chunks: row["chunks"],
        isFinished: row["finished"])
    }
  }

  /// Keeps a chunk of sound; it is on the disk when the call returns. Number 0 is the first. A chunk that is there
  /// already is left alone, so that a sender who heard no answer may send again.
  public func keep(_ sound: Data, of recording: String, number: Int) throws(PracticeError) {
    guard sound.count <= Self.limits.chunkBytes, (0..<Self.limits.chunks).contains(number) else {
      throw PracticeError(.gap, "the chunk or the recording is too long; end it and begin another")
    }
    let sealed = try seal.sealed(sound, as: "chunk \(recording) \(number)")
    try write { database in
      let count =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM chunk WHERE recording = ?", arguments: [recording]) ?? 0
      if number < count { return }
      guard number == count else { throw PracticeError(.gap, "chunk \(count) comes next; send it first") }
      try database.execute(
        sql: "INSERT INTO chunk (recording, number, sound) VALUES (?, ?, ?)", arguments: [recording, number, sealed])
    }
  }

  /// Notes that the last chunk has come.
  public func finish(_ recording: String) throws(PracticeError) {
    try write { try $0.execute(sql: "UPDATE recording SET finished = 1 WHERE id = ?", arguments: [recording]) }
  }

  /// A chunk; `nil` where it has not come.
  public func chunk(_ number: Int, of recording: String) throws(PracticeError) -> Data? {
    let sealed = try read { database in
      try Data.fetchOne(
        database, sql: "SELECT sound FROM chunk WHERE recording = ? AND number = ?", arguments: [recording, number])
    }
    guard let sealed else { return nil }
    return try seal.opened(sealed, as: "chunk \(recording) \(number)")
  }

  // MARK: Signing

  /// Signs an encounter: the package is kept as it is, and the encounter is not changed any more.
  public func sign(_ id: String, version: Int, package json: Data) throws(PracticeError) -> SignedPackage {
    let time = now()
    let sha256 = SHA256.hash(data: json).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let sealed = try seal.sealed(json, as: "package " + id)
    try write { database in
      try database.execute(
        sql: "UPDATE encounter SET signed = ?, updated = ? WHERE id = ? AND version = ? AND signed IS NULL",
        arguments: [time.timeIntervalSince1970, time.timeIntervalSince1970, id, version])
      guard database.changesCount == 1 else {
        throw PracticeError(.conflict, "the encounter was changed or signed in another window; reload it")
      }
      try database.execute(
        sql: "INSERT INTO package (encounter, signed, sha256, content) VALUES (?, ?, ?, ?)",
        arguments: [id, time.timeIntervalSince1970, sha256, sealed])
    }
    return SignedPackage(encounter: id, signed: time, json: json, sha256: sha256)
  }

  /// The package of a signed encounter.
  public func package(of id: String) throws(PracticeError) -> SignedPackage {
    let row = try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM package WHERE encounter = ?", arguments: [id])
    }
    guard let row else { throw PracticeError(.unknown, "the encounter is not signed") }
    let json = try seal.opened(row["content"], as: "package " + id)
    return SignedPackage(
      encounter: id, signed: Date(timeIntervalSince1970: row["signed"]), json: json, sha256: row["sha256"])
  }
}
