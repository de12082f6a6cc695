/// Words after which a line cannot end a statement.
enum FunctionWords {
  private static let joining: WordSet =
    """
    a an the of and or with without to in on at by for from into over under than as is was are were be been being
    has have had her his their its our your this that these those any some which who when while if because due per
    via versus vs between during after before since until about shows showed demonstrates demonstrated reveals
    revealed denies reports dr mr mrs ms st left right bilateral
    """

  /// Whether a statement goes on after this word.
  static func joins(_ token: Token) -> Bool { token.kind == .word && joining.contains(token.hash) }

  /// Words that are written with a full stop, after which a sentence goes on.
  private static let abbreviations: WordSet =
    """
    dr drs mr mrs ms st vs no nos mg mcg ml cc cm mm kg lb lbs oz ft approx dept dx hx tx fx ie eg etc al e.g i.e
    p.r.n prn bid tid qid qd po jr sr fig figs vol inc ltd co mt ave blvd rd pt pts wk wks mo mos yr yrs hr hrs min
    mins sec temp resp max diff dist prox lat med ant post sup inf rt lt bilat cont wt ht ref reg gen neg pos prev
    vol tab tabs cap caps inj susp jan feb mar apr jun jul aug sep sept oct nov dec
    """

  /// Titles, after which a name follows: never the end of a sentence.
  private static let titles: WordSet = "dr drs mr mrs ms st vs mt fig ie eg"

  /// Whether the full stop after this word may belong to an abbreviation.
  static func isAbbreviation(_ token: Token) -> Bool { token.kind == .word && abbreviations.contains(token.hash) }
  /// Whether a name or an example follows this abbreviation.
  static func isTitle(_ token: Token) -> Bool { token.kind == .word && titles.contains(token.hash) }
}
