//! What a page says again is a copy of where it said it first.
//!
//! Reference pages say the same of a method once for each programming language, tutorials repeat their commands.
//! Copies of text on the same page alone keep every page readable by itself: on the WorkOS docs they save 22 % of the
//! text on disk for 3 % after brotli, which finds them too.

use super::stream::Symbol;

/// The fewest symbols that are worth a copy. A copy takes four to six bytes, a symbol 1.5; shorter ones would save
/// more on disk and cost more after brotli.
const SHORTEST: usize = 16;

/// How many symbols are looked up together.
const WINDOW: usize = 8;

/// Windows are noted at every such place, so that a copy of `SHORTEST` symbols holds one.
const STRIDE: usize = 4;

/// Where windows were seen last, by their hash.
const PLACES: usize = 1 << 12;

/// Finds copies within a page. Kept between pages for its buffers.
pub(super) struct Repeats {
    /// The sections of the page so far, one behind the other, each with a copy as one symbol.
    written: Vec<Symbol>,
    /// Where each section begins in `written`.
    starts: Vec<usize>,
    /// One more than a place in `written`, or 0.
    places: Vec<u32>,
}

impl Default for Repeats {
    fn default() -> Self {
        Repeats { written: Vec::new(), starts: Vec::new(), places: vec![0; PLACES] }
    }
}

impl Repeats {
    /// Forgets the page before.
    pub(super) fn begin(&mut self) {
        // A page that was never written to has noted no place.
        if !self.written.is_empty() {
            self.places.fill(0);
        }
        self.written.clear();
        self.starts.clear();
    }

    /// Takes the next section of the page, and gives it back with its copies. The first `kept` symbols stay. `name` has
    /// a hash of each token, as its number says when it came: pages in another order would have other copies.
    pub(super) fn fold(&mut self, section: &[Symbol], kept: usize, name: impl Fn(u32) -> u32) -> &[Symbol] {
        let start = self.written.len();
        self.starts.push(start);
        // The first symbol that stands in no copy yet, and the place that is looked at.
        let (mut done, mut at) = (0, kept);
        // The hash of the window that ends before `end`.
        let (mut rolled, mut end) = (0, 0);
        while at + WINDOW <= section.len() {
            if end + 1 == at + WINDOW {
                rolled = roll(rolled, section[at - 1], section[end], &name);
            } else {
                rolled = hash(&section[at..at + WINDOW], &name);
            }
            end = at + WINDOW;
            let found = self.places[place(rolled)];
            let Some((from, back, length)) = self.longest(found, section, done.max(kept), at) else {
                at += 1;
                continue;
            };
            self.write(&section[done..at - back], &name);
            self.written.push(self.copy(from, length));
            done = at - back + length;
            at = done;
        }
        self.write(&section[done..], &name);
        &self.written[start..]
    }

    /// The copy that holds the window at `at`: where it is from, how far before `at` it begins, and its length.
    fn longest(&self, found: u32, section: &[Symbol], first: usize, at: usize) -> Option<(usize, usize, usize)> {
        let from = found.checked_sub(1)? as usize;
        let section_of = |place: usize| self.starts.partition_point(|&start| start <= place) - 1;
        let source = section_of(from);
        let begin = self.starts[source];
        let end = self.starts.get(source + 1).copied().unwrap_or(self.written.len());
        let same = |(a, b): &(&Symbol, &Symbol)| a == b && !matches!(a, Symbol::Copy { .. });
        let ahead = self.written[from..end].iter().zip(&section[at..]).take_while(same).count();
        let behind = self.written[begin..from].iter().rev().zip(section[first..at].iter().rev());
        let mut back = behind.take_while(same).count();
        // Where markup or code begins is told by the code before a word: it must not be inside the copy alone.
        while back > 0 && is_mark(section[at - back]) {
            back -= 1;
        }
        let length = ahead + back;
        (ahead >= WINDOW && length >= SHORTEST && !is_mark(section[at - back])).then_some((from - back, back, length))
    }

    fn copy(&self, from: usize, length: usize) -> Symbol {
        let source = self.starts.partition_point(|&start| start <= from) - 1;
        let back = (self.starts.len() - 1 - source) as u32;
        Symbol::Copy { back, first: (from - self.starts[source]) as u32, length: length as u32 }
    }

