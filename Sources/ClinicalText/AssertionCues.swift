/// The cues by which statements are negated, doubted, dated or given to somebody else, as data.
///
/// The idea is ConText's (Harkema 2009): a cue opens a scope in one direction, which a terminator, or the end of the
/// sentence, closes. Uncertain terms follow the Official Guidelines IV.H and II.H. Phrases are separated by
/// semicolons; a number stands for any number. The longest phrase that starts at a word wins, so a pseudo-cue
/// ("no change") hides the cue inside it.
enum AssertionCues {
  /// What a phrase does in its sentence.
  enum Role: Equatable {
    /// Opens a scope over what follows, or over what precedes.
    case forward, backward
    /// Opens a scope over what follows, and over the few words right before ("osteoporosis screening").
    case around
    /// Names a relative or another person, who has what follows ("mother had") or precedes ("in her mother").
    case kin
    /// Hides the cue inside it.
    case pseudo
    /// Closes scopes of the group's flags.
    case stop
    /// The words say something about a form or about patients in general, always or where no patient is named.
    case template, weakTemplate
    /// Names the patient: weak template cues do not count.
    case patient
  }

  /// Phrases that do the same.
  struct Group {
    let role: Role
    let assertion: Assertion
    /// Greatest number of tokens governed; zero for no limit.
    var reach = 0
    /// Whether only words such as "but" close its scope, and a new subject and verb do not.
    var governsClause = false
    /// Whether it tells when: where the clause says that something began or was diagnosed then, it still lasts.
    var isDating = false
    /// Whether a comma closes its scope.
    var endsAtComma = false
    /// Whether the phrase counts only at the end of its clause.
    var isFinal = false
    let phrases: String
  }

  /// What a group's phrases do, without their text: copied for every cue that is met.
  struct Rule {
    let role: Role
    let assertion: Assertion
    let reach: Int
    let governsClause: Bool
    let isDating: Bool
    let endsAtComma: Bool
    let isFinal: Bool
  }

  /// The rules by trie value less one.
  static let rules: [Rule] = groups.map {
    Rule(
      role: $0.role, assertion: $0.assertion, reach: $0.reach, governsClause: $0.governsClause, isDating: $0.isDating,
      endsAtComma: $0.endsAtComma,
      isFinal: $0.isFinal)
  }

  static let trie: PhraseTrie = {
    var trie = PhraseTrie()
    for (index, group) in groups.enumerated() { trie.insert(list: group.phrases, value: UInt16(index) + 1) }
    return trie
  }()

  static let groups: [Group] =
    pseudo + negation + [answers] + either + uncertainty + time + others + terminators + TemplateCues.groups

