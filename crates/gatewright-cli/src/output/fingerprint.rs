//! What tells a finding from all others of a report, and is the same in the next run, even when
//! lines were put above it: the file, the kind, and which member of the document it is about.

use std::collections::HashMap;

use crate::report::Told;

/// Gives the findings of one file their fingerprints.
pub(crate) struct Fingerprints<'a> {
    file: &'a str,
    /// How often a kind of finding was told of a member.
    told: HashMap<(&'static str, &'a str), u32>,
}

impl<'a> Fingerprints<'a> {
    /// Begins with a file.
    pub(crate) fn new(file: &'a str) -> Self {
        Self { file, told: HashMap::new() }
    }

    /// The fingerprint of the next finding, in hexadecimal digits.
    pub(crate) fn next(&mut self, told: &Told<'a>) -> String {
        let finding = told.finding;
        let (name, pointer) = (finding.metadata.name, finding.location.pointer.as_str());
        let count = self.told.entry((name, pointer)).or_default();
        *count += 1;
        let number = count.to_string();
        let parts = [self.file, &finding.metadata.id(), pointer, &number];
        // The lengths keep a part from being continued by the next.
        let bytes = parts.iter().flat_map(|part| {
            part.len().to_string().into_bytes().into_iter().chain([b':']).chain(part.bytes())
        });
        format!("{:016x}", hash(bytes))
    }
}

/// The hash FNV-1a of 64 bits: fingerprints must not change with the version of a library.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::{Diagnostic, Location, Pointer, SourceId, Span};
    use gatewright_lint::rules;

    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Two of the test vectors of its authors.
        assert_eq!(hash(b"".iter().copied()), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"foobar".iter().copied()), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn findings_differ_by_file_kind_member_and_number_and_not_by_line() {
        let metadata = &rules()[0].metadata;
        let at = |start, pointer: &str| {
            let location =
                Location::new(SourceId(0), Span::new(start, start), Pointer::from(pointer));
            Diagnostic::new(metadata, "message", location)
        };
        let (here, moved, there) = (at(1, "/a"), at(7, "/a"), at(1, "/b"));
        let first = |file, finding| Fingerprints::new(file).next(&Told::from(finding));
        assert_eq!(first("a", &here), first("a", &moved));
        assert_ne!(first("a", &here), first("a", &there));
        assert_ne!(first("a", &here), first("b", &here));
        let mut prints = Fingerprints::new("a");
        let told = [prints.next(&Told::from(&here)), prints.next(&Told::from(&moved))];
        assert_ne!(told[0], told[1]);
    }
}
