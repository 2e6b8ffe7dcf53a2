//! Selection patterns: regular expressions of Java.

/// What Java has and the library here does not. A pattern with any of it is taken as it is: a false
/// alarm would be worse than a miss.
const JAVA_ONLY: [&str; 8] = ["\\Q", "\\R", "\\c", "\\0", "\\X", "\\p{", "\\P{", "(?d"];

/// Whether the service would take the pattern.
pub(super) fn is_valid(pattern: &str) -> bool {
    JAVA_ONLY.iter().any(|form| pattern.contains(form)) || fancy_regex::Regex::new(pattern).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn patterns() {
        for good in ["2\\d{2}", ".*\"statusCode\":404.*", "(?!200).*", "\\Qa+b\\E", "^$", "a++"] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["(", "[a-", "*", "a)"] {
            assert!(!is_valid(bad), "{bad}");
        }
    }
}
