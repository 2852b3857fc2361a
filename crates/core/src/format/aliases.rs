//! Further addresses: old paths of pages, and ids inside sections.
//!
//! ```text
//! aliases = length:u32 dictionary:length bytes  count × section:u32
//! ```
//!
//! The ordinal of an address in the dictionary is its place in the list of sections. An address is what `read`
//! takes: a path, or `page#id`.

use super::bytes::Reader;
use super::dictionary::Dictionary;
#[cfg(feature = "build")]
use super::dictionary::DictionaryWriter;
use crate::Error;

/// Writes addresses that are sorted and distinct, each with the section it leads to.
#[cfg(feature = "build")]
pub(crate) fn encode(sorted: &[(String, u32)], writer: &DictionaryWriter) -> Vec<u8> {
    let addresses = writer.encode(sorted.iter().map(|(address, _)| &**address));
    let mut out = (addresses.len() as u32).to_le_bytes().to_vec();
    out.extend_from_slice(&addresses);
    sorted.iter().for_each(|(_, section)| out.extend_from_slice(&section.to_le_bytes()));
    out
}

/// All addresses, in place.
#[derive(Clone, Copy)]
pub(crate) struct Aliases<'a> {
    addresses: Dictionary<'a>,
    sections: &'a [u8],
}

impl<'a> Aliases<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(bytes, "aliases");
        let length = reader.u32()? as usize;
        Ok(Aliases { addresses: Dictionary::open(reader.take(length)?, "aliases")?, sections: reader.rest() })
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
        let section = self.sections.get(ordinal as usize * 4..).ok_or(Error::Corrupt("aliases"))?;
        Reader::new(section, "aliases").u32()
    }
}
