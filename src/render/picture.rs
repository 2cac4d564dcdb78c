//! Charts, maps and diagrams: drawn once for the page, and made into the files that readers take away.

use rayon::prelude::*;

use super::chart::look::Looks;
use super::chart::standalone::{Around, standalone};
use super::chart::{self, ChartError};
use super::page::stem;
use super::sketchbook::Sketchbook;
use super::{exhibit, figure};
use crate::ask::{Page, Piece, Rich};
use crate::download::{Download, Painter};
use crate::language::Strings;
use crate::protect::Protected;

/// A drawing of a page.
#[derive(Debug)]
pub(super) struct Picture {
    /// A complete `<svg>` element.
    pub(super) svg: String,
    /// The numbers that are not answers: those of an axis or a key.
    pub(super) labels: Vec<String>,
    /// The drawing as a file of its own, as SVG and as PNG.
    pub(super) downloads: Vec<Download>,
}

/// A drawing, with what stands around it in its files.
struct Draft {
    path: String,
    around: Around,
    drawn: Option<(String, Vec<String>)>,
}

/// Draws every picture of the site, in the order in which they stand.
pub(super) fn all(protected: &Protected, book: &Sketchbook) -> Result<Vec<Picture>, ChartError> {
    let pieces = protected.pages.iter().flat_map(|page| &page.body.pieces);
    let looks = Looks::of(pieces.filter_map(|piece| match piece {
        Piece::Chart(chart) => Some(chart.as_ref()),
        _ => None,
    }));
    let mut drafts = Vec::new();
    let mut charts = Vec::new();
    for page in &protected.pages {
        let strings = &protected.voices[page.voice].strings;
        for piece in &page.body.pieces {
            match piece {
                Piece::Chart(chart) => {
                    charts.push(exhibit::drawing(protected, page, chart, &looks, strings));
                    let source: Vec<String> = chart.source.iter().cloned().collect();
                    let around = (&chart.headline, Some(&chart.subtitle), &chart.notes[..], source);
                    drafts.push(draft(protected, strings, page, &chart.id, around, None));
                }
                Piece::Map(map) => {
                    let drawn = chart::map::draw(&exhibit::map_drawing(protected, page, map, strings));
                    let source: Vec<String> = map.source.iter().cloned().collect();
                    let around = (&map.headline, Some(&map.subtitle), &map.notes[..], source);
                    let drawn = (drawn.svg, drawn.axis_labels);
                    drafts.push(draft(protected, strings, page, &map.id, around, Some(drawn)));
                }
                Piece::Structure(structure) => {
                    let diagram = exhibit::diagram(protected, structure, strings);
                    let drawn = (chart::structure::draw(&diagram), Vec::new());
                    let source = structure.source.iter().map(|source| figure::plain(protected, source)).collect();
                    let around = (&structure.headline, structure.subtitle.as_ref(), &structure.notes[..], source);
                    drafts.push(draft(protected, strings, page, &structure.id, around, Some(drawn)));
                }
                _ => {}
            }
        }
    }
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let mut charts = if charts.is_empty() { Vec::new() } else { chart::draw_all(&charts, book)? }.into_iter();
    for draft in drafts.iter_mut().filter(|draft| draft.drawn.is_none()) {
        draft.drawn = charts.next().map(|drawn| (drawn.svg, drawn.axis_labels));
    }
    let painter = Painter::new();
    drafts.into_par_iter().map(|draft| finish(draft, &painter, book)).collect()
}

fn draft(
    protected: &Protected,
    strings: &Strings,
    page: &Page,
    id: &str,
    (headline, subtitle, notes, source): (&Rich, Option<&Rich>, &[Rich], Vec<String>),
    drawn: Option<(String, Vec<String>)>,
) -> Draft {
    let plain = |rich: &Rich| figure::plain(protected, rich);
    let source = source.iter().map(|source| strings.say("picture-source", &[("source", source)]));
    let around = Around {
        headline: plain(headline),
        subtitle: subtitle.map(plain).unwrap_or_default(),
        foot: notes.iter().map(plain).chain(source).chain([protected.site.organisation.clone()]).collect(),
    };
    let stem = stem(&page.path);
    Draft { path: format!("downloads/{stem}-{id}"), around, drawn }
}

fn finish(Draft { path, around, drawn }: Draft, painter: &Painter, book: &Sketchbook) -> Result<Picture, ChartError> {
    let failed = |message: &str| ChartError::Drawing { id: path.clone(), message: message.to_owned() };
    let (svg, labels) = drawn.ok_or_else(|| failed("it was not drawn"))?;
    let file = standalone(&svg, &around).ok_or_else(|| failed("it is no drawing"))?;
    let png = book.painted.of(&file, || painter.paint(&file)).map_err(|message| failed(&message))?;
    let downloads = vec![
        Download { path: format!("{path}.svg"), format: "SVG", bytes: file.into_bytes() },
        Download { path: format!("{path}.png"), format: "PNG", bytes: png },
    ];
    Ok(Picture { svg, labels, downloads })
}
