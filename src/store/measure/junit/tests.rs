use crate::model::Outcome;

fn ended(xml: &str, case: &str) -> Result<Outcome, String> {
    super::parse(xml).and_then(|tests| super::look_up(&tests, case))
}

const REPORT: &str = r#"<testsuites><testsuite name="pytest">
    <testcase classname="tests.test_model.TestRecall" name="test_night[north-a.b]"/>
    <testcase classname="tests.test_model.TestRecall" name="test_night[south]"><skipped message="dark"/></testcase>
    <testcase classname="tests.test_other" name="test_same"><failure message="a &lt; b"/><system-out><![CDATA[<failure/>]]></system-out></testcase>
    <testcase classname="tests.test_more" name="test_same"><properties><property name="error"/></properties></testcase>
    <testcase classname="tests.test_more" name="test_off"><skipped/></testcase>
  </testsuite>
  <testsuite name="svc::it"><testcase classname="svc::it" name="latency::p95"><flakyFailure message="first try"/></testcase></testsuite>
</testsuites>"#;

#[test]
fn tests_are_found_by_the_names_that_people_and_tools_give_them() {
    let dark = |of| Ok(Outcome::NotRun { not_run: 1, of, message: "dark".into() });
    for name in [
        "test_night",
        "tests.test_model.TestRecall::test_night",
        "tests/test_model.py::TestRecall::test_night",
        "tests.test_model.TestRecall",
    ] {
        assert_eq!(ended(REPORT, name), dark(2), "{name}");
    }
    assert_eq!(ended(REPORT, "test_night[north-a.b]"), Ok(Outcome::Passed(1)));
    assert_eq!(ended(REPORT, "test_night[south]"), dark(1));
    for name in ["latency::p95", "svc::it::latency::p95", "svc::it"] {
        assert_eq!(ended(REPORT, name), Ok(Outcome::Passed(1)), "{name}");
    }
    assert_eq!(ended(REPORT, "test_off"), Ok(Outcome::NotRun { not_run: 1, of: 1, message: String::new() }));
    assert_eq!(ended(REPORT, "tests.test_more::test_same"), Ok(Outcome::Passed(1)));
    let failed = |of| Ok(Outcome::Failed { failed: 1, of, message: "a < b".into() });
    assert_eq!(ended(REPORT, "test_same"), failed(2), "any failure among several fails");
    assert_eq!(ended(REPORT, "pytest"), failed(5));
    assert_eq!(ended(REPORT, "test_smae").unwrap_err(), "has no test `test_smae`; did you mean `test_same`?");
    assert!(ended(REPORT, "night").is_err(), "a part of a name is no name");
}

#[test]
fn a_test_that_is_not_there_is_answered_with_names_that_are() {
    for (wanted, said) in [
        ("test_of", "; did you mean `tests.test_more::test_off`?"),
        ("tests/test_more.py::test_sam", "; did you mean `tests.test_more::test_same`?"),
        ("latencies", "; it has tests.test_model.TestRecall::test_night[north-a.b], "),
    ] {
        let why = ended(REPORT, wanted).unwrap_err();
        assert!(why.contains(said), "{why}");
        let (_, names) = why.split_once([';', '?']).unwrap();
        let names =
            names.trim_start_matches(" did you mean").trim_start_matches(" it has").replace(['`', '?'], "");
        for name in names.split(", ").map(str::trim).filter(|name| *name != "…") {
            assert!(ended(REPORT, name).is_ok(), "{name}");
        }
    }
}

