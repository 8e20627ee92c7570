use std::cmp::Ordering;
use std::fmt;

/// A number in a file: never NaN and never infinite, so that any two can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(f64);

impl Eq for Number {}

impl Number {
    /// A finite number.
    pub fn new(value: f64) -> Option<Self> {
        // There is one zero.
        value.is_finite().then_some(Self(value + 0.0))
    }

    /// A number as people and reports write it; `None` for everything that is not one.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        // `parse` would also take "inf", "nan" and "infinity".
        word.bytes()
            .any(|byte| byte.is_ascii_digit())
            .then(|| word.parse().ok())
            .flatten()
            .and_then(Self::new)
    }

    /// The value.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Which is larger. Numbers that differ by nothing but the rounding of binary fractions are equal:
    /// 0.1 + 0.2 measures 0.3.
    pub fn compare(self, other: Self) -> Ordering {
        let apart = (self.0 - other.0).abs();
        if apart <= f64::EPSILON * 4.0 * self.0.abs().max(other.0.abs()) {
            return Ordering::Equal;
        }
        self.0.total_cmp(&other.0)
    }

    /// How far apart two are, without the digits that binary fractions add.
    #[must_use]
    pub fn apart(self, other: Self) -> Self {
        let apart = (self.0 - other.0).abs();
        // Beyond the largest number there is none to name; the largest says enough.
        let apart = if apart.is_finite() { apart } else { f64::MAX };
        // The largest would be rounded up to infinity.
        format!("{apart:.9e}").parse().ok().and_then(Self::new).unwrap_or(Self(apart))
    }

    /// As a TOML file takes it.
    pub fn toml(self) -> String {
        if self.0.fract() == 0.0 && self.0.abs() < 1e15 {
            format!("{:.0}", self.0)
        } else {
            format!("{:?}", self.0)
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.abs();
        if size != 0.0 && !(1e-5..1e15).contains(&size) {
            write!(f, "{:e}", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> Number {
        Number::new(value).unwrap()
    }

    #[test]
    fn what_binary_fractions_add_is_neither_compared_nor_shown() {
        assert_eq!(number(0.1 + 0.2).compare(number(0.3)), Ordering::Equal);
        assert_eq!(number(0.95).compare(number(0.9499)), Ordering::Greater);
        assert_eq!(number(0.0).compare(number(1e-300)), Ordering::Less);
        assert_eq!(number(0.95).apart(number(0.91)).to_string(), "0.04");
        assert_eq!(number(f64::MAX).apart(number(f64::MIN)), number(f64::MAX));
    }

    #[test]
    fn only_finite_numbers_are_numbers() {
        for word in ["nan", "inf", "-Infinity", "", "1e999", "0.9%", "x", "1,5"] {
            assert!(Number::parse(word).is_none(), "{word}");
        }
        assert_eq!(Number::parse(" -1.5e3 "), Number::new(-1500.0));
    }

    #[test]
    fn they_are_written_so_that_toml_and_people_read_them() {
        let shown = |value: f64| (number(value).to_string(), number(value).toml());
        assert_eq!(shown(30.0), ("30".into(), "30".into()));
        assert_eq!(shown(-0.0), ("0".into(), "0".into()));
        assert_eq!(shown(0.95), ("0.95".into(), "0.95".into()));
        assert_eq!(shown(1e300), ("1e300".into(), "1e300".into()));
        for value in [1e-7, 1.5e17, -2.0, 1e15] {
            let written = format!("a = {}", number(value).toml());
            let table: toml::Table = written.parse().unwrap();
            let back = table["a"].to_string();
            assert_eq!(Number::parse(&back), Number::new(value), "{written}");
        }
    }
}
