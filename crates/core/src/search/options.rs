//! What may be said of a search beside its query.

/// Which pages a search may find, how many of them, in which order, and what it counts.
///
/// ```
/// use headword::{Config, Filter, Index, IndexBuilder, SearchOptions};
///
/// let config = Config::from_toml("headword.toml", "filters = ['product']")?;
/// let mut builder = IndexBuilder::with_config(config);
/// builder.add("login.md", b"---\nproduct: sso\n---\n# Log in")?;
/// builder.add("logs.md", b"---\nproduct: audit\n---\n# Log of events")?;
/// let index = Index::open(builder.finish()?.0)?;
///
/// let options = SearchOptions::new().filter(Filter::is("product", "sso")).facet("product");
/// let answer = index.search_with("log ", &options)?;
/// assert_eq!(answer.hits[0].path, "login");
/// assert_eq!((&*answer.facets[0].values[0].value, answer.facets[0].values[0].count), ("sso", 1));
/// # Ok::<(), headword::Error>(())
/// ```
///
/// Filters, facets and boosts know these keys: `kind` (`docs`, `example` or `changelog`), `path` (a folder: the page of
/// that path and all below it), `language` (the programming language that a section is for), and the keys of front
/// matter that the configuration of the build declares under `filters`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SearchOptions {
    /// The most hits to answer with.
    pub limit: usize,
    /// How many hits to pass over. A hit stands at the same place whatever the limit and the offset are.
    pub offset: usize,
    /// What sections must meet, all of it.
    pub filters: Vec<Filter>,
    /// Keys whose values are counted among the pages that match, shown or not.
    pub facets: Vec<String>,
    /// The key that orders the hits; none for relevance.
    pub sort: Option<Sort>,
    /// What multiplies scores.
    pub boosts: Vec<Boost>,
    /// What a hit is.
    pub group_by: GroupBy,
    /// Leaves out sections that are for other programming languages than this one.
    pub language: Option<String>,
    /// Whether the last word also stands for all that begin so, unless something follows it.
    pub prefix: bool,
    /// Whether a word that the index lacks stands for those that are spelled most like it.
    pub fuzzy: bool,
    /// How many of the words a page needs.
    pub combine_with: CombineWith,
    /// Whether the further sections of a hit come with excerpts, too. They are a third of what a search costs.
    pub section_excerpts: bool,
}

/// What sections must meet. A section meets what its page does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Filter {
    /// The key has this value, or has it among others. Texts are compared as they are, languages without regard to
    /// capitals.
    Is {
        /// `kind`, `path`, `language` or a declared key.
        key: String,
        /// Numbers, dates, `true` and `false` as front matter has them.
        value: String,
    },
    /// Each of these; anything where there are none.
    All(Vec<Filter>),
    /// At least one of these; nothing where there are none.
    Any(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
}

impl Filter {
    /// The key has this value.
    pub fn is(key: &str, value: &str) -> Filter {
        Filter::Is { key: key.to_owned(), value: value.to_owned() }
    }
}

/// An order by the values of a key: digits by the number that they are, all else by its letters. Pages of one value
/// stand by relevance, pages without any come last.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sort {
    /// A declared key. Of several values of a page the one that comes first counts.
    pub key: String,
    /// Whether the highest value comes first.
    pub descending: bool,
}

impl Sort {
    /// The lowest value first.
    pub fn ascending(key: &str) -> Sort {
        Sort { key: key.to_owned(), descending: false }
    }

    /// The highest value first: the latest date.
    pub fn descending(key: &str) -> Sort {
        Sort { key: key.to_owned(), descending: true }
    }
}

/// What multiplies the score of sections whose key has a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Boost {
    /// As in a filter.
    pub key: String,
    /// As in a filter.
    pub value: String,
    /// From 0, which puts them last, to 10.
    pub factor: f64,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum GroupBy {
    /// A page, at its best section and with a few others.
    #[default]
    Page,
    /// A section: a page with several that match has several hits.
    Section,
}

/// How many of a query's words a page needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CombineWith {
    /// One of them; more come first.
    #[default]
    Or,
    /// Each of the first 32, or what it stands for, somewhere on the page. A word that is put together of parts, as
    /// `user_management.get_user`, is there where its parts are.
    And,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 10,
            offset: 0,
            filters: Vec::new(),
            facets: Vec::new(),
            sort: None,
            boosts: Vec::new(),
            group_by: GroupBy::Page,
            language: None,
            prefix: true,
            fuzzy: true,
            combine_with: CombineWith::Or,
            section_excerpts: true,
        }
    }
}

impl SearchOptions {
    /// The ten best pages of all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The most hits to answer with.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// How many hits to pass over.
    #[must_use]
    pub fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// Adds to what sections must meet.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// Counts the values of one more key.
    #[must_use]
    pub fn facet(mut self, key: &str) -> Self {
        self.facets.push(key.to_owned());
        self
    }

    /// Orders hits by the values of a key.
    #[must_use]
    pub fn sort(mut self, sort: Sort) -> Self {
        self.sort = Some(sort);
        self
    }

    /// Multiplies the scores of sections whose key has a value.
    #[must_use]
    pub fn boost(mut self, key: &str, value: &str, factor: f64) -> Self {
        self.boosts.push(Boost { key: key.to_owned(), value: value.to_owned(), factor });
        self
    }

    /// Says what a hit is.
    #[must_use]
    pub fn group_by(mut self, group_by: GroupBy) -> Self {
        self.group_by = group_by;
        self
    }

    /// Leaves out sections that are for other programming languages.
    #[must_use]
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// Says whether the last word stands for all that begin so.
    #[must_use]
    pub fn prefix(mut self, prefix: bool) -> Self {
        self.prefix = prefix;
        self
    }

    /// Says whether words that the index lacks stand for others.
    #[must_use]
    pub fn fuzzy(mut self, fuzzy: bool) -> Self {
        self.fuzzy = fuzzy;
        self
    }

    /// Says whether the further sections of a hit come with excerpts.
    #[must_use]
    pub fn section_excerpts(mut self, section_excerpts: bool) -> Self {
        self.section_excerpts = section_excerpts;
        self
    }

    /// Says how many of the words a page needs.
    #[must_use]
    pub fn combine_with(mut self, combine_with: CombineWith) -> Self {
        self.combine_with = combine_with;
        self
    }
}
