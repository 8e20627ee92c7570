//! Waivers that nothing tells apart: a merge that comes out clean says of each what either side did to it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// What a side does to a waiver that was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Did {
    Nothing,
    Away,
    Later(u16),
}

/// Rule, reason (each another one), year.
type Waiver = (usize, String, u16);

fn did() -> impl Strategy<Value = Did> {
    prop_oneof![3 => Just(Did::Nothing), 2 => Just(Did::Away), 2 => (2030_u16..2033).prop_map(Did::Later)]
}

/// The rules of the waivers in the base with what both sides do to them, and the rules of those that each puts in.
type Story = (Vec<(usize, Did, Did)>, Vec<usize>, Vec<usize>);

fn story() -> impl Strategy<Value = Story> {
    let new = || prop::collection::vec(0_usize..2, 0..3);
    (prop::collection::vec((0_usize..2, did(), did()), 0..6), new(), new())
}

fn text(all: &[Waiver]) -> String {
    all.iter().fold("format = 1\n".to_owned(), |text, (rule, reason, year)| {
        format!("{text}\n# About {reason}\n[[waiver]]\nrule = \"r{rule}\"\nreason = \"{reason}\"\nuntil = {year}-01-01\n")
    })
}

fn done(waiver: &Waiver, did: Did) -> Option<Waiver> {
    let (rule, reason, year) = waiver.clone();
    match did {
        Did::Nothing => Some((rule, reason, year)),
        Did::Away => None,
        Did::Later(year) => Some((rule, reason, year)),
    }
}

/// The waivers of a text, as its values.
fn read(text: &str) -> BTreeSet<Vec<String>> {
    let document = parsed(text).unwrap_or_else(|| panic!("no TOML:\n{text}"));
    let Some(waivers) = document.root.get("waiver").and_then(|all| all.get_ref().as_array()) else {
        return BTreeSet::new();
    };
    let said = |table: &toml::de::DeTable<'_>| {
        let keys = ["rule", "reason", "until"].iter();
        keys.map(|key| format!("{:?}", values::leaf(table[*key].get_ref()))).collect()
    };
    waivers.iter().map(|one| said(one.get_ref().as_table().unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clean_is_what_both_did((there, mine, other) in story()) {
        let base: Vec<Waiver> = there.iter().enumerate().map(|(at, (rule, ..))| (*rule, format!("b{at}"), 2027)).collect();
        // Of one that its rule alone tells from others a new one of that rule is a change.
        let many = |rule: &usize| base.iter().filter(|one| one.0 == *rule).count() > 1;
        let new = |rules: &[usize], name: &str| -> Vec<Waiver> {
            let rules = rules.iter().filter(|rule| many(rule)).enumerate();
            rules.map(|(at, rule)| (*rule, format!("{name}{at}"), 2028)).collect()
        };
        let (mine, other) = (new(&mine, "o"), new(&other, "t"));
        let side = |of: fn(&(usize, Did, Did)) -> Did, new: &[Waiver]| -> Vec<Waiver> {
            let old = base.iter().zip(&there).filter_map(|(one, about)| done(one, of(about)));
            old.chain(new.iter().cloned()).collect()
        };
        let (ours, theirs) = (side(|one| one.1, &mine), side(|one| one.2, &other));
        let found = merge(&text(&base), &text(&ours), &text(&theirs), &Markers::default());
        prop_assert_eq!(found.by_lines, None, "{}", found.text);
        let back = merge(&text(&base), &text(&theirs), &text(&ours), &Markers::default());
        prop_assert_eq!(found.conflicts, back.conflicts);
        let torn = there.iter().any(|(_, ours, theirs)| {
            ours != theirs && *ours != Did::Nothing && *theirs != Did::Nothing
        });
        prop_assert!(!torn || found.conflicts > 0, "{}", found.text);
        let (for_ours, for_theirs) = (read(&decided(&found.text, true)), read(&decided(&found.text, false)));
        if found.conflicts == 0 {
            let both = |(one, (_, ours, theirs)): (&Waiver, &(usize, Did, Did))| {
                done(one, if *ours == Did::Nothing { *theirs } else { *ours })
            };
            let wanted: Vec<Waiver> = base.iter().zip(&there).filter_map(both).chain(mine).chain(other).collect();
            prop_assert_eq!(for_ours, read(&text(&wanted)), "{}", found.text);
        } else {
            // What a side changed or put in is there to be taken.
            let (was, all) = (read(&text(&base)), read(&text(&ours)));
            prop_assert!(all.difference(&was).all(|one| for_ours.contains(one)), "{}", found.text);
            let all = read(&text(&theirs));
            prop_assert!(all.difference(&was).all(|one| for_theirs.contains(one)), "{}", found.text);
        }
    }
}
