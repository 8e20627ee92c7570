use super::View;
use crate::model::hash_scheme;

/// How many of the sign-offs that the component asks for at a question are not there: nobody stamped it in that role, or
/// it changed since. None as long as it is open or not required. What a policy asks for is not known here.
pub fn awaited_sign_offs(view: &View<'_>, question: usize) -> usize {
    if !(view.required[question].required && view.judgeable[question] && view.states[question].is_settled()) {
        return 0;
    }
    let component = view.component;
    let id = component.form.questions[question].id.as_str();
    let own = component.settings.questions.iter().filter(|own| own.question.value == id);
    let mut roles: Vec<&str> = own.flat_map(|own| &own.sign_off).map(|role| role.value.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    let signed = |role: &&str| {
        view.reviewed(question).any(|one| {
            component.form.roles[one.role].id.as_str() == *role
                && !(one.changed || one.reworded)
                && hash_scheme(&one.of(component).hash.value) == Some(1)
        })
    };
    roles.iter().filter(|role| !signed(role)).count()
}