    /// Appends symbols as they are, and notes where they stand.
    fn write(&mut self, symbols: &[Symbol], name: &impl Fn(u32) -> u32) {
        let before = self.written.len();
        self.written.extend_from_slice(symbols);
        for at in (before.next_multiple_of(STRIDE)..).step_by(STRIDE) {
            let Some(window) = self.written.get(at..at + WINDOW) else { break };
            self.places[place(hash(window, name))] = at as u32 + 1;
        }
    }
}

fn is_mark(symbol: Symbol) -> bool {
    matches!(symbol, Symbol::Markup | Symbol::Code)
}

/// A polynomial of the symbols of a window, which can be rolled on by one.
fn hash(window: &[Symbol], name: &impl Fn(u32) -> u32) -> u64 {
    window.iter().fold(0, |hash: u64, &symbol| hash.wrapping_mul(BASE).wrapping_add(number(symbol, name)))
}

/// The hash of a window without its `first` symbol and with the one behind it.
fn roll(hash: u64, first: Symbol, next: Symbol, name: &impl Fn(u32) -> u32) -> u64 {
    let rest = hash.wrapping_sub(number(first, name).wrapping_mul(FIRST));
    rest.wrapping_mul(BASE).wrapping_add(number(next, name))
}

/// Any large odd number would do.
const BASE: u64 = 0xd134_2543_de82_ef95;
/// What the first symbol of a window is multiplied with.
const FIRST: u64 = {
    let (mut power, mut times) = (1u64, 1);
    while times < WINDOW {
        power = power.wrapping_mul(BASE);
        times += 1;
    }
    power
};

fn number(symbol: Symbol, name: &impl Fn(u32) -> u32) -> u64 {
    u64::from(match symbol {
        Symbol::Token(token) => name(token),
        Symbol::Markup => 0,
        Symbol::Code | Symbol::Copy { .. } => 1,
    })
}

/// Where a window is noted.
fn place(hash: u64) -> usize {
    // Multiplication by 2⁶⁴ over the golden ratio, as Fibonacci hashing has it.
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PLACES.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sections with their copies resolved.
    fn unfolded(sections: &[Vec<Symbol>]) -> Vec<Vec<Symbol>> {
        let mut all = Vec::new();
        for (number, section) in sections.iter().enumerate() {
            let mut out = Vec::new();
            for &symbol in section {
                match symbol {
                    Symbol::Copy { back, first, length } => {
                        let source = &sections[number - back as usize][first as usize..][..length as usize];
                        assert!(source.iter().all(|symbol| !matches!(symbol, Symbol::Copy { .. })));
                        assert!(!is_mark(source[0]));
                        out.extend_from_slice(source);
                    }
                    _ => out.push(symbol),
                }
            }
            all.push(out);
        }
        all
    }

    fn folded(sections: &[Vec<Symbol>], kept: usize) -> Vec<Vec<Symbol>> {
        let mut repeats = Repeats::default();
        repeats.begin();
        sections.iter().map(|section| repeats.fold(section, kept.min(section.len()), |token| token).to_vec()).collect()
    }

    #[test]
    fn a_section_that_repeats_another_is_one_copy() {
        let section: Vec<Symbol> = (0..100).map(Symbol::Token).collect();
        let folded = folded(&[section.clone(), vec![Symbol::Token(7)], section], 0);
        assert_eq!(folded[2], [Symbol::Copy { back: 2, first: 0, length: 100 }]);
    }

    #[test]
    fn a_hash_that_was_rolled_is_that_of_the_window() {
        let section: Vec<Symbol> = (0..30).map(|token| Symbol::Token(token * 7919)).chain([Symbol::Markup]).collect();
        let name = |token| token ^ 0xffff_0000;
        for (at, window) in section.windows(WINDOW + 1).enumerate() {
            let rolled = roll(hash(&window[..WINDOW], &name), window[0], window[WINDOW], &name);
            assert_eq!(rolled, hash(&window[1..], &name), "{at}");
        }
    }

    proptest! {
        #[test]
        fn sections_come_back(
            sections in proptest::collection::vec(
                proptest::collection::vec(prop_oneof![
                    4 => (0..3u32).prop_map(Symbol::Token), 1 => Just(Symbol::Markup), 1 => Just(Symbol::Code),
                ], 0..150), 1..6),
            kept in 0..9usize,
        ) {
            let folded = folded(&sections, kept);
            prop_assert_eq!(unfolded(&folded), sections.clone());
            for (folded, section) in folded.iter().zip(&sections) {
                let kept = kept.min(section.len());
                prop_assert_eq!(&folded[..kept], &section[..kept]);
            }
        }
    }
}
