//! A drawing as a PNG, for programs that take no SVG. It is painted from the very text of the SVG that is published beside
//! it and checked there, with fonts of our own, so that every machine paints alike.

use std::collections::BTreeMap;
use std::sync::Arc;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Pixels for each unit of a drawing: sharp on screens of twice the usual density, and on paper.
const SCALE: f32 = 2.0;
const FONTS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/download/fonts/LiberationSans-Regular.ttf")),
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/download/fonts/LiberationSans-Bold.ttf")),
];

/// Paints drawings; it holds the fonts.
pub(crate) struct Painter {
    options: Options<'static>,
}

impl Painter {
    pub(crate) fn new() -> Self {
        let mut fonts = Database::new();
        for font in FONTS {
            fonts.load_font_data(font.to_vec());
        }
        fonts.set_sans_serif_family("Liberation Sans");
        Self { options: Options { fontdb: Arc::new(fonts), ..Options::default() } }
    }

    /// The drawing at twice its size, without a transparent pixel.
    ///
    /// # Errors
    /// A sentence that says why it cannot be painted.
    pub(crate) fn paint(&self, svg: &str) -> Result<Vec<u8>, String> {
        let tree = Tree::from_str(svg, &self.options).map_err(|error| error.to_string())?;
        let size = tree.size().to_int_size().scale_by(SCALE).ok_or("it is too large")?;
        let mut pixels = Pixmap::new(size.width(), size.height()).ok_or("it is too large")?;
        // A height that is no whole number of pixels leaves a part of the last row without ground.
        pixels.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        let same = pixels.pixels().chunk_by(|one, next| one == next);
        let runs: Vec<Run> = same.map(|run| ([run[0].red(), run[0].green(), run[0].blue()], run.len())).collect();
        encode(&runs, size.width(), size.height()).map_err(|error| error.to_string())
    }
}

/// A colour, and how many pixels in succession have it.
type Run = ([u8; 3], usize);

/// The fewest bits of a colour that are kept; the eye does not see the difference at the edge of a letter.
const COARSEST: u8 = 4;

/// A picture of up to 256 colours, which is a third smaller than one of all colours.
fn encode(runs: &[Run], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let (palette, indices) = [8, 6, 5, COARSEST].into_iter().find_map(|bits| indexed(runs, bits)).unwrap_or_default();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    let flat: Vec<u8> = if palette.is_empty() {
        encoder.set_color(ColorType::Rgb);
        runs.iter().flat_map(|(colour, length)| std::iter::repeat_n(*colour, *length)).flatten().collect()
    } else {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.concat());
        indices
    };
    encoder.set_depth(BitDepth::Eight);
    // The slowest compression takes five times as long for a twentieth of the size.
    encoder.set_compression(Compression::Balanced);
    // Large even areas compress best as they are.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&flat)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours and which of them each pixel has, where colours that are alike in their first bits count as one: as the
/// most frequent of them. Nothing where they are more than 256.
fn indexed(runs: &[Run], bits: u8) -> Option<(Vec<[u8; 3]>, Vec<u8>)> {
    let alike = |colour: [u8; 3]| colour.map(|part| part >> (8 - bits));
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for (colour, length) in runs {
        *counts.entry(*colour).or_default() += length;
    }
    let mut chosen: BTreeMap<[u8; 3], ([u8; 3], usize)> = BTreeMap::new();
    for (colour, count) in counts {
        let best = chosen.entry(alike(colour)).or_insert((colour, count));
        if count > best.1 {
            *best = (colour, count);
        }
    }
    let places: BTreeMap<[u8; 3], u8> =
        chosen.keys().enumerate().map(|(place, key)| Some((*key, u8::try_from(place).ok()?))).collect::<Option<_>>()?;
    let mut indices = Vec::new();
    for (colour, length) in runs {
        indices.resize(indices.len() + length, *places.get(&alike(*colour))?);
    }
    Some((chosen.into_values().map(|(colour, _)| colour).collect(), indices))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\" \
                           font-family=\"Arial, Helvetica, sans-serif\"><rect width=\"40\" height=\"20\" fill=\"#fff\"/>\
                           <text y=\"16\">[c]</text></svg>";

    #[test]
    fn paints_letters_and_nothing_but_the_picture() {
        let painter = Painter::new();
        let drawn = painter.paint(DRAWING).unwrap();
        assert_eq!(&drawn[16..24], [0, 0, 0, 80, 0, 0, 0, 40], "twice the size");
        assert_ne!(drawn, painter.paint(&DRAWING.replace("[c]", "")).unwrap(), "letters need a font");
        for kind in [b"tIME", b"tEXt", b"iTXt", b"zTXt", b"eXIf"] {
            assert!(!drawn.windows(4).any(|window| window == kind));
        }
    }

    #[test]
    fn a_height_between_two_pixels_leaves_no_dark_edge() {
        let drawn = Painter::new().paint(&DRAWING.replace("20\"", "20.5\"")).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(drawn));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert!(pixels[..frame.buffer_size()].rchunks(frame.line_size).next().unwrap().iter().all(|part| *part == 255));
    }

    #[test]
    fn what_is_no_drawing_is_an_error() {
        assert!(Painter::new().paint("<svg").is_err());
    }
}
