// swift-tools-version:6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .strictMemorySafety(), .treatAllWarnings(as: .error),
]

let package = Package(
  name: "osteon",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: [
    .library(
      name: "OsteonCore", targets: ["ClinicalText", "ICD10CM", "BoneDensity", "Findings", "Certificate", "Coding"]),
    .executable(name: "osteon", targets: ["osteon"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
  ],
  targets: [
    .target(name: "ClinicalText", swiftSettings: settings),
    .target(name: "JSON", swiftSettings: settings),
    .target(
      name: "ICD10CM", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: settings),
    .target(
      name: "BookCompiler",
      dependencies: ["ClinicalText", "ICD10CM", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .target(name: "BoneDensity", dependencies: ["ClinicalText"], swiftSettings: settings),
    .target(name: "Findings", dependencies: ["ClinicalText", "ICD10CM"], swiftSettings: settings),
    .target(
      name: "Certificate",
      dependencies: ["ClinicalText", "ICD10CM", "Findings", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .target(
      name: "Coding", dependencies: ["ClinicalText", "ICD10CM", "BoneDensity", "Findings", "Certificate"],
      swiftSettings: settings),
    .target(
      name: "Reference", dependencies: ["JSON", "ClinicalText", "ICD10CM", "BoneDensity", "Coding"],
      resources: [.embedInCode("Assets")], swiftSettings: settings),
    .target(
      name: "Speech", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      resources: [
        .embedInCode("Resources/terms.txt"), .embedInCode("Resources/vocabulary.tsv"),
        .embedInCode("Resources/ordinary.txt"),
      ], swiftSettings: settings),
    .target(name: "Billing", dependencies: ["JSON", "ICD10CM", "Coding"], swiftSettings: settings),
    .target(
      name: "Interchange", dependencies: ["ClinicalText", "Coding", "Billing", "JSON", "ICD10CM"],
      swiftSettings: settings),
    .target(
      name: "Practice",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: settings),
    .target(
      name: "Desk",
      dependencies: [
        "ClinicalText", "ICD10CM", "BoneDensity", "Coding", "JSON", "Speech", "Practice", "Reference", "Billing",
        "Interchange",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Logging", package: "swift-log"),
      ], resources: [.embedInCode("Assets"), .embedInCode("Templates")], swiftSettings: settings),
    .executableTarget(
      name: "osteon",
      dependencies: [
        "ClinicalText", "ICD10CM", "BookCompiler", "BoneDensity", "Findings", "Certificate", "Coding", "Reference",
        "Speech", "Practice", "Desk",
        "JSON", "Billing", "Interchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "osteon-fuzz",
      dependencies: [
        "ClinicalText", "ICD10CM", "BookCompiler", "BoneDensity", "Certificate", "Coding", "JSON", "Billing",
        "Interchange", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings),
    .testTarget(name: "ClinicalTextTests", dependencies: ["ClinicalText"], swiftSettings: settings),
    .testTarget(name: "ICD10CMTests", dependencies: ["ICD10CM", "BookCompiler"], swiftSettings: settings),
    .testTarget(
      name: "BookCompilerTests", dependencies: ["BookCompiler", "ICD10CM", "osteon-fuzz"], swiftSettings: settings),
    .testTarget(name: "BoneDensityTests", dependencies: ["BoneDensity", "ClinicalText"], swiftSettings: settings),
    .testTarget(
      name: "FindingsTests", dependencies: ["Findings", "ClinicalText", "ICD10CM", "BookCompiler"],
      swiftSettings: settings),
    .testTarget(
      name: "CertificateTests", dependencies: ["Certificate", "Coding", "ClinicalText", "ICD10CM"],
      swiftSettings: settings),
    .testTarget(
      name: "CodingTests",
      dependencies: ["Coding", "ClinicalText", "ICD10CM", "BookCompiler", "BoneDensity", "Findings", "Certificate"],
      swiftSettings: settings),
    .testTarget(name: "PracticeTests", dependencies: ["Practice"], swiftSettings: settings),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "Desk", "Reference", "Practice", "Speech", "Coding", "ICD10CM", "BookCompiler", "Billing", "Interchange",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    .testTarget(name: "SpeechTests", dependencies: ["Speech"], swiftSettings: settings),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Reference", "ICD10CM", "BookCompiler"], swiftSettings: settings),
    .testTarget(
      name: "BillingTests", dependencies: ["Billing", "JSON", "ICD10CM", "BookCompiler"], swiftSettings: settings),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Interchange", "ClinicalText", "Coding", "Billing", "JSON", "ICD10CM"],
      swiftSettings: settings),
    .testTarget(
      name: "OsteonTests",
      dependencies: [
        "osteon", "Speech", "JSON", "BookCompiler", "ICD10CM", "Coding", "BoneDensity", "ClinicalText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
