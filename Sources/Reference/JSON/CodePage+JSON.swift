import Coding
import ICD10CM
import JSON

extension CodePage {
  /// The page as one line of JSON, members in order of their names.
  public func json() -> [UInt8] {
    var output = JSONOutput(capacity: 6144)
    output.object { output in
      output.name("axes")
      output.array(axes) { write($1, to: &$0) }
      output.member("billable", row.isBillable)
      output.name("billing")
      write(billing, to: &output)
      output.name("checklist")
      output.array(checklist) { write($1, to: &$0) }
      output.name("children")
      output.array(children) { write($1, to: &$0) }
      output.member("code", code.description)
      output.name("edition")
      output.object { output in
        output.member("effectiveFrom", edition.effectiveFrom.description)
        output.member("effectiveTo", edition.effectiveTo.description)
        output.member("name", edition.name)
        if !edition.notesAsOf.isEmpty { output.member("notesAsOf", edition.notesAsOf) }
        output.member("standing", edition.standing.rawValue)
      }
      if let editorial {
        output.name("editorial")
        write(editorial, to: &output)
      }
      output.name("groups")
      output.array(groups) { output, group in
        output.object { output in
          output.member("id", group.id)
          output.member("title", group.title)
        }
      }
      output.name("headers")
      output.array(headers) { write($1, to: &$0) }
      output.name("history")
      output.array(zip(history, [nil] + history.map { Optional($0) })) { output, pair in
        let (entry, before) = pair
        output.object { output in
          if let flag = entry.isBillable { output.member("billable", flag) }
          output.member("edition", entry.edition.name)
          output.member("effectiveFrom", entry.edition.effectiveFrom.description)
          output.member("shownIn", optional: entry.shownIn)
          // A title is written where it is new: mostly all editions say the same.
          output.member("title", optional: entry.title == before?.title ? nil : entry.title)
        }
      }
      output.name("index")
      output.array(indexEntries) { output, entry in
        output.object { output in
          output.member("code", entry.printed)
          output.member("path", entry.path)
        }
      }
      output.member("next", optional: next?.code.description)
      output.name("notes")
      output.array(notes) { output, group in
        output.object { output in
          output.member("kind", group.kind.heading)
          output.member("level", group.level)
          output.name("texts")
          output.array(group.notes) { $0.string($1.text) }
        }
      }
      output.name("pitfalls")
      output.array(pitfalls) { write($1, to: &$0) }
      output.member("previous", optional: previous?.code.description)
      output.name("questions")
      output.array(questions) { output, question in
        output.object { output in
          output.member("answer", question.answer)
          output.member("question", question.question)
          output.member("source", question.source)
        }
      }
      output.name("regions")
      output.array(regions) { $0.string($1.rawValue) }
      output.name("related")
      output.array(related) { output, related in
        output.object { output in
          output.member("level", related.level)
          output.member("range", related.range)
          output.member("relation", related.relation.rawValue)
          // The words of a note of this page stand under "notes".
          output.member("text", optional: related.row == nil || related.relation.isReverse ? related.text : nil)
          output.member("title", optional: related.row?.title)
        }
      }
      output.name("seventhCharacters")
      output.array(seventhCharacters) { output, seventh in
        output.object { output in
          output.member("character", seventh.character)
          output.member("code", seventh.row.code.description)
          output.member("meaning", seventh.meaning)
        }
      }
      output.name("siblings")
      output.array(siblings.rows) { output, row in
        output.object { output in
          output.name("codes")
          output.object { output in
            for (column, cell) in zip(siblings.columns, row.cells).sorted(by: { $0.0.key < $1.0.key }) {
              guard let cell else { continue }
              output.name(column.staticKey)
              output.string(cell.code.description)
            }
          }
          output.member("label", row.label)
        }
      }
      output.name("terms")
      output.array(terms) { $0.string($1) }
      output.name("tips")
      output.array(tips) { write($1, to: &$0) }
      output.member("title", row.title)
    }
    return output.line()
  }

