//! A drawing as a PNG, for programs that take no SVG. It is painted from the very text of the SVG that is published beside
//! it and checked there, with fonts of our own, so that every machine paints alike.

use std::sync::Arc;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

/// Pixels for each unit of a drawing: sharp on screens of twice the usual density, and on paper.
const SCALE: f32 = 2.0;
const FONTS: [&[u8]; 2] = [
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/LiberationSans-Regular.ttf")),
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/LiberationSans-Bold.ttf")),
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
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        let colours: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        encode(&colours, size.width(), size.height()).map_err(|error| error.to_string())
    }
}

fn encode(colours: &[u8], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    // Large even areas compress best as they are.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(colours)?;
    writer.finish()?;
    Ok(bytes)
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
    fn what_is_no_drawing_is_an_error() {
        assert!(Painter::new().paint("<svg").is_err());
    }
}
