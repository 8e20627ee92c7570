//! The bundled examples that `init --from` copies.

/// A complete component with real content.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Its name: the folder below `examples/`.
    pub name: &'static str,
    /// Its files: path below the component, text.
    pub files: &'static [(&'static str, &'static str)],
}

macro_rules! example {
    ($name:literal: $($file:literal),* $(,)?) => {
        Example { name: $name, files: &[$(($file, include_str!(concat!("../../examples/", $name, "/", $file)))),*] }
    };
}

/// All bundled examples.
pub fn examples() -> &'static [Example] {
    const EXAMPLES: &[Example] = &[
        example!("elephant-enclosure": "formwork.toml", "formwork/scoping.toml", "formwork/data.toml",
            "formwork/modeling.toml", "formwork/deployment.toml"),
        example!("elephant-enclosure-complete": "formwork.toml", "formwork/scoping.toml", "formwork/data.toml",
            "formwork/modeling.toml", "formwork/deployment.toml", "docs/case.md", "docs/cameras.md",
            "docs/labelling-guide.md"),
    ];
    EXAMPLES
}
