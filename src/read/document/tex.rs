//! LaTeX as a flat list of blocks.

use super::leaf::Leaf;

/// The blocks of a LaTeX text.
pub(super) fn leaves(_text: &str) -> Vec<Leaf> {
    Vec::new()
}
