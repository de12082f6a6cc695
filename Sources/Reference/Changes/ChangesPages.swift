import ICD10CM
import JSON

/// What changed between editions: an overview, and for each pair a page and its data.
struct ChangesPages {
  let shelf: ReferenceShelf
  let isIn: (Code) -> Bool

  /// Two editions, the older first.
  struct Pair {
    let older: EditionIndex
    let newer: EditionIndex
    var name: String { "\(older.edition.name)--\(newer.edition.name)" }
    var title: String { "\(older.edition.name) to \(newer.edition.name)" }
  }

  /// Neighbouring editions, and the oldest with the newest; the latest change first.
  var pairs: [Pair] {
    var pairs = zip(shelf.indexes, shelf.indexes.dropFirst()).map { Pair(older: $0, newer: $1) }.reversed().map { $0 }
    if shelf.indexes.count > 2, let first = shelf.indexes.first, let last = shelf.indexes.last {
      pairs.append(Pair(older: first, newer: last))
    }
    return pairs
  }

  func overview() -> ListPage {
    ListPage(
      path: "changes", title: "Changes between editions",
      description: "Codes added, deleted, reworded, and those that became or ceased to be billable.", place: .top
    ) { html in
      if pairs.isEmpty { html.raw("<p>Only one edition is installed, so there is nothing to compare.</p>") }
      html.raw("<ul class=cards>")
      for pair in pairs {
        html.raw("<li><a href=\"changes/")
        html.text(pair.name)
        html.raw(".html\"><b>")
        html.text(pair.title)
        html.raw("</b>In force from ")
        html.text(pair.newer.edition.effectiveFrom.description)
        html.raw("<small>")
        html.text(pair.newer.edition.standingText)
        html.raw("</small></a>")
      }
      html.raw("</ul>")
    }
  }

  /// The page of a pair, and its data for the practice list.
  func page(_ pair: Pair) throws(BookError) -> (page: ListPage, json: [UInt8]) {
    let difference = try BookDifference(from: pair.older.book, to: pair.newer.book)
    let added = difference.added.filter { isIn($0.code) }
    let deleted = difference.deleted.filter { isIn($0.code) }
    let retitled = difference.retitled.filter { isIn($0.code) }
    let reflagged = difference.reflagged.filter { isIn($0.code) }
    let page = ListPage(
      path: "changes/" + pair.name, title: "Changes, \(pair.title)",
      description: "What edition \(pair.newer.edition.name), in force from \(pair.newer.edition.effectiveFrom), "
        + "changed against \(pair.older.edition.name).",
      place: .folder, script: "<script src=\"../assets/changes.js\" defer></script>"
    ) { html in
      html.raw("<ul class=counts>")
      let counts: [(Int, StaticString, StaticString)] = [
        (added.count, "added", "added"), (deleted.count, "deleted", "deleted"),
        (retitled.count, "reworded", "retitled"),
        (reflagged.count, "billable changed", "reflagged"),
      ]
      for (count, name, id) in counts {
        html.raw("<li><a href=\"#")
        html.raw(id)
        html.raw("\"><b>")
        html.number(count)
        html.raw("</b>")
        html.raw(name)
        html.raw("</a>")
      }
      html.raw("</ul><section id=practice data-changes=\"")
      html.text(pair.name)
      html.raw(
        ".json\"><h2>Your own codes</h2><p class=from>Stays in this browser</p><noscript><p>This needs a script; <code>osteon site diff --practice FILE</code> does the same.</p></noscript></section>"
      )
      table("added", "Added", added, &html) { change, html in
        html.text(change.newTitle ?? "")
        if !(change.isBillable ?? false) { html.raw(" <small>header</small>") }
      }
      table("deleted", "Deleted", deleted, &html) { change, html in
        html.raw("<del>")
        html.text(change.oldTitle ?? "")
        html.raw("</del>")
      }
      table("retitled", "Reworded", retitled, &html) { change, html in
        html.raw("<del>")
        html.text(change.oldTitle ?? "")
        html.raw("</del><br><ins>")
        html.text(change.newTitle ?? "")
        html.raw("</ins>")
      }
      table("reflagged", "Billable changed", reflagged, &html) { change, html in
        html.text(change.newTitle ?? "")
        html.raw(
          change.isBillable ?? false
            ? " <span class=ok>Now billable</span>" : " <span class=no>No longer billable</span>")
      }
    }
    return (page, json(pair, added: added, deleted: deleted, retitled: retitled, reflagged: reflagged))
  }

  private func table(
    _ id: StaticString, _ name: StaticString, _ changes: [BookDifference.Change], _ html: inout HTMLWriter,
    _ text: (BookDifference.Change, inout HTMLWriter) -> Void
  ) {
    guard !changes.isEmpty else { return }
    html.raw("<section id=")
    html.raw(id)
    html.raw("><h2>")
    html.raw(name)
    html.raw(
      "</h2><p class=from>Derived from the code sets</p><table class=changes><thead><tr><th scope=col>Code<th scope=col>Title</thead><tbody>"
    )
    for change in changes {
      html.raw("<tr><td>")
      if shelf.newest?.node(change.code) != nil {
        html.link(change.code, .folder)
      } else {
        html.raw("<span class=c>")
        html.code(change.code)
        html.raw("</span>")
      }
      html.raw("<td>")
      text(change, &html)
    }
    html.raw("</tbody></table></section>")
  }

  private func json(
    _ pair: Pair, added: [BookDifference.Change], deleted: [BookDifference.Change],
    retitled: [BookDifference.Change], reflagged: [BookDifference.Change]
  ) -> [UInt8] {
    var output = JSONOutput(capacity: 65_536)
    func write(_ changes: [BookDifference.Change], _ output: inout JSONOutput) {
      output.array(changes) { output, change in
        output.object { output in
          if let flag = change.isBillable { output.member("billable", flag) }
          output.member("code", change.code.description)
          output.member("newTitle", optional: change.newTitle)
          output.member("oldTitle", optional: change.oldTitle)
        }
      }
    }
    output.object { output in
      output.name("added")
      write(added, &output)
      output.name("billableChanged")
      write(reflagged, &output)
      output.name("deleted")
      write(deleted, &output)
      output.member("from", pair.older.edition.name)
      output.name("retitled")
      write(retitled, &output)
      output.member("to", pair.newer.edition.name)
    }
    return output.line()
  }
}
