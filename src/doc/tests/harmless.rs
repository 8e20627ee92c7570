//! What may stand in a document: everything else came from outside and got through.

/// Control and bidi characters.
pub(super) fn hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// To the one good host, to a framework's own page, or to a place relative to the document.
fn leads_nowhere_bad(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap();
    let framework = crate::catalog::framework("annex-iv").unwrap();
    address.starts_with("https://ok.example")
        || framework.address.as_deref() == Some(address)
        || !before_path.contains(':') && !address.starts_with("//") && !address.contains(['\\', '\t'])
}

/// Elements and attributes that the renderer itself writes; anything else came from outside.
pub(super) fn check_html(html: &str, context: &str) {
    const ELEMENTS: &[&str] = &[
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "body",
        "a",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "nav",
        "ul",
        "ol",
        "li",
        "span",
        "main",
        "section",
        "article",
        "label",
        "input",
        "select",
        "option",
        "button",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "defs",
        "g",
        "use",
        "desc",
        "time",
        "rect",
        "path",
        "circle",
        "text",
        "strong",
        "em",
        "del",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "footer",
        "script",
        "!doctype",
    ];
    assert_eq!(html.matches("<script").count(), html.matches("</script>").count(), "{context}");
    assert!(html.matches("<script").count() <= 1, "{context}");
    assert_eq!(html.matches("</style>").count(), 1, "{context}");
    let (before, rest) = html.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let body = rest.split("<script>").next().unwrap();
    for tag in before.split('<').skip(1).chain(body.split('<').skip(1)) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap().to_lowercase();
        assert!(ELEMENTS.contains(&name.as_str()), "<{name} in {context}");
        // Outside of quotes only names of attributes are left.
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.split_whitespace().any(|word| word.starts_with("on")), "<{tag}> in {context}");
    }
    for address in body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(leads_nowhere_bad(address), "{address} in {context}");
    }
    assert!(!body.contains(hidden), "{context}");
    assert!(!html.contains("&#x202e;") && !html.contains("&#27;"), "{context}");
    assert!(!html.lines().any(|line| line.trim_start().starts_with("::")), "{context}");
    assert!(!html.contains("##["), "{context}");
}

/// What a Markdown reader makes of it: no HTML but anchors and line breaks, no image, no link out of line.
pub(super) fn check_markdown(markdown: &str, context: &str) {
    use pulldown_cmark::{Event, Options as Reader, Parser, Tag, TagEnd};
    let reader = Reader::ENABLE_TABLES | Reader::ENABLE_STRIKETHROUGH | Reader::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(markdown, reader);
    assert_eq!(parser.reference_definitions().iter().count(), 0, "{context}");
    let mut anchors = 0;
    let mut quoted = 0;
    for event in parser {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quoted += 1,
            Event::End(TagEnd::BlockQuote(_)) => quoted -= 1,
            Event::Start(Tag::Heading { .. }) => assert_eq!(quoted, 0, "a heading in an answer in {context}"),
            Event::InlineHtml(html) if &*html == "<a id=\"resources\">" => anchors += 1,
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = html.starts_with("<a id=\"") && !html.contains('\n')
                    || &*html == "</a>"
                    || &*html == "<br>";
                assert!(own, "{html} in {context}");
            }
            Event::Text(text) => assert!(!text.contains(hidden), "{text} in {context}"),
            Event::Start(Tag::Image { dest_url, .. }) => panic!("image {dest_url} in {context}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(leads_nowhere_bad(&dest_url), "{dest_url} in {context}");
            }
            _ => {}
        }
    }
    assert!(anchors <= 1, "{context}");
    assert!(!markdown.lines().any(|line| line.trim_start().starts_with("::")), "{context}");
}
