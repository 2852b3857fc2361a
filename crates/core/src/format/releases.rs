//! The releases of changelogs, as data beside their sections.
//!
//! ```text
//! releases = records: section:varint flags:u8 package version title date url guid, each a string
//!           flags: 1 a prerelease, 2 yanked
//! ```

use super::bytes::{Reader, put_str, put_varint};
use super::records::Records;
use crate::Error;

/// A release, and the section that tells of it.
#[derive(Clone, Copy)]
pub(crate) struct ReleaseRecord<'a> {
    pub(crate) section: u32,
    pub(crate) prerelease: bool,
    pub(crate) yanked: bool,
    pub(crate) package: &'a str,
    pub(crate) version: &'a str,
    pub(crate) title: &'a str,
    /// `2026-02-17`, or empty.
    pub(crate) date: &'a str,
    pub(crate) url: &'a str,
    pub(crate) guid: &'a str,
}

impl<'a> ReleaseRecord<'a> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.section);
        out.push(u8::from(self.prerelease) | u8::from(self.yanked) << 1);
        [self.package, self.version, self.title, self.date, self.url, self.guid]
            .iter()
            .for_each(|text| put_str(&mut out, text));
        out
    }

    fn decode(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "releases");
        let (section, flags) = (reader.varint()?, reader.byte()?);
        Ok(ReleaseRecord {
            section,
            prerelease: flags & 1 != 0,
            yanked: flags & 2 != 0,
            package: reader.str()?,
            version: reader.str()?,
            title: reader.str()?,
            date: reader.str()?,
            url: reader.str()?,
            guid: reader.str()?,
        })
    }
}

/// All releases in order, each package's newest first.
pub(crate) fn read(bytes: &[u8]) -> Result<impl Iterator<Item = Result<ReleaseRecord<'_>, Error>>, Error> {
    Ok(Records::open(bytes, "releases")?.iter().map(|record| ReleaseRecord::decode(record?)))
}
