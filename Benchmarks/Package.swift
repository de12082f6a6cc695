// swift-tools-version:6.2
import PackageDescription

// A package of its own: who builds Osteon does not build the benchmark library.
let package = Package(
  name: "osteon-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "osteon", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Osteon",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"), .product(name: "OsteonCore", package: "osteon"),
      ],
      path: "Benchmarks/Osteon",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
