//! Further addresses: old paths of pages, and ids inside sections.
//!
//! ```text
//! aliases = dictionary  count × (section | reason << 28):u32
//! reason  = 0           the docs say so
//!           1 … 10      it was found to have moved: how sure that is, in tenths
//!           15          it is gone: this is the living section that is most like it
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
use super::directory::PartName;
use super::fault::Fault;
use super::source::Source;
#[cfg(feature = "build")]
use crate::Error;

/// Sections have numbers below this.
const REASON: u32 = 28;
const REMOVED: u32 = 15;

/// Where an address leads, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) section: u32,
    pub(crate) reason: Reason,
}

/// Why an address leads where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The docs say so.
    Said,
    /// An earlier index had it elsewhere: how sure that is, from 1 to 10.
    Moved(u8),
    /// An earlier index had it, and this one does not.
    Removed,
}

impl Alias {
    #[cfg(feature = "build")]
    pub(crate) fn said(section: u32) -> Self {
        Alias { section, reason: Reason::Said }
    }

    #[cfg(feature = "build")]
    fn encode(self) -> u32 {
        let reason = match self.reason {
            Reason::Said => 0,
            Reason::Moved(tenths) => u32::from(tenths.clamp(1, 10)),
            Reason::Removed => REMOVED,
        };
        self.section | reason << REASON
    }

    fn decode(number: u32) -> Result<Self, Fault> {
        let reason = match number >> REASON {
            0 => Reason::Said,
            tenths @ 1..=10 => Reason::Moved(tenths as u8),
            REMOVED => Reason::Removed,
            _ => return Err(Fault::Corrupt(PartName::Aliases)),
        };
        Ok(Alias { section: number & ((1 << REASON) - 1), reason })
    }
}

/// Writes addresses that are sorted and distinct, each with where it leads.
#[cfg(feature = "build")]
pub(crate) fn encode(sorted: &[(String, Alias)]) -> Result<Part, Error> {
    let addresses: Vec<&str> = sorted.iter().map(|(address, _)| &**address).collect();
    let mut part = dictionary::encode(&addresses)?;
    sorted.iter().for_each(|(_, alias)| part.head.extend_from_slice(&alias.encode().to_le_bytes()));
    Ok(part)
}

/// All addresses, in place.
#[derive(Clone, Copy)]
pub(crate) struct Aliases<'a> {
    addresses: Dictionary<'a>,
    sections: &'a [u8],
}

impl<'a> Aliases<'a> {
    pub(crate) fn open(head: &'a [u8], source: Source<'a>, body: u32) -> Result<Self, Fault> {
        let mut reader = Reader::new(head, PartName::Aliases);
        let addresses = Dictionary::take(&mut reader, source, body, PartName::Aliases)?;
        Ok(Aliases { addresses, sections: reader.rest() })
    }

    /// Everything that is missing.
    pub(crate) fn want_all(&self) -> Result<(), Fault> {
        self.addresses.want_all()
    }

    pub(crate) fn len(&self) -> u32 {
        self.addresses.len()
    }

    /// All addresses with where they lead, in order.
    #[cfg(feature = "build")]
    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<(String, Alias), Fault>> {
        (0..self.len()).map(|ordinal| {
            let mut address = Vec::new();
            self.addresses.key(ordinal, &mut address)?;
            let address = String::from_utf8(address).map_err(|_| Fault::Corrupt(PartName::Aliases))?;
            Ok((address, self.alias(ordinal)?))
        })
    }

    /// Where an address leads.
    pub(crate) fn find(&self, address: &str) -> Result<Option<Alias>, Fault> {
        let Some(ordinal) = self.addresses.find(address)? else { return Ok(None) };
        self.alias(ordinal).map(Some)
    }

    fn alias(&self, ordinal: u32) -> Result<Alias, Fault> {
        let number = self.sections.get(ordinal as usize * 4..).ok_or(Fault::Corrupt(PartName::Aliases))?;
        Alias::decode(Reader::new(number, PartName::Aliases).u32()?)
    }
}
