import BoneDensity
import BookCompiler
import Certificate
import ClinicalText
import Coding
import Foundation
import ICD10CM
import Interchange
import JSON

extension FuzzedParser {
  private static let wordsOfNotes = [
    "T-score ", "Z-score ", "-1.8", "−2,5", "minus one point two ", "L1-", "L1-L4 ", "(L3)", "T12 to ", "excluding ",
    "BMD (g/cm²)", "| ", "***", "[x] no", "\u{2610} ", "?", "•", "S: ", "(R) ", "left ", "bilateral ", "denies ",
    "history of ", "no ", "FRAX ", "Region", "1.2.3", "01/02/2020", "IMPRESSION:\n", "IMPRESSION: ",
  ]

  /// Readers of notes, rows and proofs, with a small book made for the run.
  static func ofNotes() throws -> [FuzzedParser] {
    let small = try SmallBook()
    let coder = try Coder(book: small.book)
    let verifier = try Verifier(book: small.book)
    let notes = try Seeds.folder("Examples/bone-health", ".txt")
    let certificates = notes.prefix(40).map { note in
      (note: note, bytes: coder.codeWithCertificate(Document(note)).certificate.canonicalBytes())
    }
    let rows = notes.prefix(60).enumerated().map { number, note in
      var output = JSONOutput()
      output.object { output in
        output.member("id", number)
        output.name("text")
        output.string(utf8: note[...])
      }
      return output.line()
    }
    return [
      FuzzedParser("text", seeds: notes, words: wordsOfNotes) { bytes in
        let document = Document(bytes)
        let tokens = document.tokens
        guard zip(tokens, tokens.dropFirst()).allSatisfy({ $0.span.end <= Int($1.start) }),
          tokens.last.map({ $0.span.end <= bytes.count }) ?? true,
          document.sections.allSatisfy({ $0.body.end <= bytes.count })
        else { throw Finding(description: "a span lies outside of the text") }
        return !document.tokens.isEmpty
      },
      FuzzedParser("density", seeds: notes, words: wordsOfNotes) { bytes in
        let report = BoneDensityReport(Document(bytes))
        guard report.measurements.allSatisfy({ $0.span.end <= bytes.count && $0.printedName.end <= bytes.count }) else {
          throw Finding(description: "a measurement lies outside of the text")
        }
        return !report.measurements.isEmpty
      },
      FuzzedParser("code", seeds: notes, words: wordsOfNotes) { bytes in
        let proved = coder.codeWithCertificate(Document(bytes))
        // Of a garbled report engine and verifier may disagree; what is not proved counts as refused.
        let failures = verifier.failures(of: proved.certificate.canonicalBytes(), note: bytes)
        return failures.isEmpty && !proved.note.assignments.isEmpty
      },
      FuzzedParser("row", seeds: rows, words: ["{", "}", "[", "]", "\"", "\\u", "\\ud800", ":", ",", "1e999", "null"]) {
        bytes in
        do throws(JSONError) {
          guard case .string(let text)? = try JSONReader.value(of: bytes)["text"] else { return false }
          _ = coder.code(Document(text))
          return true
        } catch { return false }
      },
      FuzzedParser(
        "certificate", seeds: certificates.map(\.bytes), words: ["{", "}", "[", "]", "\"", ":", ",", "\"span\":[0,1]"]
      ) { bytes in
        certificates.contains { verifier.failures(of: bytes, note: $0.note).isEmpty }
      },
    ]
  }

  /// The loader of books, with hashes as they were and with hashes made to fit the altered content.
  static func ofBooks() throws -> [FuzzedParser] {
    let small = try SmallBook()
    let note = Document(try Seeds.file("Examples/m85-89-dxa.txt"))
    @Sendable func read(_ bytes: [UInt8]) throws -> Bool {
      do {
        let book = try small.open(bytes)
        try book.verify()
        let coder = try Coder(book: book)
        _ = coder.codeWithCertificate(note)
        _ = coder.code(Document("Brittle bones; right knee pain"), in: EncounterContext(kind: .problem))
        for node in book.allNodes.prefix(64) {
          _ = (book.title(of: node), book.notesThatApply(to: node), book.indexEntries(leadingTo: node))
          _ = (book.children(of: node), book.ancestors(of: node), book.groups(of: node))
        }
        _ = try BookSearch(book).hits(for: "knee pian")
        return true
      } catch let error as BookError {
        guard !error.description.isEmpty else { throw Finding(description: "an error without a word") }
        return false
      }
    }
    return [
      FuzzedParser("book", seeds: [small.bytes], words: ["OSTEONBK"], accepts: read),
      FuzzedParser("forged-book", seeds: [small.bytes], words: ["\u{7F}\u{7F}\u{7F}\u{7F}", "\u{1}\u{0}\u{0}\u{0}"]) {
        try read(BookFormat.rehashed($0))
      },
    ]
  }

  /// Readers of files that other programs write.
  static func ofInterchange() throws -> [FuzzedParser] {
    let encounters = try Seeds.folder("Examples/claims", ".json")
    let claims = [Array(Self.claim.utf8)]
    let answers = [Array(Self.remittance.utf8)]
    let segments = [
      "~", "*", ":", "ST*837*0001~", "HL*1**20*1~", "CLM*1*1***11:B:1*Y*A*Y*Y~", "SE*1*1~", "CAS*CO*1*1~",
    ]
    return [
      FuzzedParser("encounter", seeds: encounters, words: ["{", "}", "[", "]", "\"", ":", ",", "null", "1e999"]) {
        bytes in
        do throws(EncounterError) {
          _ = try EncounterReader.read(bytes)
          return true
        } catch { return false }
      },
      FuzzedParser("claim", seeds: claims, words: segments) { bytes in
        do throws(X12Error) {
          _ = try ClaimReader.read(bytes)
          return true
        } catch { return false }
      },
      FuzzedParser("status", seeds: answers, words: segments) { bytes in
        do throws(X12Error) {
          _ = try StatusReader.read(bytes)
          return true
        } catch { return false }
      },
    ]
  }

  private static let envelope = """
    ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260608*1200*^*00501*000000001*0*T*:~
    """
  private static let claim =
    envelope + """
      GS*HC*SENDER*RECEIVER*20260608*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260608*1200*CH~
      NM1*41*2*BONE CLINIC*****46*SENDER~PER*IC*OFFICE*TE*5550100~NM1*40*2*PAYER*****46*RECEIVER~HL*1**20*1~
      NM1*85*2*BONE CLINIC*****XX*1234567893~N3*1 MAIN~N4*TOWN*OH*441010000~REF*EI*123456789~HL*2*1*22*0~
      SBR*P*18*******MB~NM1*IL*1*DOE*JANE****MI*1EG4TE5MK73~N3*2 SIDE~N4*TOWN*OH*44101~DMG*D8*19590101*F~
      NM1*PR*2*PAYER*****PI*12345~CLM*1*100***11:B:1*Y*A*Y*Y~HI*ABK:M8589~LX*1~SV1*HC:77080*100*UN*1***1~
      DTP*472*D8*20260608~SE*24*0001~GE*1*1~IEA*1*000000001~
      """
  private static let remittance =
    envelope + """
      GS*HP*PAYER*SENDER*20260608*1200*1*X*005010X221A1~ST*835*0001~BPR*I*80*C*CHK************20260608~TRN*1*1*1~
      CLP*1*1*100*80*20*MB*9~CAS*CO*45*20~NM1*QC*1*DOE*JANE~SVC*HC:77080*100*80~CAS*PR*2*20~SE*8*0001~GE*1*1~
      IEA*1*000000001~
      """
}
