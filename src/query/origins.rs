//! Where a question comes from, what it mitigates and what it informs; and back, from such a word to questions.

use super::SelectError;
use super::select::resolve;
use crate::model::{
    Background, Challenge, Code, Form, Framework, Interviewee, Item, Practice, Question, SetQuestion, Theme,
};

/// All that ties one question to its sources and to frameworks.
#[derive(Debug, Default)]
pub struct Origin<'k> {
    /// Problems, then practices.
    pub practices: Vec<&'k Practice>,
    /// Themes of its codes.
    pub themes: Vec<&'k Theme>,
    /// Codes of the interviews.
    pub codes: Vec<&'k Code>,
    /// Who spoke of it.
    pub interviewees: Vec<&'k Interviewee>,
    /// The taxonomy's challenges that it helps with.
    pub challenges: Vec<&'k Challenge>,
    /// The items that an answer informs, by framework.
    pub items: Vec<(&'k Framework, Vec<&'k Item>)>,
}

/// Where a question comes from.
pub fn origin<'k>(background: &'k Background, question: &Question) -> Origin<'k> {
    let id = question.id.as_str();
    let named = |questions: &[String], extras: &[String]| questions.iter().chain(extras).any(|one| one == id);
    let origins = background.origins;
    let codes: Vec<&Code> = origins.codes.iter().filter(|one| named(&one.questions, &one.extras)).collect();
    let frameworks = background.frameworks.iter().filter_map(|&framework| {
        let items: Vec<&Item> = framework.items.iter().filter(|item| item.is_informed_by(id)).collect();
        (!items.is_empty()).then_some((framework, items))
    });
    Origin {
        practices: origins.practices.iter().filter(|one| traces(one, question)).collect(),
        themes: origins
            .themes
            .iter()
            .filter(|theme| codes.iter().any(|code| code.themes.contains(&theme.id)))
            .collect(),
        codes,
        interviewees: origins.interviewees.iter().filter(|one| named(&one.questions, &one.extras)).collect(),
        challenges: background
            .taxonomy
            .challenges
            .iter()
            .filter(|one| named(&one.questions, &one.extras))
            .collect(),
        items: frameworks.collect(),
    }
}

/// Whether a question serves a practice: by the catalog's list, or by what its own file says.
fn traces(practice: &Practice, question: &Question) -> bool {
    practice.questions.iter().chain(&practice.extras).any(|id| id == question.id.as_str())
        || question.traces.contains(&practice.id)
}

/// Words by which questions are chosen for where they come from, as people type them.
#[derive(Debug, Clone, Default)]
pub struct OriginWords {
    /// Challenges.
    pub challenges: Vec<String>,
    /// Problems and practices.
    pub practices: Vec<String>,
    /// Themes.
    pub themes: Vec<String>,
    /// Codes.
    pub codes: Vec<String>,
    /// Frameworks, or `FRAMEWORK:ITEM`.
    pub frameworks: Vec<String>,
}

/// What such words mean in a form.
#[derive(Debug, Default)]
pub struct Chosen<'k> {
    /// The questions of each kind of word that was given; a question must be in all of them.
    pub among: Vec<Vec<usize>>,
    /// Questions of bundled sets that are meant too and that the form does not have.
    pub off: Vec<&'k SetQuestion>,
    /// What each word stands for, in a line: "L2-4: …".
    pub about: Vec<String>,
}

impl OriginWords {
    /// Whether none was given.
    pub fn is_empty(&self) -> bool {
        [&self.challenges, &self.practices, &self.themes, &self.codes, &self.frameworks]
            .iter()
            .all(|words| words.is_empty())
    }

    /// The questions that the words mean. Words resolve without case and by unique prefix.
    pub fn choose<'k>(&self, background: &'k Background, form: &Form) -> Result<Chosen<'k>, SelectError> {
        let origins = background.origins;
        let mut chosen = Chosen::default();
        let challenges = &background.taxonomy.challenges;
        of_kind(&self.challenges, background, form, &mut chosen, |word| {
            let names: Vec<_> = challenges.iter().map(|one| (one.id.as_str(), one.id.as_str())).collect();
            let one = &challenges[resolve("challenge", word, &names)?];
            let instead = one.instead.as_ref().map(|instead| format!(" {instead}")).unwrap_or_default();
            Ok(Meant::ids(&one.questions, &one.extras).about(format!("{}: {}{instead}", one.id, one.text)))
        })?;
        of_kind(&self.practices, background, form, &mut chosen, |word| {
            let practices = &origins.practices;
            let names: Vec<_> = practices.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect();
            let one = &practices[resolve("practice", word, &names)?];
            let mut meant = Meant::ids(&one.questions, &one.extras);
            let own = form.questions.iter().enumerate().filter(|(_, question)| traces(one, question));
            meant.questions.extend(own.map(|(at, _)| at));
            Ok(meant.about(format!("{} {}: {}", one.id, one.title, one.about)))
        })?;
        of_kind(&self.themes, background, form, &mut chosen, |word| {
            let names: Vec<_> =
                origins.themes.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect();
            let theme = &origins.themes[resolve("theme", word, &names)?];
            let codes = origins.codes.iter().filter(|code| code.themes.contains(&theme.id));
            let ids = codes.flat_map(|code| code.questions.iter().chain(&code.extras));
            let meant = Meant { ids: ids.map(String::as_str).collect(), ..Meant::default() };
            Ok(meant.about(format!("{}: {}", theme.title, theme.about)))
        })?;
        of_kind(&self.codes, background, form, &mut chosen, |word| {
            let names: Vec<_> =
                origins.codes.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect();
            let one = &origins.codes[resolve("code", word, &names)?];
            Ok(Meant::ids(&one.questions, &one.extras).about(format!("{}: {}", one.title, one.about)))
        })?;
        of_kind(&self.frameworks, background, form, &mut chosen, |word| items(background, form, word))?;
        Ok(chosen)
    }
}

