import Foundation

/// Whisper weights from the form of CTranslate2 to the ggml form that whisper.cpp reads.
///
/// Layout of the result: whisper.cpp, `models/convert-pt-to-ggml.py`: header, mel filters, tokens, tensors.
enum WeightsConversion {
  /// Converts the weights, which may lie in several parts; `tokenizer` is the tokenizer.json beside them.
  static func convert(parts: [URL], tokenizer: URL, to target: URL) throws(SpeechError) {
    do {
      var data = try Data(contentsOf: parts[0], options: .mappedIfSafe)
      for part in parts.dropFirst() { data.append(try Data(contentsOf: part)) }
      let tokens = try tokens(of: Data(contentsOf: tokenizer))
      guard FileManager.default.createFile(atPath: target.path, contents: nil) else {
        throw SpeechError(.unreadable, target.path, "cannot be written; make room on the disk")
      }
      let handle = try FileHandle(forWritingTo: target)
      defer { try? handle.close() }
      try write(TensorFile(data), tokens: tokens) { try handle.write(contentsOf: $0) }
    } catch let error as SpeechError {
      throw error
    } catch {
      throw SpeechError(.unreadable, target.path, "cannot be written (\(error.localizedDescription))")
    }
  }

  private static func write(_ file: TensorFile, tokens: [[UInt8]], to output: (Data) throws -> Void) throws {
    let embedding = try file.tensor("decoder/embeddings/weight")
    let width = embedding.dimensions.last ?? 0
    let filters = try file.tensor("encoder/conv1/weight").dimensions.dropFirst().first ?? 80
    let positions = try file.tensor("decoder/position_encodings/encodings")
    let encoderLayers = layers(file, "encoder")
    let decoderLayers = layers(file, "decoder")
    var head = Data()
    let header =
      [0x6767_6D6C, embedding.dimensions.first ?? 0, 1500, width, width / 64, encoderLayers]
      + [positions.dimensions.first ?? 0, width, width / 64, decoderLayers, filters, 1]
    for number in header { head.append(littleEndian: UInt32(truncatingIfNeeded: number)) }
    let bank = MelFilters.bank(count: filters)
    head.append(littleEndian: UInt32(bank.count))
    head.append(littleEndian: UInt32(bank.first?.count ?? 0))
    for row in bank { for value in row { head.append(littleEndian: value.bitPattern) } }
    head.append(littleEndian: UInt32(tokens.count))
    for token in tokens {
      head.append(littleEndian: UInt32(token.count))
      head.append(contentsOf: token)
    }
    try output(head)
    for piece in Piece.all(encoderLayers: encoderLayers, decoderLayers: decoderLayers) {
      try output(try piece.bytes(from: file, width: width))
    }
  }

  private static func layers(_ file: TensorFile, _ part: String) -> Int {
    Set(
      file.tensors.keys.compactMap { name -> Substring? in
        let parts = name.split(separator: "/")
        guard parts.count > 1, parts[0] == part, parts[1].hasPrefix("layer_"), parts[1] != "layer_norm" else {
          return nil
        }
        return parts[1]
      }
    ).count
  }

  /// The byte sequences of the text tokens, in order of their numbers. A tokenizer.json writes bytes that are no
  /// printing characters as characters from 256 on (GPT-2's table).
  private static func tokens(of json: Data) throws -> [[UInt8]] {
    struct Tokenizer: Decodable {
      struct Model: Decodable { var vocab: [String: Int] }
      var model: Model
    }
    let vocabulary = try JSONDecoder().decode(Tokenizer.self, from: json).model.vocab
    var byte: [Unicode.Scalar: UInt8] = [:]
    var extra: UInt32 = 256
    for value in UInt8.min...UInt8.max {
      if (33...126).contains(value) || (161...172).contains(value) || value >= 174 {
        byte[Unicode.Scalar(value)] = value
      } else if let scalar = Unicode.Scalar(extra) {
        byte[scalar] = value
        extra += 1
      }
    }
    return vocabulary.filter { $0.value < 50257 && !($0.key.hasPrefix("<|") && $0.key.hasSuffix("|>")) }
      .sorted { $0.value < $1.value }.map { $0.key.unicodeScalars.compactMap { byte[$0] } }
  }

  /// A tensor of the result and where it comes from.
  private struct Piece {
    var name: String
    var source: String
    /// Which third or half of the rows: queries, keys and values stand above one another in the source.
    var part: (index: Int, of: Int)?
    var isColumn = false
    var isSinusoid = false

