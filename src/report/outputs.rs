/// An output whose JSON has a published schema.
#[derive(Debug)]
pub struct Output {
    /// Its word on the command line: `list`.
    pub name: &'static str,
    /// The JSON Schema, as `docs/schema/` holds it.
    pub schema: &'static str,
}

/// Lists outputs by name, with the file of each one's schema; a test generates the files from the types.
macro_rules! outputs {
    ($($name:literal => $report:ty),* $(,)?) => {
        static OUTPUTS: &[Output] = &[$(Output {
            name: $name,
            schema: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/", $name, ".json")),
        }),*];

        #[cfg(test)]
        mod tests {
            #[test]
            fn schemas_are_generated_from_the_types() {
                $(super::super::schemas::holds::<$report>($name);)*
            }
        }
    };
}

outputs! {
    "catalog" => crate::report::CatalogList<'static>,
    "catalog-diff" => crate::report::CatalogDiff<'static>,
    "form" => crate::report::FormPage<'static>,
    "framework" => crate::report::FrameworkPage<'static>,
    "frameworks" => crate::report::Frameworks<'static>,
    "set" => crate::report::SetPage<'static>,
    "maturity" => crate::report::MaturityPage<'static>,
    "maturity-workspace" => crate::report::MaturityTable,
    "rule" => crate::report::RulePage<'static>,
    "rules" => crate::report::Rules<'static>,
}

/// Returns all outputs with a published schema.
pub fn outputs() -> &'static [Output] {
    OUTPUTS
}

/// Finds an output by its name.
pub fn output(name: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.name == name)
}