/// What one word means: ids of the catalog, and questions of the form by index.
#[derive(Default)]
struct Meant<'k> {
    ids: Vec<&'k str>,
    questions: Vec<usize>,
    about: String,
}

impl<'k> Meant<'k> {
    fn ids(questions: &'k [String], extras: &'k [String]) -> Self {
        Self { ids: questions.iter().chain(extras).map(String::as_str).collect(), ..Self::default() }
    }

    fn about(self, about: String) -> Self {
        Self { about, ..self }
    }
}

fn of_kind<'k>(
    words: &[String],
    background: &'k Background,
    form: &Form,
    chosen: &mut Chosen<'k>,
    mean: impl Fn(&str) -> Result<Meant<'k>, SelectError>,
) -> Result<(), SelectError> {
    if words.is_empty() {
        return Ok(());
    }
    let first = chosen.among.is_empty();
    let mut questions = Vec::new();
    let mut off: Vec<&'k SetQuestion> = Vec::new();
    for word in words {
        let meant = mean(word)?;
        chosen.about.push(meant.about);
        questions.extend(meant.questions);
        for id in meant.ids {
            match (form.find(id), background.extra(id)) {
                (Some(at), _) => questions.push(at),
                (None, Some(extra)) if off.iter().all(|known| known.id != extra.id) => off.push(extra),
                _ => {}
            }
        }
    }
    if first {
        chosen.off = off;
    } else {
        chosen.off.retain(|extra| off.iter().any(|other| other.id == extra.id));
    }
    chosen.among.push(questions);
    Ok(())
}

/// `FRAMEWORK` or `FRAMEWORK:ITEM`, where a group's id means all of its items.
fn items<'k>(background: &'k Background, form: &Form, word: &str) -> Result<Meant<'k>, SelectError> {
    let (name, item) = word.split_once(':').map_or((word, None), |(name, item)| (name, Some(item)));
    let framework = resolve_framework(&background.frameworks, name)?;
    let mut meant = Meant::default();
    let mut take = |item: &'k Item| {
        meant.ids.extend(item.questions.iter().chain(&item.extras).map(String::as_str));
        if item.all {
            meant.questions.extend(0..form.questions.len());
        }
    };
    let Some(wanted) = item else {
        // Where one item asks for everything, the framework as a whole would mean every question.
        framework.items.iter().filter(|item| !item.all).for_each(take);
        return Ok(meant.about(framework.title.clone()));
    };
    let same = |id: &str| id.eq_ignore_ascii_case(wanted.trim());
    let names: Vec<_> = framework.items.iter().map(|one| (one.id.as_str(), one.title.as_str())).collect();
    let stands_for = |id: &str, title: &str| format!("{}, {id}: {title}", framework.short);
    let about = if let Some(item) = framework.items.iter().find(|item| same(&item.id)) {
        take(item);
        stands_for(&item.id, &item.title)
    } else if let Some(group) = framework.groups.iter().find(|group| same(&group.id)) {
        framework.in_group(group).for_each(take);
        meant.ids.extend(group.questions.iter().chain(&group.extras).map(String::as_str));
        stands_for(&group.id, &group.title)
    } else {
        let item = &framework.items[resolve("item", wanted, &names)?];
        take(item);
        stands_for(&item.id, &item.title)
    };
    Ok(meant.about(about))
}

/// A framework by id or short title, without case, by unique prefix.
pub fn resolve_framework<'k>(frameworks: &[&'k Framework], word: &str) -> Result<&'k Framework, SelectError> {
    let names: Vec<_> = frameworks.iter().map(|one| (one.id.as_str(), one.short.as_str())).collect();
    resolve("framework", word, &names).map(|at| frameworks[at])
}

#[cfg(test)]
mod tests;
