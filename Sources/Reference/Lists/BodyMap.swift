/// A skeleton seen from the front, drawn for this project; each region is a link.
///
/// The drawing is 320 by 720 units with its middle at 160. Paired bones are drawn once, on the left of the picture, and
/// mirrored.
enum BodyMap {
  /// The shapes of a region: those in the middle and those of one side, as SVG, and the zone that can be clicked.
  private struct Shapes {
    var middle: StaticString = ""
    var side: StaticString = ""
    /// Rectangle of the zone: x, y, width, height; mirrored where the region is paired.
    var zone: StaticString = ""
  }

  private static func shapes(_ region: SkeletalRegion) -> Shapes {
    switch region {
    case .head:
      Shapes(
        middle:
          "<path class=bone d=\"M160 14c-24 0-36 16-36 37 0 11 4 19 9 25l2 13c1 5 3 8 8 9l5 8h24l5-8c5-1 7-4 8-9l2-13c5-6 9-14 9-25 0-21-12-37-36-37z\"/><path class=hole d=\"M138 54c6-4 14-2 16 4 1 6-3 10-9 10-6-1-10-9-7-14zm44 0c-6-4-14-2-16 4-1 6 3 10 9 10 6-1 10-9 7-14zM160 68l-5 11h10z\"/><path class=line d=\"M147 90h26M151 86v8m6-8v8m6-8v8m6-8v8\"/>",
        zone: "<rect class=zone x=118 y=8 width=84 height=102 />")
    case .neck:
      Shapes(
        middle:
          "<path class=bone d=\"M152 109h16l2 6h-20zM151 117h18l1 6h-20zM151 125h18l1 6h-20zM150 133h20l1 6h-22z\"/>",
        zone: "<rect class=zone x=140 y=108 width=40 height=33 />")
    case .shoulder:
      Shapes(
        side:
          "<path class=bone d=\"M154 146c-16-7-36-9-52-5-4 1-5 6-1 7 16 0 36 2 51 6z\"/><path class=bone d=\"M99 150c-9-1-12 5-10 12l18 44c3 6 8 6 10 0 3-13 2-32-1-43-3-7-9-12-17-13z\"/><path class=bone d=\"M92 149c-10-2-17 4-17 13 0 8 6 13 13 12 8-1 12-7 11-14 0-6-3-10-7-11z\"/>",
        zone: "<path class=zone d=\"M68 138h84v18h-32v52h-26l-8-32h-18z\"/>")
    case .thorax:
      Shapes(
        middle: "<path class=bone d=\"M152 156h16l-2 16 1 42-7 13-7-13 1-42z\"/>",
        side:
          "<path class=rib d=\"M150 163c-12-2-22 2-26 10M150 174c-17-3-31 3-36 15M150 185c-20-4-37 4-42 19M150 196c-22-4-41 6-45 23M151 207c-23-4-43 8-46 27M152 218c-22-1-41 10-45 29M150 229c-19 2-36 14-41 30M147 240c-15 5-28 17-32 31M145 252c-10 4-19 13-23 23\"/>",
        zone: "<path class=zone d=\"M151 158h-18c-18 14-32 40-34 80 0 16 4 30 14 40l34-26z\"/>")
    case .thoracicSpine:
      Shapes(
        middle:
          "<path class=bone d=\"M151 229h18v7h-18zM151 238h18v7h-18zM150 247h20v8h-20zM150 257h20v8h-20zM150 267h20v8h-20z\"/>",
        zone: "<rect class=zone x=146 y=227 width=28 height=49 />")
    case .lumbarSpine:
      Shapes(
        middle:
          "<path class=bone d=\"M149 278h22v9h-22zM148 290h24v9h-24zM148 302h24v9h-24zM147 314h26v10h-26zM147 327h26v10h-26z\"/><path class=bone d=\"M145 340h30l-4 22-8 16h-6l-8-16z\"/><path class=line d=\"M154 348h.1M166 348h.1M155 357h.1M165 357h.1\"/>",
        side: "<path class=line d=\"M148 282h-8m8 12h-9m9 12h-9m8 12h-10\"/>",
        zone: "<path class=zone d=\"M136 277h48v62l-12 40h-24l-12-40z\"/>")
    case .pelvis:
      Shapes(
        side:
          "<path class=bone d=\"M145 342c-10-10-30-14-42-7-10 6-13 20-9 33 3 9 9 14 15 18 6 4 8 9 9 14l8 18c4 8 12 10 17 5l14-16-3-9-13 3c-8 1-13-4-13-11 0-8 5-12 11-15l13-6z\"/><path class=hole d=\"M133 404c4-3 9-3 12-1l-5 11c-4 3-8-4-7-10z\"/>",
        zone: "<path class=zone d=\"M159 340l-14-2c-14-10-36-10-48 0-10 10-8 26 0 36l34 0 12 52 17-12z\"/>")
    case .hip:
      Shapes(
        side:
          "<path class=bone d=\"M116 386c-7-4-16 0-17 8l-11 1c-6 1-9 6-8 12l5 17 14-2 3-17c6 2 12 1 15-4 3-6 2-12-1-15z\"/>",
        zone: "<path class=zone d=\"M76 378h46v26l-16 22h-28z\"/>")
    case .thigh:
      Shapes(
        side:
          "<path class=bone d=\"M86 427l14-2c1 36 6 70 16 102l4 9c-6 6-20 8-28 3l3-10c2-34-2-68-9-102z\"/>",
        zone: "<path class=zone d=\"M78 427h28l18 106h-34z\"/>")
    case .knee:
      Shapes(
        side:
          "<path class=bone d=\"M90 541c-5 6-3 14 3 16h27c6-2 7-10 3-16-9 4-24 4-33 0z\"/><path class=bone d=\"M92 561h29c3 3 2 8-1 10l-27 0c-3-2-4-7-1-10z\"/><circle class=bone cx=107 cy=549 r=8.5 />",
        zone: "<rect class=zone x=82 y=535 width=48 height=38 />")
    case .lowerLeg:
      Shapes(
        side:
          "<path class=bone d=\"M103 574h17c0 8-3 12-3 20l-1 58 3 10h-14l1-10-1-56c0-8-2-14-2-22z\"/><path class=bone d=\"M93 575c4-1 6 2 6 6l0 70 2 12h-6l-1-12-2-68c-1-4-1-7 1-8z\"/>",
        zone: "<rect class=zone x=86 y=574 width=40 height=86 />")
    case .ankle:
      Shapes(
        side:
          "<path class=bone d=\"M104 664h16c2 4 1 8-1 10l-4-3h-10z\"/><path class=bone d=\"M95 664h7v9c-3 3-8 1-8-4zM101 675h15l2 8h-19z\"/>",
        zone: "<rect class=zone x=88 y=661 width=36 height=23 />")
    case .foot:
      Shapes(
        side:
          "<path class=bone d=\"M99 685h19l1 8-24 0zM93 695h6l-4 12h-6zM101 695h5l-2 12h-5zM108 695h4l0 12h-5zM114 695h4l1 11h-4zM119 695h3l3 9h-4z\"/><path class=line d=\"M90 710l-1 4m9-4v5m8-5l1 5m7-5l1 4m7-6l2 4\"/>",
        zone: "<rect class=zone x=84 y=684 width=44 height=32 />")
    case .upperArm:
      Shapes(
        side:
          "<path class=bone d=\"M77 174l12 1c-1 24-4 50-9 74l3 9c-5 5-15 4-19-1l4-9c5-24 8-50 9-74z\"/>",
        zone: "<path class=zone d=\"M70 176h22l-6 72h-24z\"/>")
    case .elbow:
      Shapes(
        side:
          "<path class=bone d=\"M63 261c5 4 14 5 20 1 3 5 1 11-4 12l-15-1c-4-2-5-8-1-12z\"/><circle class=bone cx=68 cy=279 r=4 /><path class=bone d=\"M74 276h7c2 4 1 8-2 9l-5-1z\"/>",
        zone: "<rect class=zone x=56 y=250 width=34 height=36 />")
    case .forearm:
      Shapes(
        side:
          "<path class=bone d=\"M64 285h8c0 20-5 44-12 66l2 7-12-2c5-22 11-46 14-71zM75 287h5c0 20-5 46-11 66l1 6h-5c4-24 8-48 10-72z\"/>",
        zone: "<path class=zone d=\"M58 287h26l-12 66h-26z\"/>")
    case .wrist:
      Shapes(
        side:
          "<path class=bone d=\"M49 359l7 1-1 6-8-2zM58 361l6 1-1 6-6-2zM66 362h5l-1 6-5 0zM46 367l7 2-2 6-7-2zM55 370l6 1-1 6-7-2zM63 371l6 0-1 6-6 0z\"/>",
        zone: "<path class=zone d=\"M44 355h32l-4 24-32-4z\"/>")
    case .hand:
      Shapes(
        side:
          "<path class=bone d=\"M40 375l5 1-9 16-5-2zM46 378l5 1-5 19-5-1zM53 379l5 1-2 19-5-1zM60 380l5 0 0 18-5 0zM66 380l4-1 4 15-5 2z\"/><path class=digit d=\"M33 394l-9 13M42 401l-5 20M52 402l-3 23M62 402l1 22M72 398l6 17\"/>",
        zone: "<path class=zone d=\"M36 376h38l12 44-20 10h-26l-22-22z\"/>")
    }
  }

