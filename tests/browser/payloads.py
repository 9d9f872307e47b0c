"""Texts that would be markup, script, footnotes or links if anything between the YAML and the page took them for more than text."""

PAYLOADS = (
    "# forged heading", "> forged quote", "- forged list", "1. forged list", "[^forged]: forged footnote", "*[HTML]: forged abbreviation",
    "--- forged rule", "``` forged fence", "~~~ forged fence", "| forged | table |", "!!! forged note", "??? forged details",
    "=== \"forged tab\"", ": forged definition", "{: .forged onclick=alert(1) }", "[forged]: https://forged.example 'reference'",
    "--8<-- \"forged.txt\"", "::: forged.module", "Setext forged ===",
    "<script>window.forged=1</script>", "<img src=forged onerror=window.forged=1>", "<svg onload=window.forged=1>",
    "<a href='javascript:window.forged=1'>forged</a>", "<iframe srcdoc='<script>parent.forged=1</script>'>", "</title><script>window.forged=1</script>",
    "</script><script>window.forged=1</script>", "<!-- forged", "--><script>window.forged=1</script>", "<![CDATA[<b>forged</b>]]>", "<?php forged ?>",
    "<style>*{display:none}</style>", "</div></article></main><b>forged</b>", "<b>forged</b>", "<details open ontoggle=window.forged=1>",
    "<base href=https://forged.example/>", "<meta http-equiv=refresh content=0;url=https://forged.example>", "<form action=https://forged.example>",
    "<math><mi xlink:href='data:x,<script>window.forged=1</script>'>", "<object data=https://forged.example>", "<input autofocus onfocus=window.forged=1>",
    "\" onmouseover=\"window.forged=1", "' onmouseover='window.forged=1", "\"><script>window.forged=1</script>", "` onmouseover=window.forged=1",
    "[forged](javascript:window.forged=1)", "[forged](https://forged.example)", "[forged][forged]", "![forged](https://forged.example/x.png)",
    "<https://forged.example>", "https://forged.example/bare", "mailto:forged@forged.example", "[^forged]", "[@forged-claim]", "text[^1]",
    "**forged**", "_forged_", "~~forged~~", "==forged==", "^^forged^^", "`forged`", "$forged$", "\\(forged\\)", ":smile: :material-bug:",
    "{{ forged }}", "{% forged %}", "{# forged #}", "${forged}", "&lt;script&gt;window.forged=1&lt;/script&gt;", "&#60;b&#62;", "\\<b\\>forged\\</b\\>",
    "{ .forged #forged onclick=x }", "++ctrl+forged++", "H~2~O x^2^", "%3Cscript%3E", "(c) ... -- forged", "\x7f".replace("\x7f", "end \\"),
)  # fmt: skip
