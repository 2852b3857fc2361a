//! Indexes on the web, of which parts are fetched. `js/headword/src/ranges.ts` and `pieces.ts` do the same.

use crate::failure::Failure;
use headword::{Error, Index, PieceLayout};
use std::ops::Range;
use std::thread;
use std::time::Duration;
use ureq::Agent;

/// What the first request asks for: the head of an index of some thousand pages.
const START: u32 = 64 << 10;

/// A file as small as this is fetched as a whole: its first question would need a good part of it.
const SMALL: u32 = 256 << 10;

/// Ranges as near to each other as this are one request: what a request costs is more.
const NEAR: u32 = 1024;

/// Requests at a time, as browsers have them.
const AT_ONCE: usize = 6;

/// More rounds than any question takes: each learns what the next one needs.
const ROUNDS: usize = 32;

/// From the first step of a request to its last byte. A whole index on a slow connection takes a while.
const TIME: Duration = Duration::from_secs(300);

/// Whether this is an address on the web.
pub(crate) fn is_web(index: &str) -> bool {
    let scheme = index.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// A file on the web.
struct Remote<'u> {
    url: &'u str,
    agent: Agent,
}

/// What a server answered: the bytes from where they were asked for, or the whole file, and its length.
struct Answer {
    bytes: Vec<u8>,
    is_range: bool,
    length: Option<u32>,
}

/// All bytes of an index, also where it was cut into pieces.
pub(crate) fn download(url: &str) -> Result<Vec<u8>, Failure> {
    let remote = Remote::new(url);
    let bytes = remote.get(url, None)?.bytes;
    joined(bytes, |name| Ok(remote.get(&beside(url, name), None)?.bytes))
}

/// All bytes of an index of which these are a file, where that is the head of one that was cut into pieces.
pub(crate) fn joined(mut bytes: Vec<u8>, read: impl Fn(&str) -> Result<Vec<u8>, Failure>) -> Result<Vec<u8>, Failure> {
    if let Some(layout) = layout(&bytes).filter(|layout| is_head(layout, bytes.len())) {
        for number in 0..layout.count() {
            bytes.append(&mut read(&layout.name(number))?);
        }
    }
    Ok(bytes)
}

/// How the index is cut into pieces, by its start alone: whoever opens it reads all of it for its checksum, once. What
/// cannot be opened so is refused then, with what is wrong with it.
fn layout(bytes: &[u8]) -> Option<PieceLayout> {
    let mut start = bytes.get(..START as usize).unwrap_or(bytes);
    loop {
        match Index::open_in_pieces(start) {
            Ok(index) => return Some(index.piece_layout()),
            Err(Error::Missing(rest)) => {
                let end = rest.first().map(|rest| rest.end as usize).filter(|&end| end > start.len())?;
                start = bytes.get(..end)?;
            }
            Err(_) => return None,
        }
    }
}

/// Asks an index on the web a question, and fetches what that needs.
pub(crate) fn ask<T>(url: &str, question: impl Fn(&Index) -> Result<T, Error>) -> Result<T, Failure> {
    let remote = Remote::new(url);
    let start = remote.get(url, Some(0..START))?;
    let (mut bytes, length) = (start.bytes, start.length.unwrap_or(u32::MAX));
    if (bytes.len() as u32) < length && length <= SMALL {
        let rest = bytes.len() as u32..length;
        bytes.append(&mut remote.range(rest)?);
    }
    let engine = |error: &Error| Failure::engine(error, Some(url));
    let mut opened = Index::open_in_pieces(bytes.clone());
    if let Err(Error::Missing(rest)) = &opened {
        let rest = rest.first().cloned().unwrap_or_default();
        bytes.append(&mut remote.range(rest)?);
        opened = Index::open_in_pieces(bytes.clone());
    }
    let mut index = opened.map_err(|error| engine(&error))?;
    let layout = index.piece_layout();
    let is_split = is_head(&layout, bytes.len().max(length as usize));
    for _ in 0..ROUNDS {
        let ranges = match question(&index) {
            Err(Error::Missing(ranges)) => ranges,
            answer => return answer.map_err(|error| Failure::engine(&error, None)),
        };
        let found = if is_split { remote.pieces(&layout, &ranges)? } else { remote.ranges(&ranges)? };
        for (range, bytes) in ranges.iter().zip(found) {
            index.add_piece(range.start, &bytes).map_err(|_| replaced(url))?;
        }
    }
    Err(replaced(url))
}

fn replaced(url: &str) -> Failure {
    Failure::new("CORRUPT", &format!("{url}: it was replaced or damaged since it was opened; open it again"))
}

