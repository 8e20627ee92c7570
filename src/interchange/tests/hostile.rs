//! Sheets that no one would write by hand.

use super::*;

#[test]
fn a_hostile_sheet_is_read_in_one_go() {
    let component = component(&[]);
    let line = "x".repeat(10_000_000);
    let long =
        format!("{line}\n<!-- formwork: privacy 1:e3b0c44298fc -->\n{line}\n<!-- answer -->\n{line}\0\n");
    let imported = import_into(&component, &long, &ImportOptions::default());
    assert_eq!((imported.outcomes.len(), imported.strays.len()), (1, 2));
    let section = |n| format!("<!-- formwork: q{n} 1:e3b0c44298fc -->\n<!-- answer -->\nx\n");
    let many: String = (0..100_000).map(section).collect();
    let imported = import_into(&component, &many, &ImportOptions::default());
    assert_eq!((imported.strays.len(), imported.changes.len()), (100_000, 0));
    let same = "<!-- formwork: privacy 1:e3b0c44298fc -->\n<!-- answer -->\n".repeat(100_000);
    assert_eq!(read(&same).sections.len(), 1);
}
