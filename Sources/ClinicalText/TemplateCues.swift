/// Words of forms, legends, guidelines and education, which say nothing about the patient at hand.
///
/// The threshold sentences are those of the WHO working group (1994) as densitometers print them.
enum TemplateCues {
  static let groups: [AssertionCues.Group] = [
    AssertionCues.Group(
      role: .template, assertion: .template,
      phrases: """
        world health organization; who criteria define; who definition; the terms osteopenia; terms osteoporosis; osteoporosis in children; in children requires; who definitions; who classification is; who classifies; who has defined;
        who classification system; as defined by the who; is defined as; are defined as; defined by; was defined as; definition of;
        osteopenia =; osteoporosis =; normal =; low bone mass =; low bone density =; severe osteoporosis =; established osteoporosis =;
        t-score legend; t score legend; criteria for the diagnosis; diagnostic criteria; patients with; women with; men with; individuals with;
        people with; persons with; in patients; in women; in men; postmenopausal women and; women and men; all women; patients who; women who;
        men who; individuals who; people who; those who; those with; anyone with; adults with; national osteoporosis foundation; nof recommends;
        nof guidelines; nof guideline; nof; bhof; bone health and osteoporosis foundation; bone health & osteoporosis foundation; iscd; iscd recommends;
        international society for clinical densitometry; american college of radiology; acr appropriateness; u.s. preventive; uspstf;
        guidelines recommend; guidelines suggest; guideline recommends; pharmacologic treatment should be considered;
        pharmacological treatment should be considered; treatment should be considered; treatment is recommended in; consider fda-approved;
        consider fda approved; fda-approved medical therapies; medical therapies in; should be considered in postmenopausal;
        this report was; this document; this dictation; voice recognition; speech recognition; electronically signed; transcription error;
        transcription errors; confidential; is a condition; is a disease; is a common; reference population; reference database; nhanes; for every; increases twofold;
        doubles for each; risk doubles; fracture risk approximately doubles; t-score is the number; the t-score compares; the z-score compares; a t-score is; a z-score is;
        a t score is; a z score is; a t-score means; a t-score compares; a t-score tells; a t-score at or; a t score at or; a t-score that;
        acr thresholds; thresholds:; reference thresholds; t-scores are; z-scores are; the t-score is a; if your; your doctor; your bones; your bone; ask your; talk to your; click here; please select; circle one;
        check all; check one; select one; yes/no; yes / no; y/n; all that apply; for informational purposes; secondary causes of osteoporosis should; should be excluded in all; all patients; all treatment decisions; every patient;
        t-score between; t score between; t-scores between; t-scores of between
        """),
    AssertionCues.Group(
      role: .weakTemplate, assertion: .template,
      phrases: """
        t-score at or; t score at or; between -1.0 and -2.5; between -1 and -2.5; -1.0 to -2.5; -1.0 and -2.5; -1 to -2.5 ; -1.0 or; -2.5 or; -1 or above; t-score -1.0 and; t-score <; t-score >;
        t score <; t score >; t-score of -1.0 or; t-score of -2.5 or; t-score below -2.5; t-score above -1.0; t-score less than; t-score greater than;
        t-score lower than; t-score higher than; t-scores below; t-scores above; t-scores less than; sd below the; sd of the; standard deviations below the;
        standard deviations of the; young adult mean; young-adult mean; young adult reference; sd or; sd below; at or below -2.5; at or above -1.0;
        above -1.0; below -2.5; < -2.5; > -1.0; <= -2.5; >= -1.0; criteria:; definition:; definitions:; classification:
        """),
    AssertionCues.Group(
      role: .patient, assertion: [],
      phrases:
        "patient; she; he; her; his; pt; lumbar; hip; femoral; femur; neck; spine; forearm; radius; l1; l2; l3; l4; measured; this; ms; mrs; mr; today; impression"
    ),
  ]
}