  private static let pseudo: [Group] = [
    Group(
      role: .pseudo, assertion: [],
      phrases: """
        do not know; does not know; did not know; not know; not sure; day history of; week history of;
        month history of; year history of; hour history of;;
        days history of; weeks history of; months history of; years history of; day history; week history;
        month history; year history;;
        and a half history of; and a half history; decade history of; decades history of;;
        long-standing history of; longstanding history of; long standing history of; chronic history of;
        lifelong history of; long history of;;
        no increase; no decrease; no change; no changes; no interval change; no significant change;
        no significant interval change;;
        no suspicious change; not only; not just; not merely; not necessarily; gram negative; gram-negative;
        without difficulty;;
        no further; no longer able; no. 1; no further evaluation; no new complaints; not certain whether;
        not certain if; not drain; no doubt;;
        no sooner; without incident; without complication; without complications; no problem with; no problems with;
        no reason to; no history of interest; no medical history of interest; no personal history of interest;
        no pathological history of interest; no relevant history of interest; without history of interest;
        no history of note; no medical history of note;;
        if needed; if indicated; if tolerated; if possible; if necessary; if desired; if any; in order to;
        in order for; in order that; in the past #; in the past few; in the past several; in the past couple;
        in the past year; in the past month; in the past week; in the past two; in the past three; in the past six;
        over the past; for the past; within the past; past #; past few; past several; past year; past month;
        past week; as if; if not; even if; year-old; years old; year old; yr old; y/o; day-old; days old; month-old;
        week-old; old films; old records; risk factors including; risk factors include; patient history; ask if;
        asked if;;
        what if; only if needed; if applicable; as needed; negative pressure; negative room; negative margins;
        rh negative; no more than;;
        not able to; not been able to; not limited to; no matter; no one; not improved; not improving; not resolved;
        not responded;;
        not fully healed; not healed; not yet healed; not getting better; not well controlled; not controlled;
        has not improved;;
        did not improve; no improvement; no relief; without relief; without improvement; no better; without success;
        no response;;
        no evidence of healing; not healing; no loss of function; with no difficulty; without any difficulty;
        history and physical;;
        history taking; medical history; history obtained; social history; history was obtained; history per;
        natural history;;
        history of present illness; history of the present illness; history present illness; family medicine;
        family practice;;
        family physician; family doctor; mother of; father of; single mother; lives with; living with her mother;
        mother reports;;
        mother states; mother says; mother denies; father reports; father states; per mother; per father;
        per her mother; per his mother;;
        brought in by her mother; brought in by mother; brought in by his mother; brought by mother;
        accompanied by her mother;;
        accompanied by his mother; accompanied by his father; accompanied by her father; accompanied by mother;
        accompanied by father;;
        accompanied by her daughter; accompanied by his daughter; accompanied by her son; accompanied by his son;
        accompanied by daughter; accompanied by son; her daughter states; his daughter states; her son states;
        prior to;;
        previous to; prior authorization; rather than; possible to; as soon as possible; likely to benefit;
        most likely to benefit;;
        cannot be excluded from; evaluated for surgery; without contrast; with and without contrast; w/o contrast;
        planned parenthood;;
        to rule; prior level; history reviewed; risks and benefits; risks of surgery; risks, benefits;
        risk and benefits;;
        prior exam; prior study; prior studies; prior examination; prior dxa; prior dexa; prior scan; previous exam;
        previous study;;
        previous studies; previous examination; previous dxa; previous dexa; previous scan; prior films;
        prior radiographs;;
        prior report; prior imaging; previous imaging; previous radiographs; previous films; prior x-rays;
        previous x-rays; prior x-ray;;
        prior mri; previous mri; prior ct; previous ct; prior visit; previous visit; prior note; previous note;
        prior testing;;
        compared to prior; compared with prior; compared to previous; compared with previous; previously noted;
        previously seen;;
        previously described; previously identified; as previously noted; as previously described;
        previously diagnosed with;;
        previously known; last visit; since the last; no significant past medical history; not previously
        """)
  ]

