//! The file, one part a module. Whoever writes bytes also reads them, under a picture of the layout.
#![cfg_attr(not(feature = "build"), allow(dead_code, reason = "writers stand beside their readers"))]

pub(crate) mod aliases;
pub(crate) mod blocks;
pub(crate) mod bytes;
pub(crate) mod capitals;
pub(crate) mod dictionary;
pub(crate) mod directory;
pub(crate) mod duplicates;
pub(crate) mod fault;
pub(crate) mod filters;
pub(crate) mod fst;
pub(crate) mod navigation;
pub(crate) mod pages;
pub(crate) mod postings;
pub(crate) mod records;
pub(crate) mod releases;
pub(crate) mod seek;
pub(crate) mod source;
pub(crate) mod sums;
pub(crate) mod synonyms;
pub(crate) mod terms;
pub(crate) mod text;
