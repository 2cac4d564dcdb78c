//! `candour schema`

use std::path::Path;

use super::files;
use crate::keys::{KINDS, Kind};
use crate::pipeline::Failure;

pub(crate) fn run(name: Option<&str>, out: Option<&Path>) -> Result<String, Failure> {
    match (name.and_then(Kind::named), out) {
        (Some(kind), None) => kind.json().map_err(Failure::fault),
        (None, None) => Ok(KINDS.iter().map(|kind| format!("{:<22} {}\n", kind.name, kind.place)).collect()),
        (kind, Some(folder)) => {
            let kinds = kind.map_or_else(|| KINDS.to_vec(), |kind| vec![kind]);
            let written = |kind: Kind| Ok((kind.file(), kind.json().map_err(Failure::fault)?));
            let written: Vec<(String, String)> = kinds.into_iter().map(written).collect::<Result<_, Failure>>()?;
            files::write(folder, &written)
        }
    }
}