#[test]
fn entities_are_not_resolved_and_what_is_no_report_is_said() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n\
        <testsuite name=\"&b;\"><testcase name=\"t\"><failure message=\"&f; &b;\">&b;</failure></testcase></testsuite>";
    assert_eq!(ended(bomb, "t").unwrap_err(), "has a document type, which is not read");
    let unknown = "<testsuite name=\"&b;\"><testcase name=\"t\"><failure message=\"&f; &b;\">&b;</failure></testcase></testsuite>";
    let failed = ended(unknown, "t").unwrap();
    assert_eq!(failed, Outcome::Failed { failed: 1, of: 1, message: "&f; &b;".into() });
    for (xml, why) in [
        ("<testsuite><testcase name=\"t\">", "ends too soon"),
        ("<testsuite></testcase>", "is not XML"),
        ("<testsuite><testcase name=\"t/></testsuite>", "is not XML"),
        ("{}", "is no JUnit report"),
        ("", "is no JUnit report"),
        ("<html/>", "is no JUnit report"),
        ("<testsuite><testcase name=\"t\" status=\"passed\" status=\"failed\"/></testsuite>", "is not XML"),
        (
            "<testsuite><testcase name=\"t\"><system-out a=\"1\" a=\"2\"/></testcase></testsuite>",
            "is not XML",
        ),
        ("<testsuite><testcase name=\"t\"/></testsuite><testsuite/>", "more stands behind its end"),
        ("<testsuite><testcase name=\"t\"/></testsuite> and", "more stands behind its end"),
    ] {
        assert!(ended(xml, "t").unwrap_err().contains(why), "{xml}: {:?}", ended(xml, "t"));
    }
    let deep = "<testsuite>".repeat(100_000);
    assert!(ended(&deep, "t").unwrap_err().contains("ends too soon"));
}

#[test]
fn a_test_passed_where_it_ran_and_nothing_says_otherwise() {
    let of = |attributes: &str, inside: &str| {
        let xml = format!(
            "<testsuite xmlns:x=\"urn:x\"><testcase name=\"t\" {attributes}>{inside}</testcase></testsuite>"
        );
        match ended(&xml, "t") {
            Ok(Outcome::Passed(1)) => "passed".to_owned(),
            Ok(Outcome::Failed { message, .. }) => format!("failed: {message}"),
            Ok(Outcome::NotRun { message, .. }) => format!("not run: {message}"),
            other => panic!("{other:?}"),
        }
    };
    for (attributes, inside, how) in [
        ("", "", "passed"),
        ("status=\"run\" result=\"completed\"", "", "passed"),
        ("status=\"Passed\"", "<system-out><failure/></system-out>", "passed"),
        ("", "<properties><property name=\"a\"><error/></property></properties>", "passed"),
        ("", "<flakyFailure message=\"once\"/><flakyError/>", "passed"),
        ("status=\"notrun\" result=\"suppressed\"", "", "not run: `status` is `notrun`"),
        ("status=\"run\" result=\"skipped\"", "", "not run: `result` is `skipped`"),
        ("status=\"who knows\"", "", "not run: `status` is `who knows`"),
        ("", "<disabled/>", "not run: "),
        ("status=\"disabled\"", "<skipped message=\"Disabled\"/>", "not run: Disabled"),
        ("", "<skipped><![CDATA[no GPU\nhere]]></skipped>", "not run: no GPU"),
        ("", "<skipped type=\"pytest.xfail\" message=\"known\"/>", "not run: known"),
        ("status=\"failed\"", "", "failed: `status` is `failed`"),
        ("status=\"fail\"", "<failure message=\"Failed\"/>", "failed: Failed"),
        ("", "<failure>\n  a &lt; b &#x2014; c\n  at line 3</failure>", "failed: a < b \u{2014} c"),
        ("", "<x:failure message=\"m\"/>", "failed: m"),
        ("", "<steps><step><failure message=\"m\"/></step></steps>", "failed: m"),
        ("", "<rerunFailure message=\"again\"/>", "failed: again"),
        ("", "<failure message=\"last\"/><rerunError message=\"again\"/>", "failed: last"),
        ("", "<flakyFailure/><failure message=\"last\"/>", "failed: last"),
        ("", "<skipped/><error message=\"on teardown\"/>", "failed: on teardown"),
        ("Executed=\"true\" success=\"True\" outcome=\"passed\"", "", "passed"),
        ("executed=\"False\"", "", "not run: `executed` is `False`"),
        ("success=\"false\"", "", "failed: `success` is `false`"),
        ("outcome=\"failed\"", "", "failed: `outcome` is `failed`"),
        ("state=\"skipped\"", "", "not run: `state` is `skipped`"),
        ("x:status=\"failed\"", "", "failed: `status` is `failed`"),
        ("result=\"0 passed\"", "", "not run: `result` is `0 passed`"),
        ("skipped=\"1\"", "", "not run: `skipped` is `1`"),
        ("failures=\"0\" skipped=\"0\"", "", "passed"),
        ("", "<pending/>", "not run: "),
        ("", "<todo message=\"later\"/>", "not run: later"),
        ("", "<inconclusive/>", "not run: "),
    ] {
        assert_eq!(of(attributes, inside), how, "{attributes} {inside}");
    }
}

