import Billing
import ICD10CM
import Interchange
import Practice

/// What the review page shows of billing, as values for its templates.
struct BillingPanel {
  let sheet: BillingDesk.Sheet

  private typealias Values = [String: Any]

  /// Letters by which CMS-1500 names the diagnoses of a claim (item 21).
  private static let letters = Array("ABCDEFGHIJKL").map(String.init)

  private static func letter(_ index: Int) -> String { letters.indices.contains(index) ? letters[index] : "–" }

  /// Everything below the forms.
  var values: [String: Any] {
    let review = sheet.review
    let missing = sheet.draft.missing
    var values: Values = [
      "glance": glance, "missing": missing, "is-missing": !missing.isEmpty, "is-complete": missing.isEmpty,
      "missing-count": "\(missing.count)", "has-services": review != nil, "no-services": review == nil,
      "is-empty": sheet.entry.services.isEmpty, "is-dated": sheet.draft.encounter != nil,
      "coverage": review?.verdicts.map(verdict) ?? [], "edits": edits, "has-edits": !edits.isEmpty,
      "no-coverage": review?.verdicts.isEmpty ?? true,
    ]
    values.merge(claim) { $1 }
    return values
  }

  /// A text for a section of a template, which an empty one must not open.
  private static func shown(_ text: String) -> Any { text.isEmpty ? false : text }

  // MARK: One glance

  private var glance: [Values] {
    let verdicts = sheet.review?.verdicts ?? []
    let findings = formless
    let coverage: (String, String)
    let refused = verdicts.count { $0.answer == .notCovered }
    let unknown = verdicts.count { $0.answer == .unverified }
    if verdicts.isEmpty {
      coverage = ("none", sheet.review == nil ? "enter a procedure" : "no rule of coverage is known")
    } else if refused > 0 {
      coverage = ("bad", verdicts.count == 1 ? "not covered" : "\(refused) of \(verdicts.count) not covered")
    } else if unknown > 0 {
      coverage = ("warn", unknown == verdicts.count ? "unverified" : "\(unknown) of \(verdicts.count) unverified")
    } else if verdicts.contains(where: \.isConditional) {
      coverage = ("warn", "covered, if the record shows what is open")
    } else {
      coverage = ("good", "covered")
    }
    let errors = findings.count { $0.weight == .error }
    let warnings = findings.count { $0.weight == .warning }
    let unchecked = findings.count { $0.weight == .notChecked }
    let rest = unchecked > 0 ? ", \(unchecked) not checked" : ""
    let edits: (String, String) =
      sheet.review == nil
      ? ("none", "nothing to check yet")
      : errors > 0
        ? ("bad", Self.count(errors, "error") + (warnings > 0 ? ", " + Self.count(warnings, "warning") : "") + rest)
        : warnings > 0 ? ("warn", Self.count(warnings, "warning") + rest) : ("good", "nothing found" + rest)
    let missing = sheet.draft.missing.count
    let claim: (String, String) =
      sheet.entry.services.isEmpty
      ? ("none", "nothing billed yet") : missing > 0 ? ("warn", "\(missing) missing") : ("good", "complete")
    return [("Coverage", coverage), ("Edits", edits), ("Claim", claim)].map { name, state in
      ["name": name, "state": state.0, "text": state.1]
    }
  }

