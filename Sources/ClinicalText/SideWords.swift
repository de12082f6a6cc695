/// The words of sides, and the words around them that show another meaning.
enum SideWords {
  enum Word { case left, right, bilateral, both, lt, rt, l, r, b }

  static let kinds = WordTable<Word>([
    ("left", .left), ("right", .right), ("bilateral bilaterally bilat", .bilateral), ("both", .both), ("lt", .lt),
    ("rt", .rt), ("l", .l), ("r", .r), ("b", .b),
  ])

  static let sided = WordHash.of("sided")
  static let sides = WordHash.of("sides")
  static let all = WordHash.of("all")
  static let hand: WordSet = "hand"
  static let handed: WordSet = "handed hander handedness"
  static let dominant: WordSet = "dominant dominance"
  static let articles: WordSet = "the on to from of and or than vs versus"
  static let subjects: WordSet = "he she they i patient who pt we has had have just"
  /// In front of a Roman numeral: "type I left" is no verb.
  static let grades: WordSet = "type grade stage class crps"
  static let afterVerbLeft: WordSet =
    """
    without the with untreated a an her his him in alone against ama before after over out off work home voicemail
    message messages open to for them it message at prior unattended message intact undisturbed school because when
    """
  static let with = WordHash.of("with")
  /// Behind these "left with" names the side: "fracture left with tear of the ligament".
  static let sidedDiagnoses: WordSet =
    """
    fracture fractures fx tear tears sprain strain dislocation subluxation rupture contusion osteoarthritis arthritis oa
    djd tendinitis tendonitis bursitis pain effusion instability
    """
  static let afterAdverbRight: WordSet =
    "away now after before at angle angles there here off on in over beside next along the thing answer amount"

  /// Words of anatomy, and adjectives in front of them, that a side can stand before.
  static let anatomy: WordSet =
    """
    knee knees hip hips shoulder shoulders elbow elbows wrist wrists ankle ankles foot feet hand hands arm arms leg
    legs forearm forearms thigh thighs calf calves finger fingers thumb thumbs toe toes heel heels femur femurs
    femora tibia tibias fibula radius radii ulna humerus scapula clavicle patella patellas rib ribs pelvis iliac
    ischium pubic acetabulum acetabular sacroiliac si neck femoral total distal proximal lateral medial anterior
    posterior upper lower mid middle index ring little small long great big second third fourth fifth first
    extremity extremities limb limbs eye eyes ear ears breast breasts lung lungs kidney kidneys ovary ovaries side
    trochanter trochanteric greater lesser intertrochanteric subtrochanteric metacarpal metacarpals metatarsal
    metatarsals carpal scaphoid lunate calcaneus calcaneal talus navicular cuboid tarsal malleolus malleolar rotator
    biceps achilles quadriceps hamstring hamstrings gluteal groin buttock buttocks flank jaw mandible tmj temple
    cheek face facial hemipelvis palm paracervical paraspinal cervical lumbar thoracic facet sciatic carpus acl mcl
    pcl lcl meniscus meniscal labrum labral ac acromioclavicular sternoclavicular glenohumeral bimalleolar
    trimalleolar tibial fibular radial ulnar humeral clavicular olecranon supracondylar midfoot hindfoot forefoot
    rtc rct cts oa djd fx fracture partial full acute chronic primary severe mild moderate displaced nondisplaced closed
    comminuted sided subacromial cubital trigger frozen adhesive plantar
    hallux shin hemiarthroplasty tka tha thr tkr fem le ue lle rle lue rue bunion
    """

}
