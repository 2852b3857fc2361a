//! The releases of changelogs, as data beside their sections.
//!
//! ```text
//! releases = blocks, a record a release: section:varint flags:u8 package version title date url guid, each a string
//!           flags: 1 a prerelease, 2 yanked
//! ```

use super::blocks::Blocks;
use super::bytes::{Reader, put_str, put_varint};
use super::directory::PartName;
use super::fault::Fault;
use super::source::Source;

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

    fn decode(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes, PartName::Releases);
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

/// All releases in order, each package's newest first, in place.
#[derive(Clone, Copy)]
pub(crate) struct Releases<'a>(Blocks<'a>);

impl<'a> Releases<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Fault> {
        Ok(Releases(Blocks::take(&mut Reader::new(head, PartName::Releases), source, body, PartName::Releases)?))
    }

    pub(crate) fn len(&self) -> u32 {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<ReleaseRecord<'a>, Fault>> + use<'a> {
        let blocks = self.0;
        (0..blocks.len()).map(move |number| ReleaseRecord::decode(blocks.get(number)?))
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.0.want_all()
    }
}
