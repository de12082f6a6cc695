import ICD10CM

/// Procedures and payment facts, as far as the tables are installed.
extension PageHTML {
  var hasProcedures: Bool {
    page.billing.procedures != nil || !(page.editorial?.paragraphs(.procedures).isEmpty ?? true)
  }

  func procedures(_ html: inout HTMLWriter) {
    if let editorial = page.editorial, !editorial.paragraphs(.procedures).isEmpty {
      paragraphs(editorial.paragraphs(.procedures), &html)
    }
    guard let procedures = page.billing.procedures else { return }
    if procedures.isEmpty {
      html.raw("<p>No procedure of the installed tables is linked to this code.</p>")
      return
    }
    // What supports them is mostly the same for all, and is said once.
    var reasons: [BillingFact] = []
    for procedure in procedures where !reasons.contains(procedure.reason) { reasons.append(procedure.reason) }
    for reason in reasons {
      html.raw("<ul class=rows>")
      for procedure in procedures where procedure.reason == reason {
        html.raw("<li><span class=c>")
        html.text(procedure.number)
        html.raw("</span> ")
        html.text(procedure.gloss)
      }
      html.raw("</ul><p class=why>")
      fact(reason, &html)
      html.raw("</p>")
    }
  }

  private var payment: [(StaticString, [BillingFact]?)] {
    [
      ("Coverage", page.billing.coverage), ("MS-DRG", page.billing.drg), ("CC/MCC", page.billing.comorbidity),
      ("HCC", page.billing.hcc), ("Code editor", page.billing.edits), ("CCSR", page.billing.ccsr),
    ]
  }

  func payment(_ html: inout HTMLWriter) {
    if payment.contains(where: { $0.1 != nil }) {
      html.raw("<dl class=pairs>")
      for (name, facts) in payment {
        guard let facts else { continue }
        html.raw("<dt>")
        html.raw(name)
        for fact in facts {
          html.raw("<dd>")
          self.fact(fact, &html)
        }
        if facts.isEmpty { html.raw("<dd>None in the installed table.") }
      }
      html.raw("</dl>")
    }
    let missing = payment.filter { $0.1 == nil }
    guard !missing.isEmpty else { return }
    html.raw("<p class=none>Tables not installed: ")
    for (index, item) in missing.enumerated() {
      if index > 0 { html.raw(", ") }
      html.raw(item.0)
    }
    html.raw(".</p>")
  }

  private func fact(_ fact: BillingFact, _ html: inout HTMLWriter) {
    html.text(fact.text)
    if !fact.isVerified { html.raw(" <span class=unv>unverified</span>") }
    html.raw(" <span class=src>")
    html.text(fact.source)
    html.raw("</span>")
  }
}
