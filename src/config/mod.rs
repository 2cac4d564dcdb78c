//! What `site.yaml` may say, and what the program uses once that is resolved.

mod phrases;
mod policy;
mod site;
mod words;

pub(crate) use policy::{AllOrNone, Policy};
pub(crate) use site::{Licence, Linked, Site, licence, resolve};
