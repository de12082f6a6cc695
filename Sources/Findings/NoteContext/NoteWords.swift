import ClinicalText

/// Words by which the parts of a note are told apart. A coder may extend the lists.
enum NoteWords {

  /// Words with which telling, arguing or ordering begins: what follows them in an item is no diagnosis of its own.
  static let telling: WordSet =
    """
    i we he she they it this these there who patient pt mr mrs ms dr is was are were be been has have had having
    will would should may might can could do does did reports reported states stated notes denies endorses presents
    presented presenting presents complains complained continue continues continued start started starting initiate
    initiated increase increased decrease discussed discuss recommend recommended recommends refer referred order
    ordered obtain obtained prescribe prescribed advised advise encouraged explained reviewed plan plans planned
    given since because although shows showed demonstrates demonstrated reveals revealed underwent taking takes
    follow return proceed schedule scheduled consider considered treat treated provide provided agree agrees use
    using wishes wants ask asked believe feel think suspect explained counseled counselled monitor repeat check
    await avoid
    """

  /// Telling words that go on with another diagnosis behind "also".
  static let having: WordSet = "has have"
  static let also: WordSet = "also"
  /// What a sentence that sums a patient up tells of besides the diagnosis.
  static let past: WordSet = "history hx pmh pmhx"
  /// "… in a patient with …"
  static let person: WordSet = "patient pt"
  static let article: WordSet = "a this our the"
  static let `in` = WordHash.of("in")
  static let with = WordHash.of("with")

  /// Paired organs outside of the limbs and the trunk's wall.
  static let organs: WordSet = "breast lung kidney renal ovary ovarian testis testicular adrenal bronchus"

  /// Words of labels inside an assessment under which no new diagnosis is stated.
  static let labels: WordSet =
    """
    reasoning treatment treatments testing tests education counseling counselling referral referrals plan plans
    agreements agreement instructions instruction follow followup recommendation recommendations medication
    medications medicine imaging labs lab orders disposition therapy intervention interventions prescriptions
    prescription goals goal prognosis monitoring diet activity activities precautions exercise exercises discussion
    rationale workup work-up evaluation studies consent limitations restrictions history subjective objective exam
    examination vitals results hpi differential ddx modalities frequency duration
    """

  /// Words of a summary's first sentence ("a 62-year-old male").
  static let aged: WordSet = "old yo y/o"

  /// Telling of what may go wrong with a treatment.
  static let risks: WordSet = "risk risks complication complications hazards"
  /// Words beside them that make a list of what was explained.
  static let explained: WordSet =
    """
    include includes included including discussed explained benefits understands understood understand alternatives
    consent consented limited reviewed outlined informed accepts aware
    """
  static let factors: WordSet = "factor factors"

  /// What a heading says that lists possible diagnoses.
  static let differential: WordSet = "differential ddx"
  /// "POSTOPERATIVE DIAGNOSIS: Same."
  static let same: WordSet = "same unchanged"
}
