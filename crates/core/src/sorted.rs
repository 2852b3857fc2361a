//! Sorting in little code: in wasm each type that `sort` is used for takes 5 KB, and of what readers sort there is little.

use std::collections::BinaryHeap;

/// Values in their order. As quick as `sort` up to some hundred of them.
pub(crate) fn sorted<T: Ord>(values: Vec<T>) -> Vec<T> {
    BinaryHeap::from(values).into_sorted_vec()
}
