//! Work on all processors, whose results come in order.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

/// How many results of a thread wait at most: enough that it need not wait for one long file, and not much memory.
const WAITING: usize = 4;

/// More threads than this read faster than one thread takes in what they read.
const MOST: usize = 8;

/// How many threads there are work for.
pub(crate) fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST)
}

/// Calls `work` with each item on so many threads, and `take` with each item and its result on this one, in the order
/// of the items. No more results are held than four a thread.
pub(crate) fn in_order<I: Sync, R: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> R + Sync,
    mut take: impl FnMut(&I, R),
) {
    if threads < 2 {
        return items.iter().for_each(|item| take(item, work(item)));
    }
    thread::scope(|scope| {
        let work = &work;
        // Each thread has every so-manieth item, so that the next result is always known to come from the next one.
        let results: Vec<_> = (0..threads)
            .map(|first| {
                let (sender, receiver) = sync_channel(WAITING);
                scope.spawn(move || {
                    let own = items.iter().skip(first).step_by(threads);
                    // Nobody listens any more where this thread has panicked.
                    own.map(work).try_for_each(|result| sender.send(result))
                });
                receiver
            })
            .collect();
        for (item, results) in items.iter().zip(results.iter().cycle()) {
            // A thread that panics ends the scope with the same panic.
            let Ok(result) = results.recv() else { break };
            take(item, result);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_from_any_number_of_threads() {
        let items: Vec<u64> = (0..50).collect();
        for threads in [0, 1, 2, 3, 80] {
            let mut taken = Vec::new();
            let slow = |item: &u64| {
                thread::sleep(Duration::from_micros(item * 7 % 5 * 100));
                item + 1
            };
            in_order(&items, threads, slow, |item, result| taken.push((*item, result)));
            assert_eq!(taken, items.iter().map(|item| (*item, item + 1)).collect::<Vec<_>>(), "{threads} threads");
        }
    }
}