  private static let negation: [Group] = [
    // "Non-traumatic rupture": only the word that it is joined to.
    Group(role: .forward, assertion: .negated, reach: 2, endsAtComma: true, phrases: "non"),
    Group(
      role: .forward, assertion: .negated,
      phrases: """
        no; not; denies; denied; deny; denying; without; w/o; absence of; lack of; lacks; lacking; negative for;
        neg for; -ve for; is -ve for; is negative for; was negative for; are negative for; were negative for;;
        is neg for; has been negative for;
        free of; free from; never had; never; no evidence of; no evidence for; no evidence; without evidence of;
        no sign of; no signs of;;
        without signs of; without any; no radiographic evidence of; no definite; no acute; no obvious; no significant;
        no suspicious; none of;;
        no new; no current; no known; no complaints of; no complaint of; without complaints of; does not have;
        did not have; do not have;;
        doesn't have; don't have; didn't have; not have; hasn't had; has not had; has not developed; no longer has;
        no longer have;;
        no longer; does not show; did not show; do not show; does not demonstrate; does not reveal; did not reveal;
        failed to reveal;;
        failed to show; fails to reveal; failed to demonstrate; fails to show; cannot see; could not see; can't see;
        unable to see; does not meet criteria for;;
        does not meet the criteria for; do not meet criteria for; not consistent with; inconsistent with;
        not suggestive of;;
        not compatible with; not indicative of; not demonstrate; not reveal; not show; not exhibit; not appreciate;
        not appreciated;;
        do not see; did not see;
        don't see; not diagnostic of; not associated with; not complain of; does not complain of; did not complain of;
        not complaining of;;
        no concern for; no concerns for; not concerning for; low suspicion for; low suspicion of; no suspicion for;
        no suspicion of;;
        no suggestion of; no indication of; no findings of; no findings to suggest; no findings suggestive of;
        no features of; nor;;
        ruled out for; was ruled out for; rules out; rule out negative for; excludes; no mention of;
        no diagnosis of;;
        not known to have; isn't; wasn't; aren't; denies any; denies having; denies a; denies any current;
        denies recent; denies any recent;;
        unremarkable for; neither; none; no x-ray evidence of; no clinical evidence of;
        no convincing evidence of; no overt; no gross;;
        no apparent; no visible; no discrete; no focal; no other; no palpable; no significant evidence of;
        no additional; zero;;
        no abnormal; resolution of; no further evidence of; negative or; declines; nonsmoker no
        """),
    // Verbs of opinion deny the whole clause after them ("I do not believe the patient is having a stroke").
    Group(
      role: .forward, assertion: .negated, governsClause: true,
      phrases: """
        do not believe; does not believe; did not believe; do not think; does not think; did not think; do not feel;
        does not feel that; don't think;;
        don't believe; don't feel; do not suspect; does not suspect; don't suspect; not believed; not thought to;
        not felt to; do not see evidence
        """),
    Group(
      role: .forward, assertion: [.negated, .historical],
      phrases: """
        no history of; no prior history of; no previous history of; no past history of; no past medical history of;
        no known history of;;
        no personal history of; denies history of; denies any history of; denies a history of; denies prior;
        denies any prior;;
        denies previous; denies any previous; denies past; denies past history of; without history of;
        without a history of;;
        without prior; without previous; no prior; no previous; no past; never had; no hx of; no h/o; denies h/o;
        denies hx of;;
        negative history of; negative history for; does not have a history of; does not have history of;
        has no history of; no history;;
        denies any personal history of; denied history of; denied any history of; denied a history of;
        not have a history of;;
        does not give a history of; has never had; no known prior; no significant history of; denies any past;
        denies previous history of
        """),
    Group(
      role: .forward, assertion: [.negated, .otherExperiencer],
      phrases: """
        no family history of; no known family history of; denies family history of; denies any family history of;
        negative family history of;;
        family history negative for; family history is negative for; family history is negative;
        denies any known family history of;;
        no significant family history of; no fh of; no fhx of; noncontributory family history of;
        family history negative
        """),
    Group(
      role: .backward, assertion: .negated, reach: 12,
      phrases: """
        is absent; was absent; are absent; were absent; is negative; was negative; are negative; were negative;
        is ruled out; was ruled out;;
        has been ruled out; have been ruled out; were ruled out; are ruled out; ruled out; not seen; is not seen;
        was not seen; are not seen;;
        were not seen; not identified; is not identified; was not identified; are not identified; not present;
        is not present;;
        was not present; are not present; were not present; not noted; is not noted; was not noted; not demonstrated;
        is not demonstrated;;
        was not demonstrated; not visualized; is not visualized; not evident; is not evident; are not evident;
        not detected;;
        was not detected; not observed; was not observed; not found; was not found; were not found; not appreciated;
        is not appreciated;;
        not suspected; is not suspected; not likely; is not likely; unlikely; is unlikely; less likely;
        highly unlikely; very unlikely;;
        was excluded; is excluded; were excluded; has been excluded; have been excluded; is denied;
        was denied; are denied; were denied; denied; not diagnosed; not confirmed;;
        was not confirmed; not apparent; is not apparent; within normal limits; is not felt to be present;
        not felt to be; (-); neg; -ve; is -ve;;
        not palpated; not palpable; doubtful; is doubtful; were not identified; are not noted; were not noted;
        not elicited; not reported;;
        not met; is not met; not endorsed; not documented; not shown; is not shown; not supported; did not occur;
        has not occurred; have not occurred; not reproduced; is not reproduced; was not reproduced; not reproducible;
        not encountered; was not encountered; were not encountered; did not develop; has not developed
        """),
  ]