/// Whether a file of so many bytes is no more than the head of its index.
fn is_head(layout: &PieceLayout, bytes: usize) -> bool {
    bytes == layout.head as usize && layout.head < layout.bytes
}

impl<'u> Remote<'u> {
    fn new(url: &'u str) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(TIME))
            .user_agent(concat!("headword/", env!("CARGO_PKG_VERSION")))
            .build();
        Remote { url, agent: agent.into() }
    }

    fn get(&self, url: &str, range: Option<Range<u32>>) -> Result<Answer, Failure> {
        let failed = |reason: &str| Failure::new("IO", &format!("cannot fetch {url}: {reason}"));
        let refused = |error: ureq::Error| match error {
            ureq::Error::StatusCode(status) => failed(&format!("HTTP {status}; check the address")),
            _ => failed("fetch failed; check the address and the connection"),
        };
        let mut request = self.agent.get(url);
        if let Some(range) = &range {
            // Compressed, the bytes of a range would be others.
            let wanted = format!("bytes={}-{}", range.start, range.end.saturating_sub(1));
            request = request.header("range", wanted).header("accept-encoding", "identity");
        }
        let mut response = request.call().map_err(refused)?;
        let is_range = response.status() == 206;
        let length = response.headers().get("content-range").and_then(|value| {
            let (_, length) = value.to_str().ok()?.rsplit_once('/')?;
            length.parse().ok()
        });
        let bytes = response.body_mut().with_config().limit(u32::MAX.into()).read_to_vec().map_err(refused)?;
        let length = if is_range { length } else { u32::try_from(bytes.len()).ok() };
        Ok(Answer { bytes, is_range, length })
    }

    /// A range of the file.
    fn range(&self, range: Range<u32>) -> Result<Vec<u8>, Failure> {
        let Answer { mut bytes, is_range, .. } = self.get(self.url, Some(range.clone()))?;
        if !is_range {
            bytes = bytes.get(range.start as usize..range.end as usize).unwrap_or_default().to_vec();
        }
        if bytes.len() == range.len() { Ok(bytes) } else { Err(replaced(self.url)) }
    }

    /// Ranges of the file, in the order given, with as few requests as are worth it.
    fn ranges(&self, ranges: &[Range<u32>]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut requests: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match requests.last_mut().filter(|last| range.start >= last.end && range.start - last.end <= NEAR) {
                Some(last) => last.end = range.end,
                None => requests.push(range.clone()),
            }
        }
        let found = at_once(&requests, |range| self.range(range.clone()))?;
        let mut found = requests.iter().zip(&found).peekable();
        let mut out = Vec::with_capacity(ranges.len());
        for range in ranges {
            while found.next_if(|(request, _)| request.end < range.end || request.start > range.start).is_some() {}
            let bytes = found.peek().and_then(|(request, bytes)| {
                let start = (range.start - request.start) as usize;
                bytes.get(start..start + range.len())
            });
            out.push(bytes.unwrap_or_default().to_vec());
        }
        Ok(out)
    }

    /// Ranges out of the files that they are in.
    fn pieces(&self, layout: &PieceLayout, ranges: &[Range<u32>]) -> Result<Vec<Vec<u8>>, Failure> {
        let numbers = |range: &Range<u32>| {
            (range.start - layout.head) / layout.size..(range.end - layout.head).div_ceil(layout.size)
        };
        let mut wanted: Vec<u32> = ranges.iter().flat_map(numbers).collect();
        wanted.dedup();
        let found = at_once(&wanted, |&number| Ok(self.get(&beside(self.url, &layout.name(number)), None)?.bytes))?;
        let bytes_of = |number: u32| wanted.binary_search(&number).map_or(&[][..], |place| &found[place]);
        Ok(ranges
            .iter()
            .map(|range| {
                let all: Vec<u8> = numbers(range).flat_map(bytes_of).copied().collect();
                let start = (range.start - layout.range(numbers(range).start).start) as usize;
                all.get(start..start + range.len()).unwrap_or_default().to_vec()
            })
            .collect())
    }
}

/// The results for all items, several of them fetched at a time.
fn at_once<I: Sync, T: Send>(items: &[I], fetch: impl Fn(&I) -> Result<T, Failure> + Sync) -> Result<Vec<T>, Failure> {
    let share = items.len().div_ceil(AT_ONCE).max(1);
    let fetch = &fetch;
    thread::scope(|scope| {
        let threads: Vec<_> =
            items.chunks(share).map(|chunk| scope.spawn(move || chunk.iter().map(fetch).collect::<Vec<_>>())).collect();
        // A thread that panics takes the command with it.
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// The address of a file that stands beside another.
fn beside(url: &str, name: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    format!("{}/{name}", path.rsplit_once('/').map_or(path, |(folder, _)| folder))
}
