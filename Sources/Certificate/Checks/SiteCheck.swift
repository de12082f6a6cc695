import ClinicalText
import Findings
import ICD10CM

/// Several sites that share one diagnosis: one code for them together where there is one, else a code for each (Guidelines
/// I.C.13.a).
struct SiteCheck {
  static let rules: Set<String> = ["each-site", "sites-together"]

  let file: CaseFile
  /// The mention, an index into `findings.mentions`.
  let mention: Int

  private var conjuncts: Conjuncts { file.reading.context.conjuncts(ofMention: mention, book: file.book) }

  /// The readings of the diagnosis for the site, or for the sites together, that a step cites.
  func conjuncts(citedBy step: CodingCertificate.Step) -> [Conjunct] {
    let conjuncts = conjuncts
    let readings = step.rule == "each-site" ? conjuncts.sites : [conjuncts.together].compactMap(\.self)
    return readings.filter { spans($0.cited) == step.spans }
  }

  private func spans(_ tokens: [Range<Int>]) -> [ByteSpan] { tokens.map { file.document.span(of: $0) } }

  /// One of the sites: every other one has its code as well.
  static let each: RuleCheck.StepCheck = { question in
    guard question.index == 1, question.node == question.previous else { return "a site is read behind the term" }
    let check = SiteCheck(file: question.file, mention: question.mention)
    let sites = check.conjuncts.sites.map { check.spans($0.cited) }
    guard sites.count > 1 else { return "the diagnosis has one site" }
    return uncoded(sites, question)
  }

  /// One of the sites of a line.
  static let eachOfLine: RuleCheck.LineStepCheck = { question in
    guard question.index == 1, question.node == question.previous else { return "a site is read behind the line" }
    guard let number = question.words.reading.site, let row = question.reading.context.lineSites else {
      return "the line is not read for one of its sites"
    }
    let sites = row.sites.map { site in site.cited.map { question.document.span(of: $0) } }
    guard sites.indices.contains(number), sites[number] == question.step.spans else {
      return "the words of the site stand elsewhere"
    }
    return uncoded(sites, question)
  }

  private static func uncoded(_ sites: [[ByteSpan]], _ question: some DerivationQuestion) -> String? {
    let coded = Set(question.file.derived.flatMap(\.steps).filter { $0.rule == "each-site" }.map(\.spans))
    let missing = sites.first { !coded.contains($0) }
    return missing == nil ? nil : "another site of the diagnosis has no code"
  }

  /// The code is one of several sites.
  static let together: RuleCheck.StepCheck = { question in
    guard question.index == 1, question.node == question.previous else { return "sites are read behind the term" }
    let isOfSeveral = question.steps.contains { step in
      question.book.node(step.code).map {
        question.book.title(of: question.book.stem(of: $0), has: question.book.word("multiple"))
      } ?? false
    }
    return isOfSeveral ? nil : "the code is of one site"
  }
}