  /// Writes the drawing; links are those of a page at the root of the site.
  static func write(to html: inout HTMLWriter) {
    html.raw("<svg viewBox=\"0 0 320 726\" role=group aria-label=\"Skeleton seen from the front\">")
    // What lies behind is drawn first.
    let order: [SkeletalRegion] = [
      .shoulder, .thorax, .thoracicSpine, .lumbarSpine, .pelvis, .neck, .head, .upperArm, .forearm, .elbow, .wrist,
      .hand,
      .thigh, .hip, .lowerLeg, .knee, .foot, .ankle,
    ]
    for region in order {
      let shapes = shapes(region)
      html.raw("<a href=\"regions/")
      html.text(region.rawValue)
      html.raw(".html\" aria-label=\"")
      html.text(region.name)
      html.raw("\"><title>")
      html.text(region.name)
      html.raw("</title>")
      if shapes.side.utf8CodeUnitCount > 0 {
        html.raw("<g>")
        html.raw(shapes.side)
        if !isMiddle(region) { html.raw(shapes.zone) }
        html.raw("</g><g transform=\"translate(320 0) scale(-1 1)\">")
        html.raw(shapes.side)
        if !isMiddle(region) { html.raw(shapes.zone) }
        html.raw("</g>")
      }
      html.raw(shapes.middle)
      if isMiddle(region) { html.raw(shapes.zone) }
      html.raw("</a>")
    }
    html.raw("</svg>")
  }

  /// Whether the zone spans the middle instead of being mirrored.
  private static func isMiddle(_ region: SkeletalRegion) -> Bool {
    [.head, .neck, .thoracicSpine, .lumbarSpine].contains(region)
  }
}
