mod corpus;
mod documents;
mod filter;
mod frameworks;
mod graph;
mod harmless;
mod hostile;
mod narrow;
mod page;
mod quiet;
mod sets;
mod traceability;
mod wording;

use std::path::Path;

use super::{Options, format, formats, kind, kinds};
use crate::model::Loaded;
use crate::query::View;
use crate::sample::{example, load};

/// A component in a folder of its own, from the text of its files.
fn component(settings: &str, stages: &[(&str, &str)]) -> Loaded {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "formwork.toml", settings);
    for (stage, text) in stages {
        put(dir.path(), &format!("formwork/{stage}.toml"), text);
    }
    load(dir.path())
}

fn put(dir: &Path, name: &str, text: &str) {
    use std::io::Write;
    let path = dir.join(name);
    std::fs::DirBuilder::new().recursive(true).create(path.parent().unwrap()).unwrap();
    let mut file = std::fs::File::options().write(true).create_new(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

fn rendered(component: &Loaded, kind_id: &str, options: &Options, format_id: &str) -> String {
    let view = View::new(component, None);
    let options = &Options {
        framework: options.framework.or(crate::catalog::framework("annex-iv").ok()),
        background: Some(|| crate::catalog::background().ok()),
        ..options.clone()
    };
    let document = kind(kind_id).unwrap().document(&view, options);
    (format(format_id).unwrap().render)(&document)
}

/// Every document of a component in every format, with its name.
fn all(component: &Loaded) -> Vec<(String, String)> {
    let names = kinds().iter().flat_map(|kind| formats().iter().map(|format| (kind.id, format.id)));
    names
        .map(|(kind, format)| {
            (format!("{kind}.{format}"), rendered(component, kind, &Options::default(), format))
        })
        .collect()
}