  // An answer after a label counts only where the statement ends with it: "Fever: denies" but not "General: denies fever".
  private static let answers = Group(
    role: .backward, assertion: .negated, reach: 12, isFinal: true,
    phrases: """
      : none; : no; : negative; : denies; : denied; : absent; - negative; - none; - denies; - no; : n; : neg;
      : not present; : none seen; : nil;;
      : none noted; : never; = no; = negative; : no evidence; : unlikely
      """)

  /// "Lachman: negative" and "BK virus negative" deny what precedes; "negative Lachman" denies what follows.
  private static let either: [Group] = [
    Group(role: .backward, assertion: .negated, reach: 12, isFinal: true, phrases: "negative; absent"),
    Group(role: .forward, assertion: .negated, reach: 6, phrases: ""),
    Group(role: .backward, assertion: .negated, reach: 12, isFinal: true, phrases: "excluded"),
    Group(role: .forward, assertion: .negated, phrases: ""),
  ]

  private static let uncertainty: [Group] = [
    Group(
      role: .forward, assertion: .uncertain,
      phrases: """
        probable; probably; suspected; suspect; suspects; suspecting; suspicious for; suspicion of; suspicion for;
        high suspicion for;;
        questionable; question of; rule out; ruling out; compatible with; consistent with; c/w; working diagnosis of;
        working diagnosis;;
        likely; most likely; possible; possibly; suggestive of; suggests; suggesting; suggest; concern for;
        concerns for; concerning for;;
        concerned about; concerned for; worrisome for; differential diagnosis includes; differential includes;
        differential; ddx;;
        cannot exclude; can not exclude; can't exclude; could not exclude; cannot rule out; can't rule out;
        can not rule out;;
        could not rule out; not excluded; presumed; presumably; presumptive; may represent; might represent;
        could represent; may be;;
        might be; could be; may have; might have; could have; appears to be; appear to be; appears to have;
        seems to be; seems to have; apparent; perhaps; maybe; thought to be; felt to be; believed to be;
        indicative of; equivocal; equivocal for; impression of possible; favor; favors;;
        favored; favoring; indeterminate for; raises the possibility of; raise the possibility of; possibility of;
        raises concern for;;
        potential; potentially; in keeping with; evidence suggestive of; in favor of; still to be ruled out;
        to be ruled out; must rule out;;
        need to rule out; needs to rule out; need to exclude; cannot be certain of; rule-out; unclear if;
        unclear whether; uncertain if; wonder if;;
        wondering if; wonder about; query; could reflect; may reflect; might reflect; may indicate; may suggest;
        could indicate;;
        provisional diagnosis of; provisional; tentative; would be consistent with; would be compatible with;
        more likely; likely due to;;
        poss; prob; susp
        """),
    Group(role: .forward, assertion: .uncertain, reach: 8, phrases: "?; ??"),
    Group(role: .around, assertion: .uncertain, reach: 6, phrases: "versus; vs; vs."),
    Group(
      role: .backward, assertion: .uncertain, reach: 8,
      phrases: """
        suspected; is suspected; was suspected; is possible; is likely; is probable; cannot be excluded;
        can not be excluded;;
        can't be excluded; could not be excluded; cannot be ruled out; can't be ruled out; could not be ruled out;
        not excluded;;
        is not excluded; not ruled out; is questioned; is questionable; was questioned; to be ruled out;
        still to be ruled out;;
        may be present; might be present; could be present; is considered; is a consideration; is in the differential;
        is presumed;;
        should be considered; should be excluded; needs to be excluded; needs to be ruled out; must be excluded;
        favored; is favored;;
        is a possibility; remains a possibility; is a concern; not completely excluded; not entirely excluded
        """),
  ]

