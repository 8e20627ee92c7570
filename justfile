# Recipes for contributors. `just` alone lists them; CONTRIBUTING.md says when to run which.

# Lists the recipes.
default:
    @just --list

# Everything that continuous integration requires on one machine.
ci: format-check lint docs-check test

# Formats the source.
format:
    cargo fmt

# Fails where the source is not formatted.
format-check:
    cargo fmt --check

# Fails on any warning of the compiler or of clippy.
lint:
    cargo clippy --all-targets --locked -- -D warnings

# Runs all tests, or those whose path contains NAME.
test NAME="":
    cargo test --locked {{ NAME }}

# Records every output anew; read `git diff tests/snapshots` before you commit.
bless:
    INSTA_UPDATE=always cargo test --locked --test integration outputs

# Builds the API documentation, private items included, and opens it.
docs:
    cargo doc --no-deps --locked --document-private-items --open

# Fails where the API documentation has a warning, such as a broken link.
docs-check:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked --document-private-items

# Measures each command beside its floor.
bench:
    cargo bench --locked

# Checks licenses, sources and advisories of the dependencies. Needs cargo-deny.
deny:
    cargo deny --locked check

# Checks spelling. Needs typos.
typos:
    typos

# Compiles for Windows. Needs `rustup target add x86_64-pc-windows-gnu`.
windows:
    cargo check --all-targets --locked --target x86_64-pc-windows-gnu

# Runs a fuzz target: reading, splicing, merging or sheets. Needs nightly Rust and cargo-fuzz.
fuzz TARGET SECONDS="60":
    cargo +nightly fuzz run {{ TARGET }} -- -max_total_time={{ SECONDS }}
