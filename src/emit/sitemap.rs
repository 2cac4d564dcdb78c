//! The sitemap, for a site whose address is known.

use crate::render::RenderedPage;

pub(super) fn write(address: &str, pages: &[RenderedPage]) -> String {
    let entries = pages.iter().map(|page| {
        // Addresses hold only letters, digits and `-_/.`; the site's own was checked for `<` and `"`.
        format!("  <url><loc>{}{}</loc></url>\n", address.replace('&', "&amp;"), page.path)
    });
    let entries: String = entries.collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</urlset>\n"
    )
}
