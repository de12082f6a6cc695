/// Words that recognisers write as they sound: "write hip", "four arm", "tea score", "D X A".
enum HeardForms {
  /// A sequence of words and what it is written as.
  private struct Form {
    let words: [String]
    let written: [String]
  }

  /// General forms of the field's terms; the user's own go into the replacement list.
  private static let table: [[Form]] = {
    let rows = """
      t score = T-score | tea score = T-score | tee score = T-score | t's core = T-score
      t scores = T-scores | tea scores = T-scores | teascore = T-score | tscore = T-score
      z score = Z-score | zee score = Z-score | zscore = Z-score | z scores = Z-scores | zed score = Z-score
      d x a = DXA | dx a = DXA | decks a = DXA | dex a = DXA | dexa = DEXA | d e x a = DEXA | dxa = DXA | dexia = DEXA
      m r i = MRI | c t scan = CT scan | b m d = BMD | x ray = x-ray | x rays = x-rays | e m g = EMG
      four arm = forearm | fore arm = forearm | 4 arm = forearm
      osteo penia = osteopenia | osteo porosis = osteoporosis | osteo arthritis = osteoarthritis
      osteo necrosis = osteonecrosis | inter trochanteric = intertrochanteric | sub trochanteric = subtrochanteric
      sub acromial = subacromial | supra spinatus = supraspinatus | infra spinatus = infraspinatus
      sub scapularis = subscapularis | hyper parathyroidism = hyperparathyroidism | inter medullary = intramedullary
      cephalo medullary = cephalomedullary | spondylo listhesis = spondylolisthesis | peri prosthetic = periprosthetic
      by malleolar = bimalleolar | try malleolar = trimalleolar | non displaced = nondisplaced | non union = nonunion
      mal union = malunion | intra articular = intra-articular | extra articular = extra-articular
      lock man = Lachman | lackman = Lachman | loch man = Lachman | latch man = Lachman | latchman = Lachman
      super spinatus = supraspinatus | superspinatus = supraspinatus | thickness tier = thickness tear
      complex tier = complex tear | tier of the = tear of the | tier of a = tear of a | degenerative tier = degenerative tear
      meniscal tier = meniscal tear | labral tier = labral tear | cuff tier = cuff tear | tendon tier = tendon tear
      interior cruciate = anterior cruciate | lombar = lumbar | reticulopathy = radiculopathy
      not displaced fracture = nondisplaced fracture | humors = humerus | humerous = humerus | humorous = humerus | discernation = disc herniation
      disc ernation = disc herniation | disk ernation = disc herniation | discerniation = disc herniation
      """
    var table = [[Form]](repeating: [], count: 3)
    for row in rows.split(whereSeparator: { $0 == "|" || $0.isNewline }) {
      let sides = row.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      let words = sides[0].split(separator: " ").map(String.init)
      table[min(words.count, 3) - 1].append(
        Form(words: words, written: sides[1].split(separator: " ").map(String.init)))
    }
    return table.reversed()
  }()

  /// Words of a body part that a side stands before.
  static let sites: Set<String> = Set(
    """
    hip hips knee knees shoulder shoulders elbow wrist ankle foot hand femur femoral tibia tibial fibula fibular humerus
    humeral radius radial ulna ulnar forearm arm leg thigh calf heel calcaneus thumb finger index ring middle small great
    toe clavicle scapula scapular rotator total proximal distal lateral medial upper lower sided side sacroiliac sciatica
    patella patellar achilles groin buttock lumbar cervical intertrochanteric subtrochanteric supraspinatus carpal scaphoid
    metacarpal metatarsal acetabulum acetabular iliac rib ribs gluteal trochanteric olecranon breast neck hemiarthroplasty
    malleolus midfoot hindfoot forefoot plantar planter biceps triceps quadriceps hamstring peroneal
    """.split(whereSeparator: \.isWhitespace).map(String.init))
  private static let soundsLikeSide: [String: String] = [
    "write": "right", "rite": "right", "wright": "right", "writes": "right", "lift": "left", "laughed": "left",
    "leff": "left",
  ]

  static func write(_ lexemes: inout [Lexeme]) {
    joinTerms(&lexemes)
    for index in lexemes.indices {
      guard let side = soundsLikeSide[lexemes[index].lower] else { continue }
      guard sites.contains(lexemes.word(behindThird(lexemes, at: index + 1))) else { continue }
      // "able to lift arm", "write hand" after "to" are verbs.
      if ["to", "can", "cannot", "not", "and", "i"].contains(lexemes.word(index - 1)) { continue }
      let isCapital = lexemes[index].text.first?.isUppercase ?? false
      lexemes[index].rewrite(isCapital ? side.prefix(1).uppercased() + side.dropFirst() : side)
      lexemes[index].add(.soundsLikeSide)
    }
    for index in lexemes.indices where ["left", "right", "bilateral", "bilaterally"].contains(lexemes[index].lower) {
      lexemes[index].role = .side
    }
  }

  /// The index behind "1/3", "one third" or "one-third", of which a radius is measured; the same index without them.
  private static func behindThird(_ lexemes: [Lexeme], at index: Int) -> Int {
    if lexemes.at(index)?.text == "1", lexemes.at(index + 1)?.text == "/", lexemes.at(index + 2)?.text == "3" {
      return index + 3
    }
    guard ["one", "1"].contains(lexemes.at(index)?.lower ?? "") else { return index }
    let next = lexemes.at(index + 1)?.text == "-" ? index + 2 : index + 1
    return lexemes.word(next) == "third" ? next + 1 : index
  }

  /// Longest forms first; hyphens between the words count as spaces ("T-score", "x-ray").
  private static func joinTerms(_ lexemes: inout [Lexeme]) {
    var result: [Lexeme] = []
    result.reserveCapacity(lexemes.count)
    var index = 0
    while index < lexemes.count {
      guard let (form, end) = form(lexemes, at: index) else {
        result.append(lexemes[index])
        index += 1
        continue
      }
      var isSpaced = lexemes[index].isSpaced
      for word in form.written {
        var lexeme = lexemes[index]
        lexeme.rewrite(word, kind: .word, from: lexemes[index..<end])
        lexeme.isSpaced = isSpaced
        isSpaced = true
        result.append(lexeme)
      }
      index = end
    }
    lexemes = result
  }

  private static func form(_ lexemes: [Lexeme], at index: Int) -> (Form, Int)? {
    guard lexemes[index].kind != .symbol else { return nil }
    for forms in table {
      for form in forms where form.words[0] == lexemes[index].lower {
        if let end = end(of: form.words, lexemes, at: index) { return (form, end) }
      }
    }
    return nil
  }

  private static func end(of words: [String], _ lexemes: [Lexeme], at index: Int) -> Int? {
    var next = index
    for (position, word) in words.enumerated() {
      if position > 0, let dash = lexemes.at(next), dash.text == "-" || dash.text == ".", !dash.isSpaced {
        // "T-score", "D.X.A"
        next += 1
      }
      guard let lexeme = lexemes.at(next), lexeme.lower == word else { return nil }
      next += 1
    }
    return next
  }
}
