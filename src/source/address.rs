/// A path as a relative address (RFC 3986, 2.3): all but unreserved characters and `/` is written as its
/// bytes. Folders may be called anything, also what an address gives a meaning to.
pub fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_an_address_gives_a_meaning_to_is_written_as_bytes() {
        assert_eq!(address("a b/c.html"), "a%20b/c.html");
        assert_eq!(address("javascript:x?y#z%20"), "javascript%3Ax%3Fy%23z%2520");
        assert_eq!(address("ä"), "%C3%A4");
    }
}
