import Foundation
import Testing

@testable import Practice

@Suite struct PracticeStoreTests {
  private func withStore<R>(_ body: (PracticeStore, URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(PracticeStore(folder: folder), folder)
  }

  private func content(_ note: String) -> Encounter.Content {
    var content = Encounter.Content()
    content.note = note
    return content
  }

  @Test func `An encounter is kept from window to window, and a lost update is refused`() throws {
    try withStore { store, folder in
      let begun = try store.begin(content("left hip"))
      let saved = try store.save(content("left hip pain"), to: begun.id, version: 1)
      #expect(saved.version == 2)
      #expect(saved.content.note == "left hip pain")
      let error = #expect(throws: PracticeError.self) { try store.save(content("other"), to: begun.id, version: 1) }
      #expect(error?.code == .conflict)
      let again = try PracticeStore(folder: folder)
      let note = try again.encounter(begun.id).content.note
      #expect(note == "left hip pain")
      let count = try again.encounters().count
      #expect(count == 1)
    }
  }

  @Test func `Chunks are kept in order; sending one again changes nothing`() throws {
    try withStore { store, folder in
      let encounter = try store.begin(content(""))
      let recording = try store.beginRecording(of: encounter.id, rate: 48000)
      try store.keep(Data([1, 2]), of: recording.id, number: 0)
      try store.keep(Data([3, 4]), of: recording.id, number: 1)
      try store.keep(Data([9, 9]), of: recording.id, number: 0)
      let gap = #expect(throws: PracticeError.self) { try store.keep(Data([5]), of: recording.id, number: 3) }
      #expect(gap?.code == .gap)
      let again = try PracticeStore(folder: folder)
      let first = try again.chunk(0, of: recording.id)
      #expect(first == Data([1, 2]))
      let missing = try again.chunk(2, of: recording.id)
      #expect(missing == nil)
      try again.finish(recording.id)
      let state = try again.recording(recording.id)
      #expect(state.chunks == 2 && state.isFinished && state.rate == 48000)
    }
  }

  @Test func `What is signed is not changed`() throws {
    try withStore { store, _ in
      let encounter = try store.begin(content("x"))
      let package = try store.sign(encounter.id, version: 1, package: Data("{}".utf8))
      let kept = try store.package(of: encounter.id)
      #expect(kept.sha256 == package.sha256 && kept.json == Data("{}".utf8))
      let error = #expect(throws: PracticeError.self) { try store.save(content("y"), to: encounter.id, version: 1) }
      #expect(error?.code == .signed)
      #expect(throws: PracticeError.self) { try store.beginRecording(of: encounter.id, rate: 16000) }
      #expect(throws: PracticeError.self) { try store.sign(encounter.id, version: 1, package: Data()) }
    }
  }

  @Test func `Nothing of a note lies readable on the disk, and the key is its owner's`() throws {
    try withStore { store, folder in
      let encounter = try store.begin(content("xylophone fracture of the left hip"))
      let recording = try store.beginRecording(of: encounter.id, rate: 16000)
      try store.keep(Data("xylophone".utf8), of: recording.id, number: 0)
      for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
        let data = try Data(contentsOf: file)
        #expect(data.firstRange(of: Data("xylophone".utf8)) == nil, "\(file.lastPathComponent)")
      }
      let key = folder.appendingPathComponent("practice.key").path
      let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
    }
  }

  @Test func `A key that others can read, or another key, opens nothing`() throws {
    try withStore { store, folder in
      let encounter = try store.begin(content("x"))
      let key = folder.appendingPathComponent("practice.key")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
      let open = #expect(throws: PracticeError.self) { _ = try PracticeStore(folder: folder) }
      #expect(open?.description.contains("chmod 600") ?? false)
      try FileManager.default.removeItem(at: key)
      let other = try PracticeStore(folder: folder)
      let sealed = #expect(throws: PracticeError.self) { try other.encounter(encounter.id) }
      #expect(sealed?.code == .sealed)
    }
  }

  @Test func `What is unknown or too large is refused`() throws {
    try withStore { store, _ in
      #expect(throws: PracticeError.self) { try store.encounter("nobody") }
      #expect(throws: PracticeError.self) { try store.recording("nobody") }
      #expect(throws: PracticeError.self) { try store.package(of: "nobody") }
      #expect(throws: PracticeError.self) { try store.keep(Data([1]), of: "nobody", number: 0) }
      let recording = try store.beginRecording(of: try store.begin(content("")).id, rate: 16000)
      #expect(throws: PracticeError.self) {
        try store.keep(Data(count: PracticeStore.limits.chunkBytes + 1), of: recording.id, number: 0)
      }
    }
  }
}