#[test]
fn a_suite_that_counts_more_failures_than_it_tells_of_leaves_its_tests_open() {
    let doubt = |xml: &str, case: &str| ended(xml, case).unwrap_err();
    let lost = "<testsuites failures=\"1\"><testsuite name=\"a\" failures=\"1\"><testcase name=\"t\"/></testsuite>\
        <testsuite name=\"b\" failures=\"0\"><testcase name=\"u\"/></testsuite></testsuites>";
    assert_eq!(
        doubt(lost, "t"),
        "does not say that `t` passed: the suite `a` counts 1 failure, and its tests tell of 0"
    );
    assert_eq!(ended(lost, "u"), Ok(Outcome::Passed(1)), "what one suite lost is none of another's");
    let root = "<testsuites errors=\"2\"><testsuite name=\"a\"><testcase name=\"t\"/><testcase name=\"u\"><error/></testcase>\
        </testsuite></testsuites>";
    assert!(doubt(root, "t").ends_with("its suite counts 2 failures, and its tests tell of 1"));
    assert!(matches!(ended(root, "u"), Ok(Outcome::Failed { .. })));
    let outside = "<testsuite name=\"a\" errors=\"1\"><testcase name=\"t\"/><error message=\"no database\"/></testsuite>";
    assert!(doubt(outside, "t").ends_with("the suite `a` failed outside of its tests: no database"));
    let counts_tries = "<testsuite name=\"a\" failures=\"2\"><testcase name=\"t\"><flakyFailure/><flakyFailure/></testcase></testsuite>";
    assert_eq!(ended(counts_tries, "t"), Ok(Outcome::Passed(1)));
}

#[test]
fn what_a_report_says_and_nobody_understands_leaves_its_tests_open() {
    let doubt = |xml: &str| ended(xml, "t").unwrap_err().replace("does not say that `t` passed: ", "");
    let in_case =
        |inside: &str| doubt(&format!("<testsuite><testcase name=\"t\">{inside}</testcase></testsuite>"));
    for (inside, name) in
        [("<warning/>", "warning"), ("<x:include/>", "include"), ("<steps><step/></steps>", "steps")]
    {
        assert_eq!(in_case(inside), format!("it holds a `{name}`, and what that means is not known"));
    }
    assert!(in_case("<testcase name=\"u\"/>").starts_with("it holds a `testcase`"));
    let suite = |attributes: &str, inside: &str| {
        doubt(&format!("<testsuite name=\"a\" {attributes}>{inside}<testcase name=\"t\"/></testsuite>"))
    };
    for (attributes, inside, said) in [
        (
            "tests=\"1\" skipped=\"1\"",
            "",
            "the suite `a` counts 1 test that did not run, and its tests tell of 0",
        ),
        (
            "skips=\"1\" disabled=\"1\"",
            "<testcase name=\"u\" status=\"notrun\"/>",
            "the suite `a` counts 2 tests that did not run, and its tests tell of 1",
        ),
        ("aborted=\"1\"", "", "the suite `a` counts 1 failure, and its tests tell of 0"),
        ("failures=\"1.0\"", "", "of the suite `a`, `failures` is `1.0`, which is no count"),
        ("errors=\"-1\"", "", "of the suite `a`, `errors` is `-1`, which is no count"),
        ("status=\"failed\"", "", "of the suite `a`, `status` is `failed`, and its tests tell of no failure"),
        ("status=\"skipped\"", "", "of the suite `a`, `status` is `skipped`"),
        ("", "<skipped message=\"no GPU\"/>", "the suite `a` did not run: no GPU"),
    ] {
        assert_eq!(suite(attributes, inside), said);
    }
    let known = "<testsuites skipped=\"2\"><testsuite name=\"a\" status=\"failed\" skipped=\"1\" failures=\"\"><testcase name=\"t\"/>\
        <testcase name=\"u\"><failure/></testcase><testcase name=\"v\" status=\"skipped\"><skipped/></testcase></testsuite>\
        <testsuite name=\"b\"><testcase name=\"w\" executed=\"false\"/></testsuite></testsuites>";
    assert_eq!(ended(known, "t"), Ok(Outcome::Passed(1)), "its other tests tell of all of it");
}

