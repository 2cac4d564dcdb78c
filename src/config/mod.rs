//! What `site.yaml` may say, and what the program uses once that is resolved.

mod accessibility;
mod phrases;
mod policy;
mod site;
mod words;

pub(crate) use accessibility::{Accessibility, resolve as accessibility};
pub(crate) use policy::{AllOrNone, Policy};
pub(crate) use site::{Licence, Linked, Site, licence, resolve};
