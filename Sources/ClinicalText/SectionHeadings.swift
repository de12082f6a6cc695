/// The phrases by which sections are headed, as people type them.
///
/// A coder or clinician may extend a list: phrases are separated by semicolons, case does not matter. What is common
/// as a plain word or as a label inside a section goes into `withColonOnly`, and counts only in front of a colon.
enum SectionHeadings {
  /// The kind of a heading, and whether it needs a colon.
  struct Entry {
    let kind: SectionKind
    let needsColon: Bool
  }

  static let trie: PhraseTrie = {
    var trie = PhraseTrie()
    for (kind, list) in phrases { trie.insert(list: list, value: UInt16(kind.rawValue) + 1) }
    for (kind, list) in withColonOnly { trie.insert(list: list, value: UInt16(kind.rawValue) + 1 + 256) }
    return trie
  }()

  static func entry(_ value: UInt16) -> Entry {
    Entry(kind: SectionKind(rawValue: UInt8((value - 1) & 0xFF)) ?? .other, needsColon: value > 256)
  }

  static let phrases: [(SectionKind, String)] = [
    (
      .chiefComplaint,
      """
      chief complaint; chief complaints; chief complaint/reason for visit; cc; c/c; presenting complaint; presenting complaints;
      presenting problem; presenting symptoms; reason for visit; reason for consultation; reason for consult;
      reason for referral; reason for admission; reason for encounter; reason for appointment; reason for the visit;
      reason for evaluation; reason for office visit; consultation reason; visit reason; cc/hpi; patient complaint;
      chief complaint and reason for visit; history of chief complaint; consult question; complaint; complaints
      """
    ),
    (
      .presentIllness,
      """
      history of present illness; history of the present illness; history present illness; hpi; present illness;
      history of presenting illness; history of present injury; history of presenting complaint; history of injury;
      history of presenting problem; history of present problem; history of current illness; subjective; subjective findings; subjective complaints;
      subjective data; clinical course; history and present illness; brief history; hpi and hospital course; hopi;
      hpi/hospital course; history of present illness/hospital course; narrative; injury history; history of illness;
      mechanism of injury; circumstances of injury; present history; history of present condition; history of problem;
      hpi/subjective; subjective/hpi; current symptoms
      """
    ),
    (
      .interval,
      """
      interval history; interim history; interval hpi; interval changes; interval events; interval update;
      follow-up history; subjective/interval history; overnight events; events overnight; 24 hour events; last 24 hours
      """
    ),
    (
      .reviewOfSystems,
      """
      review of systems; ros; review of system; review of symptoms; systems review; systemic review;
      review of systems (ros); pertinent review of systems; system review; 12 point review of systems;
      10 point review of systems; 14 point review of systems; complete review of systems
      """
    ),
    (
      .pastHistory,
      """
      past medical history; pmh; past medical condition; past medical conditions; adult medical problems; childhood history; history of industrial injury; compensable injury; pmhx; medical history; past history; past medical hx; past med history; prior medical history;
      history; past medical/surgical history; past medical and surgical history; pmh/psh; past medical problems;
      past medical and surgical hx; previous medical history; past illnesses; medical hx; significant past medical history;
      past orthopedic history; orthopedic history; past orthopaedic history; obstetric history; ob history; gyn history;
      gynecologic history; gynecological history; past gynecologic history; ob/gyn history; menstrual history;
      past psychiatric history; psychiatric history; past obstetric history; birth history; developmental history;
      fracture history; prior fractures; past medical history/surgical history; medical/surgical history; pfsh; pfshx;
      past, family and social history; past medical, family and social history; past medical, surgical, family and social history;
      past medical history and past surgical history; past health; personal history; clinical past history; phx; p.m.h.;
      general medical history; relevant past history; significant medical history; comorbidities;
      co-morbidities; past medical history (pmh); childhood illnesses; transfusion history; hospitalizations;
      past hospitalizations; immunizations; immunization history; past neurologic history; oncologic history;
      past oncologic history; history and physical; risk factors; cardiac risk factors; osteoporosis risk factors
      """
    ),
    (
      .surgicalHistory,
      """
      past surgical history; psh; previous surgical history; previous surgical hx; pshx; surgical history; prior surgeries; previous surgeries; past surgeries; prior surgery;
      past surgical hx; previous operations; past operations; operative history; prior operations; surgeries; surgical hx;
      previous surgery; past procedures; prior procedures; past surgical procedures; orthopedic surgical history;
      past surgical history (psh); hospitalizations/surgeries; surgeries/hospitalizations; past procedural history
      """
    ),
    (
      .familyHistory,
      """
      family history; fh; fhx; family hx; family medical history; fam hx; family and social history; family/social history;
      family history (fh); hereditary history; pertinent family history; family psychiatric history; f/h
      """
    ),
    (
      .socialHistory,
      """
      social history; sh; socioeconomic history; socio-economic history; military history; work status; recreational pursuits; recreational drugs; shx; social hx; social; habits; occupational history; sexual history; substance use; tobacco use;
      social and family history; social/family history; soc hx; social habits; substance abuse history; lifestyle;
      social history (sh); personal and social history; personal/social history; occupation; work history; diet;
      psychosocial history; employment; employment history; alcohol use; living situation; functional history;
      functional status; prior level of function; travel history; exercise; nutrition; advance directives; code status
      """
    ),
    (
      .problemList,
      """
      problem list; active problems; problems; current problems; active problem list; medical problems; ongoing problems;
      chronic problems; list of problems; patient active problem list; problem list items; chronic conditions;
      current medical problems; active diagnoses; active medical problems; patient problem list; active issues
      """
    ),
    (
      .medications,
      """
      medications; medication; meds; current medications; current meds; home medications; home meds; medication list;
      outpatient medications; discharge medications; admission medications; medications prior to admission;
      medications on admission; medications at home; medications on discharge; current outpatient medications;
      present medications; medications/supplements; current medications and supplements; preadmission medications;
      prescriptions; active medications; medications and allergies; meds on admission; meds at home; vitamins;
      supplements; medication history; inpatient medications; scheduled medications; current drug therapy; rx;
      current medication; current home medications; medications reviewed; medications given; ed medications; drug therapy;
      current osteoporosis medications; osteoporosis medications; medication reconciliation; prior medications
      """
    ),
    (
      .allergies,
      """
      allergies; allergy; known allergies; drug allergies; medication allergies; allergies/intolerances; adverse reactions;
      allergies and intolerances; allergic history; allergies to medications; allergies and adverse reactions; nkda;
      allergies/adverse reactions; allergies to drugs; allergies/reactions; drug sensitivities; allergy list; adrs
      """
    ),
    (
      .vitals,
      """
      vitals; vital signs; vs; vitals reviewed; vital signs reviewed; vital signs (current); vital; admission vitals;
      triage vitals; physical measurements; anthropometrics; measurements; vital signs and measurements; vital statistics;
      biometrics; vitals signs; admission vital signs; ed triage vitals; vital sign
      """
    ),
    (
      .exam,
      """
      physical exam; physical examination; general physical examination; external examination; internal examination; orthopedic examination; exam; examination; pe; px; p.e.; objective; objective findings; objective data;
      physical; physical findings; general examination; on examination; on exam; clinical examination; focused exam;
      musculoskeletal exam; musculoskeletal examination; msk exam; neurologic exam; neurological examination;
      neurologic examination; neurological exam; orthopedic exam; orthopedic examination; orthopaedic examination;
      orthopaedic exam; spine exam; spine examination; back exam; knee exam; hip exam; shoulder exam; hand exam;
      foot exam; ankle exam; wrist exam; elbow exam; extremity exam; physical exam on admission; exam on discharge;
      examination findings; physical exam on discharge; discharge physical exam; admission physical exam; clinical findings;
      discharge exam; admission exam; objective/physical exam; physical exam (pe); focused physical exam; exam findings;
      mental status examination; mental status exam; preoperative examination; pertinent physical findings; inspection
      """
    ),
    (
      .indication,
      """
      indication; indications; patient history; clinical indication; clinical indications; indication for exam; indications for exam;
      indication for procedure; indications for procedure; indication for operation; indications for operation;
      indication for surgery; indications for surgery; reason for exam; reason for examination; reason for study;
      reason for the exam; reason for test; reason for this examination; reason for scan; reason for dxa; clinical history;
      clinical information; clinical data; clinical history/indication; history/indication; clinical statement; exam reason;
      relevant clinical information; clinical question; indication/history; history and indications; clinical hx;
      history and indication; indications for study; indication for study; indication for test; indications for the procedure;
      indications for the operation; indications and history; brief history and indications; indication for the procedure;
      reason for exam (signs/symptoms); signs and symptoms; signs/symptoms; reason for procedure; reason for dexa;
      pertinent history; relevant history; clinical background; brief clinical history; indications and consent;
      indications for consultation; indication for consultation; indications/history; symptoms; surgical indications;
      medical necessity; ordering diagnosis; order diagnosis; referring diagnosis; reason for bone density; referral diagnosis
      """
    ),
    (
      .technique,
      """
      technique; techniques; procedure/technique; scan technique; examination technique; method; methods; methodology; protocol;
      exam description; imaging technique; equipment; scanner; densitometer; procedure technique; technical quality;
      technical factors; technical comments; scan mode; instrumentation; technical details; scan information;
      views; contrast; study quality; type of scan; exam technique; technical limitations; quality control; precision
      """
    ),
    (
      .comparison,
      """
      comparison; comparisons; comparison study; comparison studies; prior study; prior studies; previous study;
      previous studies; prior exam; prior exams; previous exam; compared to; comparison exam; comparison date; comparison(s);
      prior dxa; previous dxa; prior dexa; previous dexa; comparison films; prior imaging; previous examination;
      serial comparison; interval change; comparison to prior; comparison with prior; comparison with previous
      """
    ),
    (
      .results,
      """
      results; result; labs; results summary; dxa results summary; x-ray interpretation; diagnostic test; nerve conduction studies; needle emg; radiologic data; records reviewed; records review; medical record review; review of outside records; chart review; lab results; laboratory; laboratory data; laboratory results; laboratory findings; data; lab data;
      imaging; imaging studies; imaging results; radiology; radiographs; radiology results; x-rays; x-ray; xray; xrays; studies;
      diagnostic studies; diagnostic data; diagnostics; diagnostic tests; diagnostic test results; diagnostic imaging;
      test results; data reviewed; data review; laboratory studies; labs and imaging; labs/imaging; laboratory values;
      imaging review; radiographic studies; radiologic studies; radiographic data; mri; ct; ct scan; mri results;
      x-ray results; ancillary results; ancillary data; relevant results; pertinent results; bone density results; dxa results;
      dexa results; bmd results; bone densitometry; bone density; bone mineral density; dexa scan; dxa scan; dexa; dxa;
      bone density scan; bone density test; densitometry results; densitometry; pertinent labs; laboratory evaluation;
      investigations; lab; lab work; laboratory tests; tests; special investigations; workup; work-up; work up;
      laboratory and imaging data; labs/studies; ekg; ecg; electrocardiogram; emg; emg/ncs; diagnostic results;
      radiology data; imaging data; diagnostic evaluation; laboratory, radiographic, and other diagnostic study findings;
      laboratory and diagnostic data; laboratory and radiology; laboratory and radiographic data; radiographic results;
      diagnostic workup; ed results; lab/imaging; labs/radiology; radiology/imaging; radiology review; pertinent studies;
      bone mineral density results; fracture risk; frax; frax results; frax score; 10-year fracture risk; scan results;
      fracture risk assessment; 10 year fracture risk; densitometry results table; bmd; vertebral fracture assessment; vfa;
      trabecular bone score; tbs; laboratory examination; labs reviewed; imaging reviewed; objective tests; other tests;
      plain films; plain radiographs; films; bone scan; ct findings; mri findings; pertinent imaging; review of imaging
      """
    ),
    (
      .findings,
      """
      findings; finding; report; narrative report; radiographic findings; radiologic findings; imaging findings; dxa findings;
      dexa findings; bone density findings; x-ray findings; observations; interpretation and findings; exam results;
      findings/results; description; scan findings; result narrative; findings and interpretation; bmd findings;
      densitometric findings; bone densitometry findings; report text; report body; study findings; study; echo findings;
      findings/technique; technique and findings; technique/findings; findings and technique; body of report
      """
    ),
    (
      .impression,
      """
      impression; impressions; interpretation; interpretations; conclusion; conclusions; summary; opinion; overall impression; final impression;
      impression/conclusion; radiologic impression; radiographic impression; imaging impression; dxa impression;
      dexa impression; final interpretation; radiology impression; summary/impression; impression/summary; concluding remarks;
      interpretation/impression; bone density impression; who diagnosis; who classification result; diagnostic category;
      diagnostic impression; impression and recommendation; impression and recommendations; impression/recommendation;
      impression/recommendations; interpretation summary; physician interpretation; radiologist impression; final report;
      impression (radiology); overall interpretation; clinical interpretation; final conclusion; conclusion/impression;
      overall assessment; bmd impression; interpretation and recommendations; summary of findings; findings/impression;
      findings and impression; conclusion and recommendations; conclusions and recommendations; who category;
      densitometric diagnosis; diagnostic classification; comments and impression
      """
    ),
    (
      .assessment,
      """
      assessment; assessments; evaluation/recommendation; clinical impression; clinical assessment; medical assessment; problem assessment; evaluation;
      diagnostic assessment; assessment and diagnosis; assessment/diagnosis; assessment/impression; impression/assessment;
      medical decision making; mdm; medical decision-making; clinical impressions; ed assessment; ed impression; synthesis;
      assessment & diagnosis; formulation; diagnostic impressions; ed clinical impression; discussion; discussion/summary;
      clinical decision making; assessment (a); visit assessment; medical decision making/plan; mdm/ed course; ed mdm;
      emergency department course and medical decision making; ed course and medical decision making; ed course/mdm
      """
    ),
    (
      .assessmentAndPlan,
      """
      assessment and plan; assessment & plan; assessment/plan; assessment plan; a/p; a&p; a & p; ap; a and p; a+p; a-p;
      impression and plan; impression/plan; impression & plan; assessment with plan; plan and assessment; plan/assessment;
      assessment and recommendations; assessment and recommendation; assessment/recommendations; assessment & recommendations;
      assessment and treatment plan; assessment and plans; problem-based assessment and plan; assessment and plan by problem;
      problems and plan; problem list and plan; a/p by problem; diagnosis and plan; diagnoses and plan; diagnosis/plan;
      assessment, plan; plan by problem; impression and treatment plan; assessment/plan by problem; problem/plan;
      medical decision making and plan; assessment/discussion/plan; assessment and plan of care; summary and plan;
      discussion and plan; impressions and plan; summary/plan; assessment plan and recommendations; assessment: plan
      """
    ),
    (
      .plan,
      """
      plan; plans; treatment plan; plan of care; care plan; disposition and plan; treatment; treatments; treatment given;
      plan of treatment; management; management plan; follow-up plan; follow up plan; therapeutic plan; orders; plan/orders;
      plan and follow-up; plan and discussion; today's plan; treatment/plan; plan/treatment; plan/disposition; discharge plan;
      plan of action; plan and recommendations; plan/recommendations; medical treatment plan; treatment recommendations;
      rehabilitation plan; surgical plan; next steps; goals; treatment goals; plan & recommendations; treatment and plan;
      orders placed; operative plan; postoperative plan; post-operative plan; postop plan; plan of management; goals of care
      """
    ),
    (
      .recommendation,
      """
      recommendation; recommendations; recommended follow-up; recommendation(s); follow-up recommendations; suggestions;
      recommendations and follow-up; recommendations/plan; clinical recommendations; recommended follow up; advice;
      followup recommendation; follow-up recommendation; recommendation/plan; suggested follow-up; follow up recommendations
      """
    ),
    (
      .instructions,
      """
      instructions; patient instructions; discharge instructions; follow up; follow-up; followup; follow-up instructions;
      patient education; education; counseling; postoperative instructions; post-operative instructions; return precautions;
      instructions to patient; discharge instructions/follow-up; follow up instructions; follow-up care; aftercare;
      education and counseling; activity; activity restrictions; restrictions; return to clinic; return visit; rtc;
      home care instructions; after visit instructions; after care instructions; postop instructions; weight bearing status;
      instructions given; instructions and follow-up; follow-up appointments; follow-up plans; home instructions
      """
    ),
    (
      .preoperativeDiagnosis,
      """
      preoperative diagnosis; preoperative diagnoses; pre-operative diagnosis; pre-operative diagnoses; preop diagnosis;
      preop diagnoses; pre-op diagnosis; pre-op diagnoses; pre op diagnosis; preop dx; pre-op dx; preoperative dx;
      preprocedure diagnosis; pre-procedure diagnosis; preprocedural diagnosis; pre procedure diagnosis; pre operative diagnosis;
      diagnosis preoperative; preprocedure diagnoses; preoperative diagnosis(es); pre-procedure diagnoses; pre-procedural diagnosis;
      pre- operative diagnosis; pre- and postoperative diagnosis; pre and postoperative diagnosis;
      preoperative and postoperative diagnosis; preoperative and postoperative diagnoses; preoperative/postoperative diagnosis
      """
    ),
    (
      .postoperativeDiagnosis,
      """
      postoperative diagnosis; postoperative diagnoses; post-operative diagnosis; post-operative diagnoses; postop diagnosis;
      postop diagnoses; post-op diagnosis; post-op diagnoses; post op diagnosis; postop dx; post-op dx; postoperative dx;
      postprocedure diagnosis; post-procedure diagnosis; postprocedural diagnosis; post procedure diagnosis;
      post operative diagnosis; diagnosis postoperative; postprocedure diagnoses; post-procedure diagnoses;
      post-procedural diagnosis; final postoperative diagnosis; intraoperative diagnosis; surgical diagnosis; operative diagnosis
      """
    ),
    (
      .diagnosis,
      """
      diagnosis; diagnoses; dx; final pathological diagnoses; final pathological diagnosis; allowed condition; allowed conditions; dxs; final diagnosis; final diagnoses; primary diagnosis; principal diagnosis;
      principal diagnoses; secondary diagnosis; secondary diagnoses; other diagnoses; final dx; visit diagnosis;
      visit diagnoses; encounter diagnosis; encounter diagnoses; working diagnosis; clinical diagnosis; clinical diagnoses;
      current diagnosis; current diagnoses; ed diagnosis; ed diagnoses; ed dx; emergency department diagnosis; diagnosis(es);
      differential diagnosis; differential diagnoses; ddx; differential; diagnosis codes; icd-10 diagnosis; associated diagnoses;
      primary diagnoses; provisional diagnosis; final ed diagnosis; discharge dx; dx codes; diagnosis code; pathologic diagnosis;
      pathological diagnosis; pathology diagnosis; additional diagnoses; other diagnosis; diagnosis list; orthopedic diagnosis;
      medical diagnosis; treatment diagnosis; rehab diagnosis; rehabilitation diagnosis; therapy diagnosis; anatomic diagnosis;
      final anatomic diagnosis; histologic diagnosis; axis i; axis ii; axis iii; axis iv; axis v; diagnostic; billing diagnosis
      """
    ),
    (
      .admittingDiagnosis,
      """
      admitting diagnosis; admitting diagnoses; admission diagnosis; admission diagnoses; admit diagnosis; admitting dx;
      admission dx; diagnosis on admission; diagnoses on admission; diagnosis at admission; initial diagnosis; admit dx
      """
    ),
    (
      .dischargeDiagnosis,
      """
      discharge diagnosis; discharge diagnoses; diagnosis at discharge; diagnoses at discharge; diagnosis on discharge;
      discharge diagnosis(es); final discharge diagnosis; principal discharge diagnosis; diagnoses on discharge;
      secondary discharge diagnoses; primary discharge diagnosis; discharge diagnoses/problems; discharge condition diagnoses
      """
    ),
    (
      .procedure,
      """
      procedure; procedures; procedure performed; procedures performed; operation; operations; operation performed;
      operations performed; name of procedure; title of procedure; title of operation; name of operation; operative procedure;
      operative procedures; surgical procedure; surgical procedures; procedure(s); procedure(s) performed; surgery;
      surgery performed; operation/procedure; operation(s) performed; procedure done; planned procedure; proposed procedure;
      procedure note; operative report; operative note; procedures during hospitalization; operation/procedures;
      operation(s); principal procedure; secondary procedures; major procedures; procedures and operations; exam; examinations;
      study performed; type of study; procedure name; examination performed; exam performed; surgeries performed;
      primary procedure; procedures/operations; principal procedures; surgical procedures performed; exam type; examination type
      """
    ),
    (
      .operativeDetail,
      """
      description of procedure; description of operation; operative report in detail; materials used; gross operative findings; gross intraoperative findings; findings at the time of surgery; implant specification; hemostasis; injectables; procedure in detail; procedure description; operative details;
      details of procedure; detail of procedure; operative technique; operative findings; intraoperative findings;
      findings at surgery; findings at operation; gross findings; description of the procedure; description of the operation;
      procedure details; details of operation; operation in detail; operative course; procedure and findings; surgical technique;
      operative description; surgical findings; estimated blood loss; ebl; blood loss; tourniquet time; total tourniquet time;
      implants; implant; hardware; components; drains; drain; fluids; iv fluids; intravenous fluids; urine output; position;
      positioning; counts; fluids replaced; surgeon; surgeons; assistant; assistants; assistant surgeon; first assistant; co-surgeon;
      procedure detail; operative detail; summary of procedure; procedure in details; details of the operation;
      details of the procedure; narrative of procedure; description of procedure in detail; hardware used; implants used;
      prosthetic devices; grafts or implants; fluid replacement; estimated blood loss (ebl); tourniquet; crystalloid; blood replaced;
      intraoperative course; findings and procedure; procedure findings; operative procedure in detail; prosthesis; antibiotics
      """
    ),
    (
      .anesthesia,
      """
      anesthesia; anesthetic; type of anesthesia; anaesthesia; sedation; anesthesia type; anesthesiologist; anesthesia used;
      anesthesia provided; anesthesia administered; anesthesia (type); anesthesia/sedation
      """
    ),
    (
      .complications,
      """
      complications; complication; intraoperative complications; operative complications; immediate complications;
      postoperative complications; complications during procedure; adverse events
      """
    ),
    (
      .specimens,
      """
      specimens; specimen; specimens removed; specimen removed; specimen sent; specimens sent; pathology; specimen(s);
      specimens to pathology; cultures; material sent; specimen to pathology
      """
    ),
    (
      .hospitalCourse,
      """
      hospital course; brief hospital course; emergency department course; ed course; course in emergency department;
      course in the emergency department; hospital course and treatment; summary of hospital course; course in hospital; er course;
      emergency room course; clinical course in ed; hospital course by problem; hospital course by systems; clinical summary;
      course in the hospital; hospital stay; hospital course summary; hospital summary; admission course; treatment course;
      course of treatment; hospital course in brief; ed course summary; course; course in the er; emergency dept course;
      hospital course/treatment; icu course; postoperative course; post-operative course; postop course; hospital course and plan
      """
    ),
    (
      .disposition,
      """
      disposition; discharge disposition; condition on discharge; condition at discharge; discharge condition; condition; prognosis;
      condition of patient; ed disposition; disposition/condition; discharged to; discharge status; disposition at discharge;
      condition upon discharge; status at discharge; condition of the patient; condition and disposition; discharge
      """
    ),
    (
      .legend,
      """
      who classification; who criteria; world health organization criteria; world health organization classification;
      world health organization definition; who definitions; who definition; diagnostic criteria; t-score legend; legend;
      who classification criteria; world health organization guidelines; reference ranges; reference range; reference values;
      definitions; disclaimer; explanation of results; explanation of terms; treatment guidelines; nof guidelines;
      bhof guidelines; national osteoporosis foundation guidelines; guidelines; iscd guidelines; iscd official positions;
      t-score definitions; t-score interpretation guide; who t-score criteria; who diagnostic criteria; important note;
      classification criteria; who diagnostic classification; key; footnotes; footnote; reference population; references;
      general information; who criteria for osteoporosis; criteria for osteoporosis; patient handout; about this test;
      what is osteoporosis; what is osteopenia; what is a bone density test; educational material; education materials;
      interpretation key; interpretation guide; reference guide; copyright; confidentiality notice; who fracture risk categories
      """
    ),
    (
      .other,
      """
      attending; attending physician; dictated by; electronically signed by; consultants; consultations; consults; consent;
      informed consent; code status and consent; addendum; attestation; attestation statement; history source; source of history;
      source; referring physician; primary care physician; pcp; admission date; discharge date; date of admission;
      date of discharge; date of procedure; date of service; date of operation; date of surgery; date of visit; date of exam;
      critical care time; time spent; total time; preamble; patient information; demographics; identification;
      identification data; identifying data; identifying information; patient identification; equipment used; signature;
      chaperone; interpreter; note; notes; comment; comments; miscellaneous; additional comments; general comments; addenda
      """
    ),
  ]

  static let withColonOnly: [(SectionKind, String)] = [
    (.presentIllness, "s; subj"),
    (.exam, "o; obj"),
    (.assessment, "a; imp/dx; assess; asmt"),
    (.plan, "p; tx"),
    (.impression, "imp; read; interp"),
    (.diagnosis, "diag; diagnosed with; dxed with; codes"),
    (.medications, "takes; taking"),
    (.pastHistory, "hx; h/o; significant history; past"),
    (.indication, "ind; dx/indication; exam indication; for"),
    (.results, "spine results; hip results; t-scores; t-score results"),
  ]
}