    static func all(encoderLayers: Int, decoderLayers: Int) -> [Piece] {
      var all = [Piece(name: "encoder.conv1.weight", source: "encoder/conv1/weight")]
      all.append(Piece(name: "encoder.conv1.bias", source: "encoder/conv1/bias", isColumn: true))
      all.append(Piece(name: "encoder.conv2.weight", source: "encoder/conv2/weight"))
      all.append(Piece(name: "encoder.conv2.bias", source: "encoder/conv2/bias", isColumn: true))
      all.append(
        Piece(name: "encoder.positional_embedding", source: "encoder/position_encodings/encodings", isSinusoid: true))
      all.append(Piece(name: "decoder.positional_embedding", source: "decoder/position_encodings/encodings"))
      all.append(Piece(name: "decoder.token_embedding.weight", source: "decoder/embeddings/weight"))
      func norm(_ name: String, _ source: String) {
        all.append(Piece(name: name + ".weight", source: source + "/gamma"))
        all.append(Piece(name: name + ".bias", source: source + "/beta"))
      }
      func both(_ name: String, _ source: String) {
        all.append(Piece(name: name + ".weight", source: source + "/weight"))
        all.append(Piece(name: name + ".bias", source: source + "/bias"))
      }
      func part(_ name: String, _ source: String, _ index: Int, of count: Int) {
        all.append(Piece(name: name, source: source, part: (index, count)))
      }
      norm("encoder.ln_post", "encoder/layer_norm")
      norm("decoder.ln", "decoder/layer_norm")
      for (side, count) in [("encoder", encoderLayers), ("decoder", decoderLayers)] {
        for layer in 0..<count {
          let source = "\(side)/layer_\(layer)"
          let target = "\(side).blocks.\(layer)"
          let own = source + "/self_attention"
          for (index, name) in ["query", "key", "value"].enumerated() {
            part(target + ".attn.\(name).weight", own + "/linear_0/weight", index, of: 3)
          }
          part(target + ".attn.query.bias", own + "/linear_0/bias", 0, of: 3)
          part(target + ".attn.value.bias", own + "/linear_0/bias", 2, of: 3)
          both(target + ".attn.out", own + "/linear_1")
          norm(target + ".attn_ln", own + "/layer_norm")
          if side == "decoder" {
            let cross = source + "/attention"
            both(target + ".cross_attn.query", cross + "/linear_0")
            part(target + ".cross_attn.key.weight", cross + "/linear_1/weight", 0, of: 2)
            part(target + ".cross_attn.value.weight", cross + "/linear_1/weight", 1, of: 2)
            part(target + ".cross_attn.value.bias", cross + "/linear_1/bias", 1, of: 2)
            both(target + ".cross_attn.out", cross + "/linear_2")
            norm(target + ".cross_attn_ln", cross + "/layer_norm")
          }
          norm(target + ".mlp_ln", source + "/ffn/layer_norm")
          both(target + ".mlp.0", source + "/ffn/linear_0")
          both(target + ".mlp.2", source + "/ffn/linear_1")
        }
      }
      return all
    }

    func bytes(from file: TensorFile, width: Int) throws(SpeechError) -> Data {
      var dimensions: [Int]
      let content: Data
      let isWide: Bool
      if isSinusoid, file.tensors[source] == nil {
        dimensions = [1500, width]
        content = MelFilters.sinusoids(length: 1500, width: width)
        isWide = true
      } else {
        let tensor = try file.tensor(source)
        dimensions = tensor.dimensions
        var rows: Range<Int>?
        if let part, let all = dimensions.first {
          let size = all / part.of
          rows = part.index * size..<(part.index + 1) * size
          dimensions[0] = size
        }
        if isColumn { dimensions.append(1) }
        isWide = dimensions.count < 2 || isColumn || name.hasSuffix("positional_embedding")
        content = file.bytes(of: tensor, rows: rows, as: isWide ? .float32 : .float16)
      }
      var result = Data()
      result.append(littleEndian: UInt32(dimensions.count))
      result.append(littleEndian: UInt32(name.utf8.count))
      result.append(littleEndian: isWide ? 0 : 1)
      for size in dimensions.reversed() { result.append(littleEndian: UInt32(size)) }
      result.append(contentsOf: name.utf8)
      return result + content
    }
  }
}

/// The filters of the mel spectrum (Slaney's scale, area one) and the encoder's positions, as Whisper defines them.
private enum MelFilters {
  static func bank(count: Int) -> [[Float]] {
    let step = log(6.4) / 27
    func mel(_ hertz: Double) -> Double { hertz >= 1000 ? 15 + log(hertz / 1000) / step : 3 * hertz / 200 }
    func hertz(_ mel: Double) -> Double { mel >= 15 ? 1000 * exp(step * (mel - 15)) : 200 * mel / 3 }
    let width = (mel(8000) - mel(0)) / Double(count + 1)
    let edges = (0..<(count + 2)).map { hertz($0 == count + 1 ? mel(8000) : mel(0) + Double($0) * width) }
    return (0..<count).map { row in
      (0..<201).map { bin in
        let frequency = Double(bin) * 40
        let rise = -(edges[row] - frequency) / (edges[row + 1] - edges[row])
        let fall = (edges[row + 2] - frequency) / (edges[row + 2] - edges[row + 1])
        return Float(max(0, min(rise, fall)) * (2 / (edges[row + 2] - edges[row])))
      }
    }
  }

  static func sinusoids(length: Int, width: Int) -> Data {
    let increment = log(10000) / Double(width / 2 - 1)
    let rates = (0..<(width / 2)).map { exp(-increment * Double($0)) }
    var result = Data(capacity: length * width * 4)
    for time in 0..<length {
      for rate in rates { result.append(littleEndian: Float(sin(Double(time) * rate)).bitPattern) }
      for rate in rates { result.append(littleEndian: Float(cos(Double(time) * rate)).bitPattern) }
    }
    return result
  }
}