  private static let time: [Group] = [
    // "The fracture is healed" and "a healed fracture" both tell of the past.
    Group(
      role: .backward, assertion: .historical, reach: 10, isFinal: true,
      phrases:
        "healed; has healed; is healed; have healed; fully healed; now healed; well healed; well-healed; completely healed"
    ),
    Group(role: .forward, assertion: .historical, reach: 6, endsAtComma: true, phrases: ""),
    Group(role: .forward, assertion: .historical, reach: 3, endsAtComma: true, phrases: "history"),
    Group(
      role: .forward, assertion: .historical,
      phrases: """
        history of; hx of; hx; h/o; prior history of; previous history of; known history of; personal history of;
        remote history of; distant history of; past surgical history of; surgical history of; recent history of;
        past surgical history; surgical history; has had a previous; with a history of; personal history;
        a history of; had a history of; prior diagnosis of; previous diagnosis of; prior episode of;
        previous episodes of; previous episode of; history of prior; history for
        """),
    Group(
      role: .forward, assertion: [.historical, .historyList],
      phrases: """
        history significant for; history is significant for; history was significant for; history notable for;
        history is notable for; history positive for; history is positive for; history remarkable for;
        history is remarkable for; history includes; history including; history that includes; medical history of;
        past medical history; past medical history of; past medical history significant for;
        past medical history is significant for; past medical history notable for;
        past medical history is notable for; past medical history positive for; past medical history is positive for;
        past medical history remarkable for; past medical history includes; past medical history is remarkable for;
        past history of; past history; past medical history including; medical history significant for;
        medical history is significant for; medical history notable for; medical history includes; pmh of;
        pmh significant for; pmh; pmhx of; pmhx; hx significant for; hx notable for
        """),
    Group(
      role: .forward, assertion: .historical,
      phrases: """
        in the past, which showed; in the past which showed; in the past that showed; in the past showed; in the past, which revealed;
        in the past which revealed; in the past that revealed; in the past revealed; years ago showed; years ago which showed;
        years ago, which showed; years ago that showed; years ago revealed; years ago, which revealed
        """),
    Group(
      role: .forward, assertion: .historical, endsAtComma: true,
      phrases: "status-post; status post; s/p; in remission from; recovered from; used to have; used to smoke"),
    Group(
      role: .forward, assertion: .historical, reach: 6, endsAtComma: true,
      phrases: """
        prior; previous; previously had; previously; formerly; former; in the past had; had previously; remote; old;
        had a remote
        """),
    Group(
      role: .backward, assertion: .historical, reach: 14, isDating: true,
      phrases: """
        years ago; year ago; decades ago; a decade ago; in childhood; as a child; as a teenager; in the past;
        in her past; in his past;;
        # years ago; has resolved; have resolved; had resolved; resolved; has since resolved; now resolved;
        was resolved; yrs ago; yr ago;;
        in the remote past; in her youth; in his youth; many years ago; several years ago; in adolescence;
        when she was a child;;
        when he was a child; as an infant; since resolved; completely resolved; in remission
        """),
    Group(
      role: .backward, assertion: .historical, reach: 3,
      phrases: "history; hx; : resolved; (resolved); (healed); (remote); (old); (prior)"),
    Group(
      role: .forward, assertion: .hypothetical,
      phrases: """
        if; should she develop; should he develop; should she have; should he have; should she; should he;
        should the patient; should you;;
        should there be; should any; should symptoms; should these; return for;
        return to the emergency department for; return to er for;;
        return to ed for; return to the ed for; return to the er for; return to the emergency room for; go to the ed for;
        go to the er for; go to the emergency room for; come to the ed for; seek medical attention for; report any;
        seek attention for; return to clinic for any; call us for; call our office for; return if; call for; call if; call also for; call us if; call with; call the office for;
        call the office if;;
        notify us if; notify; #-year risk; #-year probability; #-year fracture; # year risk;
        # year probability; # year fracture; ten-year risk; ten-year probability; ten year probability; ten year risk;
        ten-year fracture; ten year fracture; probability of; probability for; frax:; frax score; frax scores; frax risk;
        frax #; frax estimate; frax estimates; frax calculation; risk of; risk for; at risk for; at risk of; at high risk for; at increased risk for;
        at increased risk of; high risk for; increased risk of;;
        increased risk for; risk factors for; risk factor for; risk factors; risks include; risks including; risks of;
        to prevent; prevent; prevents; preventing;;
        prevention of; for prevention of; prophylaxis for; prophylaxis against; prophylaxis of; to avoid; monitor for;
        monitored for;;
        monitoring for; watch for; to watch for; observe for; signs of infection such as; may develop; might develop;
        could develop; can develop; would develop;;
        may cause; can cause; could cause; may lead to; can lead to; could lead to; could result in; may result in;
        can result in; unless; in case of; in the event of;;
        such as infection; chance of; chances of; complications include; complications including;
        possible complications; potential complications;;
        side effects; side effects include; side effects including; adverse effects include; warning signs of;
        signs and symptoms of;;
        be aware of; precautions for; instructed to return for; return precautions for; return with; come back if;
        come back for; seek care for;;
        would have; would indicate; educated about; education about; educated on; education on; counseled on;
        counseled regarding;;
        counseled about; information about; information on; handout on; handout for; handouts for; handouts on;
        when to; predisposition for; predisposition to; predisposed to; susceptible to; potential for;
        possible side effects; the development of
        """),
    Group(
      role: .backward, assertion: .hypothetical, reach: 2,
      phrases: """
        risk; risks; prophylaxis; prevention; precautions; risk assessment; risk factors; risk factor; education;
        foundation; society; clinic;;
        center; protocol; program; handout; support group; brace; risk score; risk calculator; prevention program;
        awareness
        """),
    Group(
      role: .forward, assertion: .planned,
      phrases: """
        scheduled for; scheduled to undergo; schedule for; schedule her for; schedule him for; is scheduled;
        will order; will obtain; will get;;
        will schedule; will send for; will check; will refer; will undergo; will need; will require; needs dexa;
        needs a dexa; needs dxa; needs a dxa;;
        needs bone density; needs; order; ordered; ordering; orders; plan for; plans for; planning; planned; plan to;
        plans to; planning to;;
        plan is to; going to order; we will order; i will order; we will obtain; i will obtain; i recommend;
        we recommend; recommend;;
        recommended; recommending; to be scheduled; elective; upcoming; considering; consider; candidate for;
        refer to; refer for; referred to; awaiting;;
        pending; repeat; will be evaluated for; will be scheduled for; to undergo; due for; overdue for; request;
        requested; consent for;;
        proceed with; proceed to; wishes to proceed with; will proceed with; elects to proceed with; will be scheduled
        """),
  ]