  private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)" + (number == 1 ? "" : "s") }

  // MARK: Coverage

  private func verdict(_ verdict: CoverageVerdict) -> Values {
    let pack = sheet.review?.tables.packs.first { $0.id == verdict.pack }
    let state =
      switch verdict.answer {
      case .covered: verdict.isConditional ? "warn" : "good"
      case .notCovered: "bad"
      case .unverified: "warn"
      }
    return [
      "line": "\(verdict.line)", "procedure": verdict.procedure, "gloss": gloss(verdict.procedure),
      "pack": verdict.pack.isEmpty ? "no rule of this payer is installed" : verdict.pack,
      "title": Self.shown(pack?.title ?? ""),
      "checked": pack.map { "\($0.checked)" } ?? false, "state": state, "answer": verdict.answer.rawValue,
      "conditional": verdict.isConditional,
      "conditions": verdict.conditions.map { condition -> Values in
        [
          "text": condition.text, "state": condition.state.rawValue,
          "kind": ["met": "done", "missing": "conflict", "unknown": "open"][condition.state.rawValue] ?? "open",
          "mark": ["met": "✓", "missing": "✗", "unknown": "?"][condition.state.rawValue] ?? "?",
          "source": condition.source, "unverified": !condition.isVerified,
          "settledBy": Self.shown(condition.settledBy),
        ]
      }, "advice": verdict.advice, "has-advice": !verdict.advice.isEmpty, "gaps": verdict.gaps,
      "has-gaps": !verdict.gaps.isEmpty,
    ]
  }

  private func gloss(_ number: String) -> String { sheet.review?.tables.edits.procedures[number]?.gloss ?? "" }

  // MARK: Edits

  /// What the edits found but for entries that are empty, which the list of what is missing names.
  private var formless: [EditFinding] {
    (sheet.review?.findings ?? []).filter { $0.rule.id != "form-incomplete" }
  }

  private var edits: [Values] {
    let order: [EditFinding.Weight] = [.error, .warning, .notChecked]
    let names: [EditFinding.Weight: (String, String)] = [
      .error: ("error", "bad"), .warning: ("warning", "warn"), .notChecked: ("not checked", "none"),
    ]
    return order.flatMap { weight in formless.filter { $0.weight == weight } }.map { finding in
      let denials = finding.weight == .notChecked ? [] : finding.rule.denials
      return [
        "weight": names[finding.weight]?.0 ?? "", "state": names[finding.weight]?.1 ?? "", "rule": finding.rule.id,
        "place": place(finding.place), "what": finding.what,
        "why": Self.shown(finding.weight == .notChecked ? "" : finding.rule.why), "source": finding.rule.source,
        "unverified": !finding.rule.isVerified, "remedy": finding.remedy,
        "denials": Self.shown(denials.map(String.init).joined(separator: ", ")),
      ]
    }
  }

  private func place(_ place: EditFinding.Place) -> String {
    guard let claim = sheet.draft.encounter?.claim else { return place.description }
    switch place {
    case .line(let number) where claim.lines.indices.contains(number - 1): return claim.lines[number - 1].procedure
    case .diagnosis(let number) where claim.diagnoses.indices.contains(number - 1):
      return claim.diagnoses[number - 1].description
    default: return place.description
    }
  }

  // MARK: Claim

  private var claim: [String: Any] {
    guard let claim = sheet.draft.encounter?.claim else { return ["has-claim": false] }
    let titles = Dictionary(sheet.diagnoses.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let payer = [claim.coverage.payerName, claim.coverage.memberID].filter { !$0.isEmpty }.joined(separator: " · ")
    let name = claim.subscriber.name
    return [
      "has-claim": true, "number": claim.id, "day": claim.firstDay.map { "\($0)" } ?? "",
      "place": claim.placeOfService, "payer": Self.shown(payer),
      "patient": Self.shown([name.last, name.first].filter { !$0.isEmpty }.joined(separator: ", ")),
      "provider": Self.shown(
        [claim.billing.name.last, claim.billing.npi].filter { !$0.isEmpty }.joined(separator: " · NPI ")),
      "diagnoses": claim.diagnoses.enumerated().map { index, code -> Values in
        let known = titles[code.description]
        return [
          "letter": Self.letter(index), "code": code.description, "title": known?.title ?? "",
          "proposed": !(known?.isDecided ?? true),
        ]
      },
      "lines": claim.lines.map { line -> Values in
        let procedure = sheet.review?.tables.edits.procedures[line.procedure]
        let supporting = claim.diagnoses(of: line).filter { procedure?.isSupported(by: $0) ?? false }
        return [
          "procedure": line.procedure, "modifiers": Self.shown(line.modifiers.joined(separator: " ")),
          "gloss": procedure?.gloss ?? "not in the tables of procedures", "units": "\(line.units)",
          "charge": "\(line.charge)", "pointers": line.pointers.map { Self.letter($0 - 1) }.joined(separator: " "),
          "linked": procedure.map { procedure -> String in
            procedure.diagnoses.isEmpty
              ? ""
              : (supporting.isEmpty
                ? "linked with none of its diagnoses"
                : "linked with " + supporting.map(\.description).joined(separator: ", "))
                + (procedure.isVerified ? "" : " (unverified)")
          } ?? "", "link-source": procedure?.source ?? "",
        ]
      }, "total": claim.total.map { "\($0)" } ?? "beyond the limit",
      "code-list": claim.diagnoses.map(\.description).joined(separator: " "),
    ]
  }

  // MARK: The form to print

  /// The items of CMS-1500 for the page to print.
  var form: [String: Any] {
    var values: Values = ["missing": sheet.draft.missing, "is-missing": !sheet.draft.missing.isEmpty]
    guard let claim = sheet.draft.encounter?.claim else { return values }
    let form = CMS1500(claim)
    values["items"] = form.items.filter { !$0.number.hasPrefix("24") && !$0.number.hasPrefix("21") }.map {
      ["number": $0.number, "name": $0.name, "value": $0.value]
    }
    values["pages"] = form.pages > 1 ? "\(form.pages)" : false
    values.merge(self.claim) { $1 }
    return values
  }
}
