use super::*;
use crate::doc::render::{SCRIPT, STYLE};

#[test]
fn style_and_script_are_at_most_25_kilobytes() {
    assert!(STYLE.len() + SCRIPT.len() <= 25 * 1024);
}

#[test]
fn a_page_loads_nothing_from_anywhere() {
    for name in ["elephant-enclosure", "elephant-enclosure-complete"] {
        for (document, html) in all(&example(name)).iter().filter(|(document, _)| document.ends_with("html"))
        {
            for loads in [
                " src=",
                "url(",
                "@import",
                "<iframe",
                "<object",
                "<embed",
                "<base",
                " srcset=",
                " style=",
                " onclick=",
            ] {
                assert!(!html.contains(loads), "{loads} in {document}");
            }
            assert_eq!(html.matches("<link ").count(), 1);
            assert!(html.contains("<link rel=\"icon\" href=\"data:,\">"));
            assert!(html.contains("default-src 'none'; style-src 'sha256-"));
        }
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_also_within_answers() {
    let scoping = "[business-problems]\nanswer = '''\n### deep\n# high\n\n###### deeper\n'''\n";
    let own = component(
        "format = 1\nform = \"mlops-requirements@3\"\n",
        &[("scoping", scoping), ("data", ""), ("modeling", ""), ("deployment", "")],
    );
    for component in [own, example("elephant-enclosure-complete")] {
        for (document, html) in all(&component).iter().filter(|(document, _)| document.ends_with("html")) {
            let mut last = 0;
            for heading in html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
                assert!(heading <= last + 1, "h{last} then h{heading} in {document}");
                last = heading;
            }
            assert_eq!(html.matches("<h1>").count(), 1);
            for landmark in ["<header>", "<main ", "<footer>", "<html lang=\"en\">", "class=\"skip\""] {
                assert!(html.contains(landmark), "{landmark} in {document}");
            }
        }
    }
}

/// A property of the palette, light or dark.
fn colour(scheme: &str, name: &str) -> [f64; 3] {
    let (_, rest) = scheme.split_once(&format!("--{name}:#")).unwrap();
    let hex: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [r, g, b] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_has_a_contrast_of_4_5_and_what_else_matters_3_in_both_schemes() {
    let mut schemes = STYLE.split(":root{").skip(1);
    let (light, dark) = (schemes.next().unwrap(), schemes.next().unwrap());
    assert!(light.starts_with("color-scheme:light dark"));
    for scheme in [light, dark] {
        for text in ["ink", "quiet", "link", "open", "done", "wait"] {
            for ground in ["bg", "panel"] {
                let found = contrast(colour(scheme, text), colour(scheme, ground));
                assert!(found >= 4.5, "{text} on {ground}: {found}");
            }
        }
        for text in ["ink", "open", "quiet", "link"] {
            assert!(contrast(colour(scheme, text), colour(scheme, "open-bg")) >= 4.5, "{text} on open-bg");
        }
        for shape in ["bar", "open-line", "quiet", "link"] {
            assert!(contrast(colour(scheme, shape), colour(scheme, "bg")) >= 3.0, "{shape}");
        }
    }
}

#[test]
fn headings_of_answers_are_as_large_in_a_table_as_under_a_question() {
    // In a table they begin at another level, which must not show.
    let (_, rule) = STYLE.split_once(".answer :is(h2,h3,h4,h5,h6){").unwrap();
    assert!(rule.split('}').next().unwrap().contains("font-size:1rem"));
}

#[test]
fn a_wide_document_is_printed_across_and_questions_may_go_over_the_end_of_a_page() {
    let (_, print) = STYLE.split_once("@media print{").unwrap();
    assert!(print.contains("@page wide{size:landscape"));
    assert!(print.contains(".wide{page:wide}"));
    let whole = print.lines().find(|line| line.contains("break-inside:avoid")).unwrap();
    assert!(!whole.contains("article"), "{whole}");
}

#[test]
fn where_there_is_nothing_to_list_the_contents_take_no_room() {
    let entries =
        [crate::doc::IndexEntry { id: "a".into(), name: "a".into(), ..crate::doc::IndexEntry::default() }];
    let index = (format("html").unwrap().render)(&crate::doc::index("All", &entries));
    assert!(index.contains("<body class=\"alone\">") && !index.contains("class=\"side\""), "{index}");
    let complete = example("elephant-enclosure-complete");
    let page = rendered(&complete, "requirements", &Options::default(), "html");
    assert!(page.contains("<body class=\"text\">") && page.contains("class=\"side\""));
}

#[test]
fn tables_of_the_same_kind_below_each_other_have_the_same_columns() {
    let page = rendered(&example("elephant-enclosure-complete"), "maturity", &Options::default(), "html");
    let columns = |table: &str| table.split("<thead>").next().unwrap().matches("<col width=").count();
    let challenges = || page.split("<table>").filter(|table| table.contains(">Challenge</th>"));
    assert!(challenges().count() > 1);
    assert!(challenges().all(|table| columns(table) == 3));
}

#[test]
fn the_style_marks_states_as_the_drawing_does() {
    for &state in crate::model::State::ALL {
        let own = format!(".state.{}", state.class());
        let rule = STYLE.lines().find(|line| line.starts_with(&own) && line.contains("::before"));
        let mark = rule.or_else(|| STYLE.lines().find(|line| line.starts_with(".state::before"))).unwrap();
        assert!(mark.contains(&format!("content:\"{} \"", state.mark())), "{state:?}: {mark}");
    }
}
