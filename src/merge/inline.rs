//! Key by key within a table on one line: `depends-on = { add = ["a"], drop = ["b"] }`.

use super::entry::{Text, values};
use crate::model::Edit;
use crate::read::{self, ItemKind, Member, outline};
use crate::source::Span;

/// A key of the table with its written value.
struct Pair<'t> {
    key: &'t str,
    value: &'t str,
}

/// Our line with what they changed in the table; none where a person decides, or where it is written in another way.
pub(super) fn merge(own: &[String], base: &str, mine: &str, other: &str, line: &str) -> Option<String> {
    let texts = [base, mine, other].map(|value| format!("x = {value}\n"));
    let [members_base, members_mine, members_other] =
        [members(&texts[0])?, members(&texts[1])?, members(&texts[2])?];
    let (base, mine, other) = (
        pairs(&texts[0], &members_base)?,
        pairs(&texts[1], &members_mine)?,
        pairs(&texts[2], &members_other)?,
    );
    let of = |pairs: &[Pair<'_>], key: &str| {
        pairs.iter().find(|pair| pair.key == key).map(|pair| pair.value.to_owned())
    };
    let mut text = line.to_owned();
    for Pair { key, value } in &other {
        match (of(&base, key), of(&mine, key)) {
            (None, None) => text = with(&text, key, value)?,
            (Some(was), None) if was == *value => {}
            (Some(_), None) => return None,
            (was, Some(ours)) if ours == *value || was.as_deref() == Some(*value) => {}
            (Some(was), Some(ours)) if was == ours => text = with(&text, key, value)?,
            (was, Some(ours)) => {
                let inner: Vec<String> = own.iter().cloned().chain([(*key).to_owned()]).collect();
                match values(&inner, was.as_deref(), &ours, value, &text) {
                    Text::Ours => {}
                    Text::Theirs => text = with(&text, key, value)?,
                    Text::Made(made) => text = made,
                    Text::Conflict => return None,
                }
            }
        }
    }
    for Pair { key, value } in &mine {
        match of(&base, key) {
            Some(was) if of(&other, key).is_none() && was == *value => {
                let edit = Edit::Remove { table: own.to_vec(), key: (*key).to_owned() };
                text = read::apply(&text, &edit).ok()?;
            }
            Some(_) if of(&other, key).is_none() => return None,
            _ => {}
        }
    }
    Some(text)
}

/// The members of the table on a line.
fn members(line: &str) -> Option<Vec<Member>> {
    match outline(line).into_iter().next()?.kind {
        ItemKind::Pair { inside, value, .. } if line.get(value.clone())?.starts_with('{') => Some(inside),
        _ => None,
    }
}

/// The members of a table with plain keys.
fn pairs<'t>(line: &'t str, members: &'t [Member]) -> Option<Vec<Pair<'t>>> {
    let pair = |member: &'t Member| match member.path.as_slice() {
        [key] => Some(Pair { key, value: line.get(member.value.clone())? }),
        _ => None,
    };
    members.iter().map(pair).collect()
}

/// The line with a member's value as they wrote it, put in where there is none.
fn with(line: &str, key: &str, value: &str) -> Option<String> {
    let item = outline(line).into_iter().next()?;
    let ItemKind::Pair { value: table, inside, .. } = item.kind else { return None };
    let put =
        |span: Span, with: &str| Some(format!("{}{with}{}", line.get(..span.start)?, line.get(span.end..)?));
    let own = |member: &&Member| matches!(member.path.as_slice(), [name] if name == key);
    if let Some(member) = inside.iter().find(own) {
        return put(member.value.clone(), value);
    }
    let key = read::key(key);
    match inside.last() {
        Some(last) => put(last.span.end..last.span.end, &format!(", {key} = {value}")),
        None => put(table, &format!("{{ {key} = {value} }}")),
    }
}
