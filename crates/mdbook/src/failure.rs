//! Why the search of a book was not made.

use std::fmt::{self, Display, Formatter};

/// Whole sentences for standard error.
#[derive(Debug)]
pub(crate) struct Failure(Vec<String>);

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure(vec![message.into()])
    }

    /// Several things that are wrong, each of which is to be mended.
    pub(crate) fn several(messages: Vec<String>) -> Self {
        Failure(messages)
    }

    /// The operating system refused something: `tried` says what.
    pub(crate) fn io(tried: &str, error: &std::io::Error, advice: &str) -> Self {
        headword::Error::io(tried, error, advice).into()
    }
}

impl From<headword::Error> for Failure {
    fn from(error: headword::Error) -> Self {
        Failure::new(format!("[{}] {error}", error.code()))
    }
}

/// A line each, as mdBook writes its own.
impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|message| writeln!(f, "ERROR mdbook-headword: {message}"))
    }
}