#[test]
fn suites_within_suites_are_a_part_of_the_name() {
    let xml = "<testsuites><testsuite name=\"unit\"><testsuite name=\"Model\"><testcase name=\"fast\" classname=\"M\"/></testsuite>\
        <testsuite name=\"Data\"><testcase name=\"fast\"><failure/></testcase></testsuite></testsuite></testsuites>";
    for name in ["Model", "unit.Model", "unit::Model::fast", "Model.fast", "M.fast", "unit.Model.M.fast"] {
        assert_eq!(ended(xml, name), Ok(Outcome::Passed(1)), "{name}");
    }
    for name in ["unit", "fast"] {
        assert!(matches!(ended(xml, name), Ok(Outcome::Failed { failed: 1, of: 2, .. })), "{name}");
    }
    for name in ["nit.Model.fast", "unit.fast", "odel.fast", "unit.Mod"] {
        assert!(ended(xml, name).is_err(), "{name}");
    }
}

/// What the documentation of each tool shows, shortened.
#[test]
fn reports_of_many_tools_are_read_as_their_tools_mean_them() {
    let pytest = r#"<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="4">
        <testcase classname="tests.test_a" name="test_good" time="0.1"/>
        <testcase classname="tests.test_a" name="test_bad"><failure message="assert 1 == 2">def test_bad()</failure></testcase>
        <testcase classname="tests.test_a" name="test_torn"><error message="failed on teardown with x">E</error></testcase>
        <testcase classname="tests.test_a" name="test_gpu"><skipped type="pytest.skip" message="no GPU">t.py:3</skipped></testcase>
        </testsuite></testsuites>"#;
    let nextest = r#"<testsuites name="nextest-run" tests="3" failures="1" errors="0" uuid="1"><testsuite name="svc::it" tests="3" disabled="0" errors="0" failures="1">
        <testcase name="good" classname="svc::it" timestamp="2026-01-01T00:00:00Z" time="0.1"></testcase>
        <testcase name="flaky" classname="svc::it"><flakyFailure message="panicked" type="test failure with exit code 101">s<system-out>o</system-out></flakyFailure></testcase>
        <testcase name="bad" classname="svc::it"><failure message="thread panicked" type="test failure">s</failure><rerunFailure type="test failure">s</rerunFailure></testcase>
        </testsuite></testsuites>"#;
    let surefire = r#"<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="com.example.AppTest" tests="4" errors="1" skipped="1" failures="0">
        <properties><property name="java.version" value="21"/></properties>
        <testcase name="good" classname="com.example.AppTest" time="0.01"/>
        <testcase name="flaky" classname="com.example.AppTest"><flakyError message="m" type="t"><stackTrace>at x</stackTrace></flakyError></testcase>
        <testcase name="bad" classname="com.example.AppTest"><error message="boom" type="t"><![CDATA[at x]]></error><rerunError message="boom" type="t"><stackTrace>at y</stackTrace></rerunError></testcase>
        <testcase name="off" classname="com.example.AppTest"><skipped message="later"/></testcase></testsuite>"#;
    let gtest = r#"<testsuites tests="4" failures="1" disabled="1" errors="0" name="AllTests"><testsuite name="Model" tests="4" failures="1" disabled="1" skipped="1" errors="0">
        <testcase name="Good" status="run" result="completed" classname="Model"/>
        <testcase name="Bad" status="run" result="completed" classname="Model"><failure message="m.cc:3&#x0A;Expected" type=""><![CDATA[m.cc:3]]></failure></testcase>
        <testcase name="DISABLED_Off" status="notrun" result="suppressed" classname="Model"/>
        <testcase name="Skip" status="run" result="skipped" classname="Model"><skipped message="m.cc:9&#x0A;"/></testcase></testsuite></testsuites>"#;
    let go = r#"<testsuites tests="4" failures="1" skipped="1"><testsuite name="example.org/model" tests="4" failures="1" errors="0" skipped="1">
        <testcase name="TestGood" classname="example.org/model" time="0.1"></testcase>
        <testcase name="TestBad/north" classname="example.org/model"><failure message="Failed"><![CDATA[    a_test.go:9: low]]></failure></testcase>
        <testcase name="TestPart" classname="example.org/model"></testcase>
        <testcase name="TestPart/gpu" classname="example.org/model"><skipped message="a_test.go:4: no GPU"></skipped></testcase></testsuite></testsuites>"#;
    let jest = r#"<testsuites name="jest tests" tests="3" failures="1" errors="0" time="1"><testsuite name="recall" errors="0" failures="1" skipped="1" tests="3">
        <testcase classname="recall of the model is high" name="recall of the model is high" time="0"></testcase>
        <testcase classname="recall at night" name="recall at night"><failure>Error: expect(received).toBe(expected)
    at Object.toBe (a.test.js:4:1)</failure></testcase>
        <testcase classname="recall later" name="recall later"><skipped/></testcase></testsuite></testsuites>"#;
    for (xml, good, bad, off) in [
        (pytest, "tests/test_a.py::test_good", "tests/test_a.py::test_bad", "test_gpu"),
        (nextest, "svc::it::good", "bad", ""),
        (surefire, "com.example.AppTest.good", "bad", "off"),
        (gtest, "Model.Good", "Model.Bad", "Model.DISABLED_Off"),
        (go, "TestGood", "TestBad", "TestPart"),
        (jest, "recall of the model is high", "recall at night", "recall later"),
    ] {
        assert_eq!(ended(xml, good), Ok(Outcome::Passed(1)), "{good}");
        assert!(matches!(ended(xml, bad), Ok(Outcome::Failed { failed: 1, of: 1, .. })), "{bad}");
        if !off.is_empty() {
            assert!(matches!(ended(xml, off), Ok(Outcome::NotRun { not_run: 1, .. })), "{off}");
        }
    }
    assert_eq!(ended(nextest, "flaky"), Ok(Outcome::Passed(1)));
    assert_eq!(ended(surefire, "flaky"), Ok(Outcome::Passed(1)));
    assert!(matches!(ended(pytest, "test_torn"), Ok(Outcome::Failed { .. })));
    assert!(matches!(ended(gtest, "Model.Skip"), Ok(Outcome::NotRun { .. })));
    let said = ended(jest, "recall at night").unwrap();
    let message = "Error: expect(received).toBe(expected)".to_owned();
    assert_eq!(said, Outcome::Failed { failed: 1, of: 1, message });
}

proptest::proptest! {
    #[test]
    fn xml_that_is_nearly_a_report_is_read_without_a_panic(parts in proptest::collection::vec(0_usize..12, 0..12)) {
        let pieces = ["<testsuite name=\"a\">", "</testsuite>", "<testcase name=\"t\">", "<testcase/>", "</testcase>",
            "<failure", " message='x'", "/>", "<!--", "<![CDATA[", "&x;", "<skipped/>"];
        let xml: String = parts.iter().map(|&at| pieces[at]).collect();
        let _ = ended(&xml, "t");
    }
}
