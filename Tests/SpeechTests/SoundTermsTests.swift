import Testing

@testable import Speech

@Suite struct SoundTermsTests {
  private func written(_ text: String, confidence: Double = 1) -> WrittenText {
    TranscriptWriter().write(SpokenWord.words(of: text).map { SpokenWord($0.text, confidence: confidence) })
  }

  @Test(arguments: [
    ("planter fashiatis", "planter fasciitis"), ("Servical radiculopathy", "Cervical radiculopathy"),
    ("sacrilyitis", "sacroiliitis"), ("Supercondular fracture", "Supracondylar fracture"),
    ("Halix Valgas of the foot", "Hallux Valgus of the foot"), ("radicalopathy", "radiculopathy"),
    ("scaffoid", "scaphoid"), ("10osynovitis", "tenosynovitis"),
  ])
  func `A word that is none becomes the term that sounds like it, marked`(heard: String, expected: String) {
    let text = written(heard, confidence: 0.7)
    #expect(text.text == expected)
    #expect(text.openMarks.contains { $0.kind == .term && $0.doubts.contains(.soundsLikeTerm) }, "\(text.marks)")
  }

  @Test(arguments: [
    ("Do pitron contracture", "Dupuytren contracture"), ("super spin at us", "supraspinatus"),
    ("Decorving tenosynovitis", "De Quervain tenosynovitis"),
  ])
  func `Words heard uncertainly become one term`(heard: String, expected: String) {
    let text = written(heard, confidence: 0.2)
    #expect(text.text == expected)
    #expect(text.openMarks.contains { $0.doubts.contains(.soundsLikeTerm) })
  }

  @Test(arguments: [
    "The patient fell on the stairs", "Super bowl on Sunday", "She is a classical dancer",
    "Dr. Collins and Mrs. Planter",
    "two views of the wrist", "table and chair", "no listing of the spine", "hypothyroidism", "hyperthyroidism",
    "hypoparathyroidism", "spondylolysis", "spondylosis", "spondylitis", "tendinosis", "tendinitis", "abductor",
    "adductor",
    "laminotomy", "laminectomy", "coxa vara", "genu valgum", "genu varum", "intertrochanteric", "subtrochanteric",
    "peritrochanteric", "metatarsal", "metacarpal", "anterolisthesis", "retrolisthesis", "Weber B", "left right both",
  ])
  func `What is a word stays, even where it was heard uncertainly`(text: String) {
    #expect(written(text).text == text)
    #expect(written(text, confidence: 0.4).text.lowercased() == text.lowercased())
  }

  @Test(arguments: [
    ("hypoparathyroidsm", "hyperparathyroidism"), ("hyperthyroidsm", "hypothyroidism"), ("laminatomy", "laminectomy"),
    ("tendonosys", "tendinitis"), ("spondylosys", "spondylitis"),
  ])
  func `No prefix or ending becomes its opposite`(heard: String, opposite: String) {
    for confidence in [1, 0.4, 0.1] {
      #expect(!written(heard, confidence: confidence).text.lowercased().contains(opposite))
    }
  }

  @Test func `Numbers, levels and sides are never a piece of a term`() {
    for text in ["left five six", "right to L four", "minus two point one", "both not seven"] {
      let marks = written(text, confidence: 0.1).marks
      #expect(!marks.contains { $0.kind == .term }, "\(marks)")
    }
  }

  @Test(arguments: [
    ("fasciitis", "fashiatis"), ("sacroiliitis", "sacrilyitis"), ("dupuytren", "dopitron"), ("phalanx", "falanks"),
    ("psoas", "soas"), ("knee", "nee"), ("wrist", "rist"), ("physis", "fisis"),
  ])
  func `Sounds of one word in two spellings are near`(term: String, heard: String) {
    let (a, b) = (SoundCode.sounds(of: term.utf8), SoundCode.sounds(of: heard.utf8))
    #expect(SoundCode.distance(a, b, limit: 1000) <= 60, "\(String(decoding: a, as: UTF8.self))")
    #expect(SoundCode.distance(a, a, limit: 1000) == 0)
  }

  @Test func `The table is one that a coder can edit`() {
    let sounds = TermSounds(
      table: "# comment\nplantar\tfasciitis\tbeside\nfasciitis\tplantar\nsacroiliitis\t\n",
      ordinary: "# none\nplanter\n"
    )
    #expect(sounds.isTerm(Array("fasciitis".utf8)) && sounds.isOrdinary(Array("planter".utf8)))
    #expect(sounds.nearest(Array("sacrilyitis".utf8), percent: 16) { _ in false }?.text == "sacroiliitis")
    #expect(sounds.nearest(Array("planter".utf8), percent: 16) { _ in false } == nil)
    #expect(
      sounds.nearest(Array("planter".utf8), percent: 16) { $0.neighbours.contains("fasciitis") }?.text == "plantar")
    #expect(TermSounds(table: "", ordinary: "").nearest([], percent: 16) { _ in true } == nil)
  }

  @Test func `Hostile words neither stop nor grow`() {
    for text in ["", "\u{0}", "ééééééé", String(repeating: "a", count: 3000), String(repeating: "xyz ", count: 500)] {
      #expect(written(text, confidence: 0.1).text.utf8.count <= text.utf8.count + 20)
    }
  }
}

@Suite struct RegionTests {
  private func words(_ text: String) -> [HeardWord] {
    text.split(separator: " ").map { HeardWord(tokens: [1], bytes: Array((" " + $0).utf8), confidence: 1) }
  }

  @Test(arguments: [
    ("left T-score, 8 months", "left tibia 8 months", "left [Tscore|tibia] 8 months"), ("a b", "a b", "a b"),
    ("a x y b", "a b", "a [x y|] b"), ("a", "a b c", "a [|b c]"), ("", "", ""), ("Left Hip.", "left hip", "left hip"),
  ])
  func `Two drafts are the same but where they differ`(one: String, other: String, expected: String) {
    let text = Region.all(of: words(one), words(other)).map { region in
      switch region {
      case .same(let word): String(decoding: word.key, as: UTF8.self)
      case .different(let a, let b, _):
        "["
          + [a, b].map {
            $0.map {
              String(decoding: $0.bytes.filter { $0 != 0x20 && $0 < 0x80 && $0 != 0x2D && $0 != 0x2C }, as: UTF8.self)
            }.joined(separator: " ")
          }
          .joined(separator: "|") + "]"
      }
    }.joined(separator: " ")
    #expect(text == expected)
  }
}