  private static let others: [Group] = [
    Group(
      role: .forward, assertion: [.otherExperiencer, .historical],
      phrases: """
        family history of; fh of; fhx of; family hx of; family history positive for; family history is positive for;
        family medical history of;;
        family history significant for; family history is significant for; family history includes;
        family history notable for; family history; fhx;;
        strong family history of; family h/o; positive family history of; positive family history for;
        family history of a; familial history of
        """),
    Group(
      role: .backward, assertion: [.otherExperiencer, .historical],
      phrases: """
        runs in the family; run in the family; running in the family; runs in her family; runs in his family;
        run in her family; run in his family
        """
    ),
    Group(
      role: .kin, assertion: .otherExperiencer,
      phrases: """
        mother; father; mom; dad; brother; sister; brothers; sisters; siblings; sibling; parent; parents; grandmother;
        grandfather; grandparent;;
        grandparents; aunt; uncle; aunts; uncles; cousin; cousins; son; daughter; sons; daughters; husband; wife;
        spouse; maternal; paternal;;
        grandson; granddaughter; nephew; niece; half-brother; half-sister; relatives; family member; family members;
        roommate;;
        first-degree relative; first degree relative; friend; boyfriend; girlfriend; neighbor; coworker; donor; twin
        """),
    Group(
      role: .forward, assertion: .screening,
      phrases: """
        screening for; screen for; screened for; evaluate for; evaluation for; evaluated for; to evaluate for;
        assess for;;
        assessed for; assessment for; to assess for; testing for; test for; tested for; check for; checked for;
        checking for; look for;;
        looking for; work up for; workup for; work-up for; worked up for; surveillance for; surveillance of;
        encounter for screening for;;
        examination for; exclude; to exclude; to look for; to check for; to test for
        """),
    Group(
      role: .forward, assertion: [.screening, .uncertain],
      phrases: "r/o; to rule out; ro; evaluate for possible; in order to rule out"),
    Group(
      role: .around, assertion: .screening, reach: 2,
      phrases:
        "screening; screen; screening exam; screening examination; screening test; surveillance; screening program"),
  ]

