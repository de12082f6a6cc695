import HTTPTypes
import Hummingbird
import Practice

/// Routes of billing: the panel of the review page, the claim, and what the practice has entered.
extension DeskServer {
  private struct Saving: Codable {
    var version: Int
    var entry: BillingEntry
  }

  func addBilling(to router: Router<BasicRequestContext>) {
    let desk = BillingDesk(configuration: configuration, lists: lists, notes: notes)
    router.get("/encounters/:id/billing") { _, context in
      Reply.html(try pages.billing(BillingPanel(sheet: try desk.sheet(of: try id(context)))))
    }
    router.get("/encounters/:id/claim.html") { _, context in
      Reply.html(try pages.claim(BillingPanel(sheet: try desk.sheet(of: try id(context)))))
    }
    router.get("/encounters/:id/claim.837") { _, context in
      let id = try id(context)
      var response = Reply.bytes(try desk.sheet(of: id).draft.x837(), type: "application/edi-x12")
      response.headers[.contentDisposition] = "attachment; filename=\"osteon-\(id.prefix(8)).837\""
      return response
    }
    router.get("/api/encounters/:id/billing") { _, context in
      let (entry, version) = try kept { try configuration.store.billing(of: try id(context)) }
      return try Reply.json(Saving(version: version, entry: entry))
    }
    router.put("/api/encounters/:id/billing") { request, context in
      var saving = try DeskJSON.decode(Saving.self, from: try await body(request, limit: 1 << 16))
      guard saving.entry.services.count <= 50 else { throw DeskError(422, "a claim holds fifty services; split it") }
      saving.entry.details = ClaimField.cleaned(saving.entry.details, ClaimField.ofEncounter)
      let version = try kept {
        try configuration.store.save(saving.entry, of: try id(context), version: saving.version)
      }
      return try Reply.json(["version": version])
    }
    router.put("/api/practice") { request, _ in
      let details = try DeskJSON.decode([String: String].self, from: try await body(request, limit: 1 << 16))
      try lists.savePracticeDetails(details)
      return try Reply.json(["saved": true])
    }
  }
}