  private func write(_ row: CodeRow, to output: inout JSONOutput) {
    output.object { output in
      output.member("billable", row.isBillable)
      output.member("code", row.code.description)
      output.member("title", row.title)
    }
  }

  private func write(_ axis: SiblingAxis, to output: inout JSONOutput) {
    output.object { output in
      output.member("fallback", optional: axis.fallback?.row.code.description)
      output.member("header", axis.header.code.description)
      output.member("kind", axis.kind.rawValue)
      output.member("source", axis.rule.source)
      output.member("value", optional: axis.value?.label)
    }
  }

  private func write(_ statement: Statement, to output: inout JSONOutput) {
    output.object { output in
      if !statement.values.isEmpty {
        output.name("codes")
        output.array(statement.values) { $0.string($1.row.code.description) }
      }
      output.member("heading", statement.heading)
      output.member("source", statement.source)
      output.member("text", statement.text)
    }
  }

  // MARK: Payment

  private func write(_ billing: CodeBilling, to output: inout JSONOutput) {
    func facts(_ name: StaticString, _ facts: [BillingFact]?, _ output: inout JSONOutput) {
      output.name(name)
      guard let facts else { return output.null() }
      output.array(facts) { write($1, to: &$0) }
    }
    output.object { output in
      facts("ccsr", billing.ccsr, &output)
      facts("comorbidity", billing.comorbidity, &output)
      facts("coverage", billing.coverage, &output)
      facts("drg", billing.drg, &output)
      facts("edits", billing.edits, &output)
      facts("hcc", billing.hcc, &output)
      output.name("procedures")
      if let procedures = billing.procedures {
        output.array(procedures) { output, procedure in
          output.object { output in
            output.member("gloss", procedure.gloss)
            output.member("number", procedure.number)
            output.name("reason")
            write(procedure.reason, to: &output)
          }
        }
      } else {
        output.null()
      }
    }
  }

  private func write(_ fact: BillingFact, to output: inout JSONOutput) {
    output.object { output in
      output.member("source", fact.source)
      output.member("text", fact.text)
      output.member("verified", fact.isVerified)
    }
  }

  // MARK: Editorial

  private func write(_ editorial: EditorialPage, to output: inout JSONOutput) {
    output.object { output in
      output.name("parts")
      output.object { output in
        for part in EditorialPart.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
          guard let paragraphs = editorial.parts[part] else { continue }
          output.name(part.staticKey)
          output.array(paragraphs) { output, paragraph in
            output.object { output in
              output.name("citations")
              output.array(paragraph.citations) { $0.integer($1) }
              output.member("heading", optional: paragraph.heading)
              output.member("text", paragraph.plainText)
              if paragraph.isUnverified { output.member("unverified", true) }
            }
          }
        }
      }
      output.member("reviewBy", editorial.reviewBy.description)
      output.name("sources")
      output.array(editorial.sources) { output, source in
        output.object { output in
          output.member("date", source.date)
          output.member("number", source.number)
          output.member("publisher", source.publisher)
          output.member("readOn", optional: source.readOn?.description)
          output.member("supports", source.supports)
          output.member("title", source.title)
          output.member("url", source.url)
        }
      }
      output.member("verified", editorial.verified.description)
    }
  }
}

extension TitleSide {
  fileprivate var staticKey: StaticString {
    switch self {
    case .none: "none"
    case .right: "right"
    case .left: "left"
    case .bilateral: "bilateral"
    case .oneSide: "oneSide"
    case .unspecified: "unspecified"
    }
  }
  fileprivate var key: String { "\(staticKey)" }
}

extension EditorialPart {
  fileprivate var staticKey: StaticString {
    switch self {
    case .meaning: "meaning"
    case .tips: "tips"
    case .procedures: "procedures"
    case .pitfalls: "pitfalls"
    case .context: "context"
    case .questions: "questions"
    }
  }
}
