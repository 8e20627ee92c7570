//! JSON Schema draft-07 of the files, made from the same list of keys that reading checks against.
//! Plain keywords only: editors' validators stop at older drafts.

use serde_json::{Map, Value, json};

use super::keys::{ComponentKey, FORMAT, PolicyKey, QuestionPolicyKey, SetKey, StampKey};
use crate::model::{AnswerKey, Choose, Form, Keys, Kind, MaturityLevel, Spec};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of `formwork.toml`. With a form, its roles and questions are offered by name.
pub fn component_schema(form: Option<&Form>) -> Value {
    let mut schema = object(ComponentKey::SPEC, form);
    schema["properties"]["format"] =
        json!({ "const": FORMAT, "description": "The version of these files' format." });
    schema["required"] = json!(["format"]);
    if let Some(form) = form {
        schema["definitions"] = json!({ "role": map("role", &kind(Kind::Texts, None), form), "question": map("question", &object(QuestionPolicyKey::SPEC, None), form) });
    }
    headed(schema, "formwork.toml")
}

/// The schema of the stage files of a form: one property a question, closed.
pub fn answers_schema(form: &Form) -> Value {
    let questions: Map<String, Value> = form
        .questions
        .iter()
        .map(|question| {
            let about = format!("{} Examples: {}", question.text, question.examples_text);
            let mut property = json!({ "description": about, "allOf": [{ "$ref": "#/definitions/answer" }] });
            if !question.choices.is_empty() {
                let most = if question.choose == Choose::One { 1 } else { question.choices.len() };
                property["properties"] = json!({
                    "choice": { "type": "array", "items": { "enum": question.choices }, "maxItems": most },
                });
            }
            (question.id.as_str().to_owned(), property)
        })
        .collect();
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": questions,
        "definitions": { "answer": object(AnswerKey::SPEC, Some(form)) },
    });
    headed(schema, &format!("Answers to {}", form.id))
}

/// The schema of `reviews.toml`: a table a question of the form, in it a stamp a role.
pub fn reviews_schema(form: &Form) -> Value {
    let mut stamp = object(StampKey::SPEC, None);
    stamp["required"] = json!(["hash"]);
    let questions: Map<String, Value> = form
        .questions
        .iter()
        .map(|question| {
            let roles = json!({ "description": question.text, "allOf": [{ "$ref": "#/definitions/roles" }] });
            (question.id.as_str().to_owned(), roles)
        })
        .collect();
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": questions,
        "definitions": { "stamp": stamp, "roles": map("role", &json!({ "allOf": [{ "$ref": "#/definitions/stamp" }] }), form) },
    });
    headed(schema, &format!("Reviews of answers to {}", form.id))
}

/// The schema of a team's own set.
pub fn set_schema() -> Value {
    headed(object(SetKey::SPEC, None), "A set of questions")
}

/// The schema of a policy.
pub fn policy_schema() -> Value {
    headed(object(PolicyKey::SPEC, None), "A policy for many components")
}

fn headed(schema: Value, title: &str) -> Value {
    let mut head = Map::new();
    head.insert("$schema".into(), DRAFT.into());
    head.insert("title".into(), title.into());
    head.insert("x-tombi-toml-version".into(), "v1.0.0".into());
    if let Value::Object(body) = schema {
        head.extend(body);
    }
    Value::Object(head)
}

fn object(spec: Spec, form: Option<&Form>) -> Value {
    let properties: Map<String, Value> = spec
        .iter()
        .map(|key| {
            let mut value = kind(key.kind, form);
            if value.get("$ref").is_some() {
                value = json!({ "allOf": [value] }); // what stands beside a `$ref` is not read
            }
            value["description"] = key.about.into();
            (key.name.to_owned(), value)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn kind(kind: Kind, form: Option<&Form>) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Integer => json!({ "type": "integer" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Range => {
            json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 })
        }
        Kind::Scalar => json!({ "type": ["number", "string", "boolean"] }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => date(),
        Kind::DateOrLevel => json!({ "anyOf": [date(), { "enum": MaturityLevel::WORDS }] }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Condition => json!({ "anyOf": [
            { "type": "boolean" },
            { "type": "string" },
            { "type": "array", "items": { "type": "string" } },
        ] }),
        Kind::Table(spec) => object(spec, form),
        Kind::Tables(spec) => json!({ "type": "array", "items": object(spec, form) }),
        Kind::Map(names, of) => match (names, form) {
            ("role" | "question", Some(_)) => json!({ "$ref": format!("#/definitions/{names}") }),
            _ => json!({ "type": "object", "additionalProperties": self::kind(*of, form) }),
        },
    }
}

fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

/// A table whose keys are a form's roles or questions. Sets may add more, so other names stay allowed.
fn map(names: &str, value: &Value, form: &Form) -> Value {
    let described = |(name, about): (String, String)| {
        let mut value = value.clone();
        value["description"] = about.into();
        (name, value)
    };
    let properties: Map<String, Value> = match names {
        "role" => {
            form.roles.iter().map(|role| described((role.id.to_string(), role.about.clone()))).collect()
        }
        _ => form.questions.iter().map(|one| described((one.id.to_string(), one.text.clone()))).collect(),
    };
    json!({ "type": "object", "properties": properties, "additionalProperties": value })
}
/// Returns the JSON schemas of a component's files, each with its path below the component, in the folder of the stage
/// files that a fresh component has.
pub(crate) fn schemas(form: &Form) -> [(String, String); 2] {
    [
        ("formwork/schema/component.json".to_owned(), crate::source::json(&component_schema(Some(form)))),
        ("formwork/schema/answers.json".to_owned(), crate::source::json(&answers_schema(form))),
    ]
}
