import Coding
import Foundation
import ICD10CM
import Synchronization

/// The notes that are being written: one session for each encounter, which reads only what is new in its text.
final class LiveNotes: Sendable {
  /// One encounter's session. It begins anew where the edition or the circumstances change.
  private final class Note: Sendable {
    struct Open {
      var edition: String
      var circumstances: AnalysisRequest
      var session: LiveSession
    }
    let open = Mutex<Open?>(nil)
  }

  /// Sessions at hand; an older one begins anew when it is asked for again.
  static let limit = 128

  private struct Shelf {
    var notes: [String: Note] = [:]
    var order: [String] = []
  }
  private let coding: DeskCoding
  private let shelf = Mutex(Shelf())

  init(coding: DeskCoding) { self.coding = coding }

  /// The analysis of an encounter's text as it stands now. Two encounters do not wait for each other.
  func analysis(of request: AnalysisRequest, encounter: String) throws -> Analysis {
    let choice = try coding.choose(request.date)
    let note = note(of: encounter)
    return note.open.withLock { open in
      var circumstances = request
      circumstances.text = ""
      let edition = choice.coder.book.edition.name
      let started = ContinuousClock.now
      if open?.edition != edition || open?.circumstances != circumstances {
        open = Note.Open(
          edition: edition, circumstances: circumstances,
          session: LiveSession(coder: choice.coder, context: request.context))
      }
      open?.session.replace(with: request.text)
      guard let session = open?.session else { return Analysis(request, with: choice) }
      return Analysis(session, text: request.text, notices: choice.notices, started: started)
    }
  }

  private func note(of encounter: String) -> Note {
    shelf.withLock { shelf in
      if let place = shelf.order.firstIndex(of: encounter) { shelf.order.remove(at: place) }
      shelf.order.append(encounter)
      if shelf.order.count > Self.limit { shelf.notes[shelf.order.removeFirst()] = nil }
      if let note = shelf.notes[encounter] { return note }
      let note = Note()
      shelf.notes[encounter] = note
      return note
    }
  }
}
