//! The JSON Schemas of reports, generated from their types and held against `docs/schema/`.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::Report;

/// Holds the committed schema of a report against its type; `FORMWORK_UPDATE=1` writes it.
#[expect(clippy::disallowed_methods, reason = "on demand the schemas are written anew")]
pub(super) fn holds<R: Report + JsonSchema>(name: &str) {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<R>().to_value();
    schema["title"] = Value::from(R::SCHEMA);
    let properties = schema["properties"].as_object_mut().expect("a report is an object");
    properties.insert("schema".to_owned(), json!({ "const": R::SCHEMA }));
    let required = schema["required"].as_array_mut().expect("a report has required keys");
    required.insert(0, Value::from("schema"));
    let text = crate::source::json(&schema);
    let path = format!("{}/docs/schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, text, "FORMWORK_UPDATE=1 writes {path} anew");
}
