//! Properties: what holds for every input. `cargo test` draws inputs at random; a target of `fuzz/` draws them from the
//! fuzzer's bytes, or takes the bytes as a text. Both run the same bodies, which lie with the tests of their layers.

use proptest::strategy::Strategy;
#[cfg(fuzzing)]
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
#[cfg(fuzzing)]
use proptest::test_runner::{RngAlgorithm, TestRng};

/// Why a property does not hold: no input could be drawn, or the smallest input found that breaks it.
pub(crate) type Broken = TestError<String>;

/// A property, given what draws its inputs.
#[cfg(fuzzing)]
type Property = fn(&mut TestRunner) -> Result<(), Broken>;

/// A property of any text.
#[cfg(fuzzing)]
type TextProperty = fn(&str) -> Result<(), TestCaseError>;

/// Holds a body against the inputs of a strategy.
#[cfg(test)]
pub(crate) fn hold<S: Strategy>(
    runner: &mut TestRunner,
    strategy: &S,
    body: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> Result<(), Broken> {
    runner.run(strategy, body).map_err(|error| match error {
        TestError::Abort(reason) => TestError::Abort(reason),
        TestError::Fail(reason, input) => TestError::Fail(reason, format!("{input:#?}")),
    })
}

/// The fuzzer draws one input and makes it smaller itself.
#[cfg(all(fuzzing, not(test)))]
pub(crate) fn hold<S: Strategy>(
    runner: &mut TestRunner,
    strategy: &S,
    body: impl Fn(S::Value) -> Result<(), TestCaseError>,
) -> Result<(), Broken> {
    let input = strategy.new_tree(runner).map_err(TestError::Abort)?;
    match body(input.current()) {
        Ok(()) | Err(TestCaseError::Reject(_)) => Ok(()),
        Err(TestCaseError::Fail(reason)) => Err(TestError::Fail(reason, format!("{:#?}", input.current()))),
    }
}

/// Returns what draws a number of random inputs.
#[cfg(test)]
pub(crate) fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

/// Returns the message about a broken property, with its input as it is written in code.
pub(crate) fn message(name: &str, broken: &Broken) -> String {
    match broken {
        TestError::Abort(reason) => format!("{name}: no inputs: {reason}"),
        TestError::Fail(reason, input) => format!("{name}: {reason}\nsmallest input: {input}"),
    }
}

/// Defines properties as `fn name(input in strategy, …) { body }`: each becomes a function for the fuzzer and a test.
/// The bodies use `prop_assert!` and `prop_assert_eq!`. The number before them is that of a test's random inputs.
macro_rules! properties {
    ($cases:expr; $($(#[$meta:meta])* fn $name:ident($($input:pat in $from:expr),+ $(,)?) $body:block)+) => {
        $(
            $(#[$meta])*
            pub(crate) fn $name(
                runner: &mut proptest::test_runner::TestRunner,
            ) -> Result<(), $crate::properties::Broken> {
                $crate::properties::hold(runner, &($($from,)+), |($($input,)+)| {
                    $body
                    Ok(())
                })
            }
        )+

        #[cfg(test)]
        mod drawn_at_random {
            $(
                #[test]
                fn $name() {
                    let held = super::$name(&mut $crate::properties::runner($cases));
                    held.unwrap_or_else(|broken| {
                        panic!("{}", $crate::properties::message(stringify!($name), &broken))
                    });
                }
            )+
        }
    };
}
pub(crate) use properties;

/// Holds one property, chosen by the first byte, against the others. A property of any text gets them as they are, so that
/// the fuzzer can work on the text itself; the others draw their input with the bytes as a seed.
#[cfg(fuzzing)]
fn fuzz(bytes: &[u8], text: Option<TextProperty>, properties: &[(&str, Property)]) {
    let Some((&choice, rest)) = bytes.split_first() else { return };
    if let Some(property) = text.filter(|_| choice % 2 == 0) {
        if let Err(TestCaseError::Fail(reason)) = property(&String::from_utf8_lossy(rest)) {
            panic!("{reason}");
        }
        return;
    }
    let (name, property) = properties[usize::from(choice / 2) % properties.len()];
    let mut seed = [0_u8; 32];
    for (at, byte) in rest.iter().enumerate() {
        seed[at % 32] = seed[at % 32].rotate_left(1) ^ *byte;
    }
    let config = Config { failure_persistence: None, ..Config::default() };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    match property(&mut TestRunner::new_with_rng(config, seed)) {
        Ok(()) | Err(TestError::Abort(_)) => {}
        Err(broken) => panic!("{}", message(name, &broken)),
    }
}

/// Defines a fuzz target over properties of a module.
#[cfg(fuzzing)]
macro_rules! target {
    ($(#[$meta:meta])* $target:ident: $text:expr; $($name:path),+ $(,)?) => {
        $(#[$meta])*
        pub fn $target(bytes: &[u8]) {
            fuzz(bytes, $text, &[$((stringify!($name), $name)),+]);
        }
    };
}

#[cfg(fuzzing)]
mod targets {
    use super::fuzz;
    use crate::interchange::properties as sheet;
    use crate::merge::properties as merge;
    use crate::read::properties as read;
    use crate::read::{requirement_properties as requirement, splice_properties as splice};

    fn reads(text: &str) -> Result<(), proptest::test_runner::TestCaseError> {
        read::text_is_read(text);
        Ok(())
    }

    target! {
        /// Any text is read without a panic, and valid TOML 1.0 without a finding.
        reading: Some(reads); read::generated_toml_1_0_is_accepted, read::no_text_makes_reading_panic,
        read::a_file_that_was_cut_or_overwritten_makes_no_panic
    }
    target! {
        /// An edit changes its value and no other byte.
        splicing: None; splice::setting_touches_a_value_or_puts_in_a_line,
        splice::removing_a_key_cuts_its_bytes_and_no_others, splice::lists_grow_and_shrink_by_one_item,
        splice::a_requirement_is_put_in_behind_the_others, splice::tables_come_and_go_by_whole_lines,
        splice::a_table_moves_byte_for_byte, splice::new_comments_change_comment_lines_and_nothing_else,
        requirement::only_the_comments_right_above_a_requirement_go_with_it,
        requirement::a_requirement_that_was_added_can_be_removed
    }
    target! {
        /// A merge loses nothing that either side wrote.
        merging: Some(merge::text_is_merged); merge::nothing_that_a_side_wrote_is_lost, merge::one_side_alone_is_taken_byte_for_byte,
        merge::any_text_is_merged_without_a_panic
    }
    target! {
        /// Answers come back from a sheet as they went out, and no text is lost.
        sheets: Some(sheet::text_loses_no_word); sheet::any_answers_come_back_as_they_went_out, sheet::any_text_is_read_without_losing_a_word
    }
}
#[cfg(fuzzing)]
pub use targets::{merging, reading, sheets, splicing};
