import Foundation
import Testing

@testable import Practice

@Suite struct BillingEntryTests {
  @Test func `Billing is kept encrypted beside an encounter, after its signature as well`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try PracticeStore(folder: folder)
    let encounter = try store.begin(Encounter.Content())
    #expect(try store.billing(of: encounter.id).version == 0)
    var entry = BillingEntry()
    entry.services = [BillingEntry.Service(procedure: "77080", charge: "120.00")]
    entry.details = ["patient.last": "Xylander"]
    #expect(try store.save(entry, of: encounter.id, version: 0) == 1)
    _ = try store.sign(encounter.id, version: 1, package: Data("{}".utf8))
    entry.services[0].units = "2"
    #expect(try store.save(entry, of: encounter.id, version: 1) == 2)
    let kept = try PracticeStore(folder: folder).billing(of: encounter.id)
    #expect(kept.entry == entry && kept.version == 2)
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      #expect(try Data(contentsOf: file).firstRange(of: Data("Xylander".utf8)) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test(arguments: [(0, PracticeError.Code.conflict), (5, .conflict)])
  func `A lost update of the billing is refused`(version: Int, code: PracticeError.Code) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("osteon-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try PracticeStore(folder: folder)
    let encounter = try store.begin(Encounter.Content())
    _ = try store.save(BillingEntry(), of: encounter.id, version: 0)
    let error = #expect(throws: PracticeError.self) {
      try store.save(BillingEntry(), of: encounter.id, version: version)
    }
    #expect(error?.code == code)
    let unknown = #expect(throws: PracticeError.self) { try store.save(BillingEntry(), of: "none", version: 0) }
    #expect(unknown?.code == .unknown)
  }
}
