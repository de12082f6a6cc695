public import ClinicalText

/// Who made the densitometer, as far as the report says.
public enum Manufacturer: String, Hashable, Sendable {
  case ge = "GE Lunar"
  case hologic = "Hologic"
  case norland = "Norland"
}

/// The form a value was printed in.
public enum ReportLayout: String, Hashable, Sendable {
  /// Columns with young-adult and age-matched percent, as GE enCORE 14 to 16 on Prodigy prints them.
  case encore16
  /// Columns without percent, as GE enCORE 17 and 18 on iDXA prints them.
  case idxa
  /// "Young-Adult" and "Age-Matched" above the columns, as GE enCORE 12 prints them.
  case encore12
  /// "T - score" and "Z - score", as Hologic Apex prints them.
  case hologic
  /// Score before its percent, with short- and long-term change, as Norland prints them.
  case norland
  /// Cells separated by tabs, bars or commas.
  case delimited
  /// Columns by position, of no known device.
  case columns
  /// One space between cells: alignment was lost.
  case collapsed
  /// Sentences or "name: value" lines.
  case narrative
}

/// A day, or a month or year where no more was written.
public struct ScanDate: Hashable, Comparable, Sendable {
  /// Year, four digits.
  public let year: Int
  /// Month 1–12, or zero where it is not stated.
  public let month: Int
  /// Day 1–31, or zero where it is not stated.
  public let day: Int

  /// Creates a date from its parts; they are not checked.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Orders by year, month and day.
  public static func < (a: ScanDate, b: ScanDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

/// Change of density since an earlier scan, as printed.
public struct DensityChange: Hashable, Sendable {
  /// In percent, where printed so.
  public var percent: Quantity?
  /// In g/cm², where printed so.
  public var absolute: Quantity?
  /// Whether the report marks it as larger than the least significant change.
  public var isMarkedSignificant: Bool

  /// Creates a change from what is printed.
  public init(percent: Quantity?, absolute: Quantity?, isMarkedSignificant: Bool) {
    self.percent = percent
    self.absolute = absolute
    self.isMarkedSignificant = isMarkedSignificant
  }
}

/// One value or set of values at one skeletal site. Means and differences of two sides are never measurements.
public struct DensityMeasurement: Hashable, Sendable {
  /// Where it was measured.
  public var site: MeasuredSite
  /// The label as printed.
  public var printedName: ByteSpan
  /// The side, where stated.
  public var side: MeasuredSide?
  /// Vertebrae included, empty where not stated or not a spine.
  public var vertebrae: Vertebrae
  /// Vertebrae that the report says were left out.
  public var excluded: Vertebrae
  /// Bone mineral density in g/cm². A standardized BMD in mg/cm² is not a BMD and is never here.
  public var bmd: Quantity?
  /// Standard deviations from the young-adult mean.
  public var tScore: Quantity?
  /// Standard deviations from the mean of the same age.
  public var zScore: Quantity?
  /// Who made the device.
  public var manufacturer: Manufacturer?
  /// The form it was printed in.
  public var layout: ReportLayout
  /// When it was measured, where stated.
  public var date: ScanDate?
  /// Whether it belongs to an earlier examination.
  public var isPrior: Bool
  /// Change since the previous examination, where printed.
  public var change: DensityChange?
  /// Least significant change in g/cm², where printed.
  public var leastSignificantChange: Quantity?
  /// The row or words it was read from.
  public var span: ByteSpan
  /// Whether the method is one whose T-scores the WHO categories are made for. Spinal quantitative CT is none
  /// (ISCD Official Positions – Adult 2019, `unverified`).
  public var isDiagnosticMethod = true

  /// Creates a measurement without values, for a reader of another format to fill.
  public init(
    site: MeasuredSite, side: MeasuredSide?, vertebrae: Vertebrae = [], excluded: Vertebrae = [], printedName: ByteSpan,
    manufacturer: Manufacturer? = nil, layout: ReportLayout, date: ScanDate? = nil, isPrior: Bool = false,
    span: ByteSpan
  ) {
    self.site = site
    self.side = side
    self.vertebrae = vertebrae
    self.excluded = excluded
    self.printedName = printedName
    self.manufacturer = manufacturer
    self.layout = layout
    self.date = date
    self.isPrior = isPrior
    self.span = span
  }

  /// The field's name of the site with its vertebrae: `lumbar spine L1-L4`, `femoral neck`.
  public var siteName: String {
    site == .lumbarSpine && !vertebrae.isEmpty ? "\(site.name) \(vertebrae.name)" : site.name
  }

  /// Whether a diagnosis may be read here: see `MeasuredSite.isDiagnostic` and `Vertebrae.isDiagnostic`. A spine whose
  /// vertebrae are not stated counts; a single vertebra does not.
  public var isDiagnosticRegion: Bool {
    isDiagnosticMethod && (site == .lumbarSpine ? vertebrae.isEmpty || vertebrae.isDiagnostic : site.isDiagnostic)
  }
}
