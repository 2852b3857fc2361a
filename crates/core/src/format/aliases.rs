//! Further addresses: old paths of pages, and ids inside sections.
//!
//! ```text
//! aliases = dictionary  count × section:u32
//! ```
//!
//! The place of an address in the dictionary is that of its section in the list. An address is what `read`
//! takes: a path, or `page#id`.

#[cfg(feature = "build")]
use super::blocks::Part;
use super::bytes::Reader;
#[cfg(feature = "build")]
use super::dictionary;
use super::dictionary::Dictionary;
use super::source::{Source, Wanted};
use crate::Error;

/// Writes addresses that are sorted and distinct, each with the section it leads to.
#[cfg(feature = "build")]
pub(crate) fn encode(sorted: &[(String, u32)]) -> Result<Part, Error> {
    let addresses: Vec<&str> = sorted.iter().map(|(address, _)| &**address).collect();
    let mut part = dictionary::encode(&addresses)?;
    sorted.iter().for_each(|(_, section)| part.head.extend_from_slice(&section.to_le_bytes()));
    Ok(part)
}

/// All addresses, in place.
#[derive(Clone, Copy)]
pub(crate) struct Aliases<'a> {
    addresses: Dictionary<'a>,
    sections: &'a [u8],
}

impl<'a> Aliases<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Error> {
        let mut reader = Reader::new(head, "aliases");
        let addresses = Dictionary::take(&mut reader, source, body, "aliases")?;
        Ok(Aliases { addresses, sections: reader.rest() })
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self, wanted: &Wanted) -> Result<(), Error> {
        self.addresses.want_all(wanted)
    }

    pub(crate) fn len(&self) -> u32 {
        self.addresses.len()
    }

    /// All addresses with their sections, in order.
    #[cfg(feature = "build")]
    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<(String, u32), Error>> {
        (0..self.len()).map(|ordinal| {
            let mut address = Vec::new();
            self.addresses.key(ordinal, &mut address)?;
            let address = String::from_utf8(address).map_err(|_| Error::Corrupt("aliases"))?;
            Ok((address, self.section(ordinal)?))
        })
    }

    /// The section that an address leads to.
    pub(crate) fn find(&self, address: &str) -> Result<Option<u32>, Error> {
        let Some(ordinal) = self.addresses.find(address)? else { return Ok(None) };
        self.section(ordinal).map(Some)
    }

    fn section(&self, ordinal: u32) -> Result<u32, Error> {
        let section = self.sections.get(ordinal as usize * 4..).ok_or_else(|| Error::Corrupt("aliases"))?;
        Reader::new(section, "aliases").u32()
    }
}