  private static let terminators: [Group] = [
    Group(
      role: .stop, assertion: Assertion(rawValue: .max),
      phrases: """
        ;; but; however; except; except for; although; though; aside from; apart from; other than; besides;
        nevertheless; yet; whereas;;
        with the exception of; still; otherwise; instead
        """),
    Group(
      role: .stop, assertion: [.negated, .historical, .planned, .otherExperiencer, .screening],
      phrases: """
        who; which; and has; and had; and is; and was; who presents; who presented; presents with; presented with;
        presents to; presents for; presents;;
        presenting with; presenting; presented; because of; because; due to; secondary to; for which; as a cause of;
        as the cause of; reports; and reports;;
        complains of; complaining of; admits to; admits; endorses; positive for; there is; there are; there was;
        there were;;
        she has; he has; patient has; she is; he is; patient is; she had; he had; she reports; he reports; now;
        now with; currently; currently has;;
        today; came in; comes in; was admitted; admitted for; admitted with; was found to have; found to have;
        is found to have; shows; showed; reveals;;
        revealed; demonstrates; demonstrated; and also has; since; given; noted to have; was noted; was noted to have;
        since then;;
        and continued; with continued; with ongoing; with persistent; with persisting; and ongoing; and persistent;
        has had; and she has; and he has; and she; and he; we will; i will; will be; will continue; continues to have;
        has been having; since when
        """),
    Group(
      role: .stop, assertion: .negated,
      phrases:
        ", with; , has; , had; , is; , was; , are; and have; , positive; , + ; , reports; , though; to account for; to explain; as well as having; , there; , she; , he; , it; , this; , patient; , the patient; so; therefore; thus; where; causing; resulting in; , mild; , moderate; , severe"
    ),
    Group(
      role: .stop, assertion: [.planned, .screening, .hypothetical],
      phrases:
        "for; in light of; in view of; to treat; to address; in the setting of; in setting of; in this patient with; in a patient with; , immediately return; she should; he should; to follow; to monitor; to reassess; with known; diagnosed with; known"
    ),
    Group(role: .stop, assertion: .uncertain, phrases: "confirmed; definite; definitely; ; confirms; diagnostic of"),
  ]
}
