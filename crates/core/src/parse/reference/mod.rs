//! Reference pages whose content is front matter: methods, parameters and results, in several languages.
//!
//! ```text
//! descriptions:                         ### JavaScript
//!   lamp:
//!     id: The lamp.            ──►      `lamps.get()`
//! reference:
//!   js:                                 **Parameters** `id` (`string`): The lamp.
//!     - title: lamps.get()
//!       parameters:
//!         - key: id
//!           type: string
//!           description: (lamp.id)
//! ```
//!
//! Which keys mean what is told by [`ReferenceKeys`]; no site's names stand here. The Markdown is meant to be cut at
//! its headings: each language is complete by itself, and so a reader pays for one of them only.

mod definitions;
mod entry;
mod groups;
mod names;
mod one_line;
mod render;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use definitions::Definitions;
pub(crate) use render::render;
