use jiff::civil::Date;

use super::{View, expires_within};

/// The first day, from today on, after which something that was settled for a time is not any more: a required
/// question that is assumed, unknown or deferred, or a waiver. `None` without a day.
pub fn next_expiry(view: &View<'_>) -> Option<Date> {
    let today = view.today?;
    let component = view.component;
    let required = (0..view.required.len()).filter(|&at| view.required[at].required);
    let answers = required.filter_map(|at| expires_within(component, at, today, i64::MAX));
    let waivers = component.settings.waivers.iter().filter_map(|waiver| Some(waiver.until.as_ref()?.value));
    answers.chain(waivers.filter(|&until| until >= today)).min()
}
