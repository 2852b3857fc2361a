//! Files of the docs that are read line by line, so that one with a whole site takes no more memory than a page of it.

use super::{Place, Source};
use crate::{Collection, Error, IndexBuilder};
use std::borrow::Cow;
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufRead, BufReader, Seek};
use twox_hash::XxHash64;

impl Source {
    /// Adds it to a builder, with the same outcome as [`IndexBuilder::add_to`] with what [`read`](Self::read) answers.
    /// JSON lines are read twice and never held as a whole.
    ///
    /// # Errors
    /// Those of both.
    pub fn add_to(&self, builder: &mut IndexBuilder) -> Result<(), Error> {
        match &self.place {
            // Anything else than a file, such as a pipe, can be read once.
            Place::File(file)
                if self.collection == Collection::Docs
                    && builder.takes_lines(&self.path)
                    && fs::metadata(file).is_ok_and(|metadata| metadata.is_file()) =>
            {
                let file = File::open(file).map_err(|error| self.unreadable(&error))?;
                self.add_lines(file, builder)
            }
            _ => builder.add_to(self.collection, &self.path, &self.read()?),
        }
    }

    fn add_lines(&self, mut file: File, builder: &mut IndexBuilder) -> Result<(), Error> {
        // Whether a builder knows the file is told by all of its bytes, and that they are text is said before anything
        // else that is wrong with them.
        let (mut hasher, mut bytes) = (XxHash64::with_seed(0), 0);
        for line in self.lines(&file) {
            let line = line?;
            hasher.write(line.as_bytes());
            bytes += line.len() as u64;
        }
        file.rewind().map_err(|error| self.unreadable(&error))?;
        builder.add_lines(&self.path, (hasher.finish(), bytes), self.lines(&file).map(|line| line.map(Cow::Owned)))
    }

    /// The lines of its file, each with its end.
    fn lines<'a>(&'a self, file: &'a File) -> impl Iterator<Item = Result<String, Error>> + 'a {
        let mut file = BufReader::with_capacity(BUFFER, file);
        let mut start = 0;
        std::iter::from_fn(move || {
            let mut line = Vec::new();
            match file.read_until(b'\n', &mut line) {
                Ok(0) => None,
                Ok(length) => Some(String::from_utf8(line).map_err(|error| {
                    let offset = start + error.utf8_error().valid_up_to();
                    Error::Encoding { path: self.path.clone(), offset }
                }))
                .inspect(|_| start += length),
                Err(error) => Some(Err(self.unreadable(&error))),
            }
        })
    }

    pub(super) fn unreadable(&self, error: &io::Error) -> Error {
        let advice = "make it readable or leave it out with \"exclude\"";
        Error::io(&format!("{}: cannot read the file", self.path), error, advice)
    }
}

/// Lines are copied out of a buffer of so many bytes.
const BUFFER: usize = 64 << 10;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]
mod tests {
    use super::*;
    use crate::Index;

    /// What becomes of a builder with this file, by its lines and as a whole: its index, or the error.
    #[track_caller]
    fn check(name: &str, content: &[u8]) -> Result<Index<Vec<u8>>, Error> {
        let path = format!("headword-lines-{}-{name}.jsonl", std::process::id());
        let file = std::env::temp_dir().join(&path);
        fs::write(&file, content).unwrap();
        let source = Source { collection: Collection::Docs, path: path.clone(), place: Place::File(file.clone()) };
        let mut builder = IndexBuilder::new();
        assert!(builder.takes_lines(&path));
        let built = source.add_to(&mut builder).and_then(|()| builder.finish());
        let mut whole = IndexBuilder::new();
        let expected = whole.add(&path, content).and_then(|()| whole.finish());
        assert_eq!(built, expected);
        if built.is_ok() {
            // A cache knows a file by what it holds, however that was read.
            let known = IndexBuilder::restore(crate::Config::default(), &whole.save()).unwrap();
            assert_eq!(known.save(), IndexBuilder::restore(crate::Config::default(), &builder.save()).unwrap().save());
        }
        fs::remove_file(file).unwrap();
        built.and_then(|(bytes, _)| Index::open(bytes))
    }

    /// Lines of 300 pages, more than a buffer takes.
    fn lines(end: &str) -> String {
        let line = |number| {
            let text = "What é is. ".repeat(number);
            format!("{{\"id\":\"page-{number}\",\"title\":\"Page {number}\",\"text\":\"{text}\"}}{end}")
        };
        (0..300).map(line).collect()
    }

    #[test]
    fn a_file_is_the_same_by_its_lines() {
        for (name, content) in [
            ("lines", lines("\n")),
            ("windows", lines("\r\n")),
            ("blank", lines("\n\n \r\n")),
            ("mark", format!("\u{feff}{}", lines("\n"))),
            ("open", lines("\n").trim_end().to_owned()),
        ] {
            assert_eq!(check(name, content.as_bytes()).unwrap().list().unwrap().len(), 300, "{name}");
        }
    }

    #[test]
    fn mistakes_are_those_of_the_whole_file() {
        let error =
            |name, more: &[u8]| check(name, &[lines("\n").as_bytes(), more].concat()).err().unwrap().to_string();
        assert!(error("record", b"{\"id\":\"a\",\"text\":5}\n").contains(".jsonl:301: "));
        assert!(error("short", b"{\"id\":\"a\"\n").ends_with("column 9"));
        assert!(error("twice", b"\n{\"id\":\"page-7\",\"text\":\"\"}").contains(".jsonl:302: "));
        let offset = lines("\n").len() + 3;
        let encoding = check("encoding", &[lines("\n").as_bytes(), b"{}\n\xff\n{}"].concat()).err().unwrap();
        assert!(matches!(encoding, Error::Encoding { offset: found, .. } if found == offset), "{encoding}");
        assert_eq!(check("empty", b"").err(), Some(Error::NoPages));
    }
}
