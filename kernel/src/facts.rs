//! What a theorem remembers: the seal of its theory and the facts it used.

use crate::term::Name;
use std::sync::Arc;

/// The identity of a sealed theory: the hash of all its lines and the names of its facts.
pub struct Seal {
    hash: u128,
    names: Vec<Name>,
}

impl Seal {
    pub(crate) fn new(hash: u128, names: Vec<Name>) -> Seal {
        Seal { hash, names }
    }

    /// The hash of the theory's lines.
    pub fn hash(&self) -> u128 {
        self.hash
    }

    pub(crate) fn name(&self, i: usize) -> Name {
        self.names.get(i).cloned().unwrap_or_else(|| "?".into())
    }
}

/// 128-bit FNV-1a, so that the seal is the same on every machine and in every version.
pub(crate) fn fnv(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |h, b| {
        (h ^ u128::from(*b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
    })
}

pub(crate) const FNV_START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;

/// A set of facts by their numbers, shared between theorems.
#[derive(Clone, Default)]
pub(crate) struct FactSet(Option<Arc<Vec<u64>>>);

impl FactSet {
    pub(crate) fn single(i: usize) -> FactSet {
        let mut words = vec![0; i / 64 + 1];
        words[i / 64] = 1 << (i % 64);
        FactSet(Some(Arc::new(words)))
    }

    pub(crate) fn union(&self, o: &FactSet) -> FactSet {
        let (Some(a), Some(b)) = (&self.0, &o.0) else {
            return if self.0.is_some() {
                self.clone()
            } else {
                o.clone()
            };
        };
        let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
        if short.iter().zip(long.iter()).all(|(s, l)| s & !l == 0) {
            return FactSet(Some(long.clone()));
        }
        let mut words = long.as_ref().clone();
        words
            .iter_mut()
            .zip(short.iter())
            .for_each(|(w, s)| *w |= s);
        FactSet(Some(Arc::new(words)))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().flat_map(|words| {
            words.iter().enumerate().flat_map(|(i, w)| {
                (0..64)
                    .filter(move |b| w >> b & 1 == 1)
                    .map(move |b| 64 * i + b)
            })
        })
    }
}
