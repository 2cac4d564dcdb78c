//! What `site.yaml` may say, and what the program uses once that is resolved.

mod policy;
mod site;

pub(crate) use policy::{AllOrNone, Policy};
pub(crate) use site::{Licence, Linked, Site, licence, resolve};
