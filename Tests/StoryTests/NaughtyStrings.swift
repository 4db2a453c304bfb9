/// Names that somebody, or something, may give a model, a key, a team, a use case or a task.
enum NaughtyStrings {
  static let markup = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "\" autofocus onfocus=alert(1) x=\"",
    "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>", "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<style>*{display:none}</style>", "<link rel=stylesheet href=//x.example/x.css>", "<base href=//x.example/>",
    "<meta http-equiv=refresh content=0;url=//x.example>", "<form action=//x.example><button>x", "<!--", "-->",
    "<!-- --><script>x</script>", "<![CDATA[<script>x</script>]]>", "]]>", "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;", "&lt;script&gt;", "&#60;script&#62;",
    "&amp;amp;",
    "&", "&;", "&#x0;", "<", ">", "\"", "'", "`", "<b", "</main></body></html>", "<plaintext>", "<xmp>",
    "<details open>",
    "<noscript><p title=\"</noscript><img src=x>\">", "<template><img src=x>", "<input onfocus=alert(1) autofocus>",
    "<video><source onerror=alert(1)>", "<object data=x>", "<embed src=x>", "<marquee onstart=alert(1)>",
    "<table><tr><td>x", "<select><option>x", "<textarea>", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd",
    "//x.example/x.png", "https://x.example/?a=1&b=2#c", "{{company}}", "{{{html}}}", "{{#figures}}",
    "{{>parts/table}}",
    "{{=<% %>=}}", "{{!", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%7B%7B", "\\u003cscript\\u003e", "\\x3cscript\\x3e",
  ]

  /// To Swift each of these marks is one character with what stands before it.
  static let melted = [
    "\"\u{301} autofocus onfocus=alert(1) x=\"", "<\u{338}script>alert(1)", "'\u{300} onclick=alert(1)", "&\u{300}lt;",
    "x\"\u{301};=1+1", "=\u{301}1+1", "\"\u{200D}", "<\u{FE0F}b>", "x>\u{301}",
  ]

  static let formulas = [
    "=1+1", "=cmd|'/c calc'!A0", "=HYPERLINK(\"https://x.example\",\"x\")", "+1+1", "-1+1", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1,1)", "=1+1\";=1+1", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM", "'=1+1", "\"=1+1\"", ";=1+1",
    ",=1+1", "ID", "ID;x", "=", "-", "+", "@", " =1+1", "%0A=1+1", "|cmd", "a;b,c\"d\"", "\"", "\"\"", "a\r\nb",
  ]

  static let drawings = [
    "</text><script>alert(1)</script>", "</svg><img src=x>", "</desc></title>", "<use href=\"x.svg#a\"/>",
    "<foreignObject><p>x</p></foreignObject>", "<animate onbegin=alert(1) />",
    "<set attributeName=href to=javascript:x>",
    "url(#x)", "url(//x.example/x)", "expression(alert(1))", "M0 0L1 1", "fill:url(x)",
  ]

  static let markdown = [
    "[x](javascript:alert(1))", "![x](//x.example/x.png)", "[x]: javascript:alert(1)", "<https://x.example>",
    "**x**", "__x__", "# x", "- [x] R9.9 x", "1. x", "> x", "```", "~~~", "---", "***", "| a | b |", "\\[x\\]", "[^1]",
    "[^1]: x", "a  ", "\\", "*", "_", "~~x~~", "[", "](", "![", "[[x]]", "www.x.example", "x@x",
  ]

  static let characters = [
    "\u{202E}txt.exe", "Cla\u{202E}edu", "\u{2066}x\u{2069}", "\u{200B}", "a\u{200B}b", "\u{FEFF}x", "\u{2028}x",
    "x\u{2029}", "x\u{0}y", "\u{1}\u{2}\u{7}\u{8}", "\u{1B}[31mrood", "\u{7F}", "\u{85}x", "\u{FFFE}", "\u{FFFF}x",
    "😀", "👩‍👩‍👧‍👦", "🇳🇱🇳🇱", "👍🏿", "é", "e\u{301}", "ﬁ", "İstanbul", "ı", "ẞ", "ǅ", "Ω", "مرحبا", "שלום", "日本語", "ประเทศไทย",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "\u{300}x", "𝒳𝓎𝓏", "１２３", "½", "…", "„x”", "\u{A0}", "\u{3000}x", "ＡＢ＜ｓ＞", "‹script›", "＜script＞",
    "ﷺ", "x\u{E000}", "\u{E0001}x", "𐍈", "a\u{AD}b", "﷽﷽﷽", "Ａ．．／ｘ",
  ]

  static let names = [
    "../x", "../../../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\x", "con", "CON.txt", "nul", "aux", "com1",
    "lpt9",
    ".", "..", "~", "~root", "-rf", "--help", ".htaccess", "index.html", "numbers.json", "style.css", "x/y/z", "a:b",
    "a*b?c", "a|b", "a b", "total", "not-attributed", "other", "unknown", "null", "undefined", "NaN", "Infinity",
    "true",
    "false", "__proto__", "constructor", "hasOwnProperty", "0", "-1", "1e9", "0x1F", "1,000.00", "1.000,00", "1/0",
    "2026-W47", "spend.total@2026-W47", "[useCase=x]", "a=b", "robert'); drop table entries;--", "' or 1=1 --",
    "%s%n%d",
    "%00", "$(reboot)", "`reboot`", "; rm -rf /", "& dir", "|| true", "\\\\server\\share",
    "Donaudampfschifffahrtselektrizitatenhauptbetriebswerkbauunterbeamtengesellschaft",
    String(repeating: "a", count: 300), String(repeating: "W", count: 300), String(repeating: "é", count: 150),
    String(repeating: "😀", count: 80), String(repeating: "<b>", count: 100),
  ]

  /// Each once, also to those who take two spellings of a letter for one.
  static let all = (markup + melted + formulas + drawings + markdown + characters + names).reduce(into: [String]()) {
    if !$0.contains($1) { $0.append($1) }
  }

  /// Those that a line of text can hold: for YAML and Markdown, which people write by hand.
  static let ofOneLine = all.filter { text in
    !text.unicodeScalars.contains { $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}" }
      && !text.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint || $0.value == 0xFEFF }
      && text.contains { !$0.isWhitespace }
  }
}
