//! A logo of pixels, as PNG: its pixels are kept, and nothing of what else such a file can hold.

use std::io::Cursor;

use png::{Decoder, Encoder, Limits, Transformations};

use super::Written;

/// The most pixels of a side: more than any masthead has room for.
const MOST: u32 = 2000;
/// What unpacking may take, so that a small file cannot exhaust the machine.
const MOST_BYTES: usize = 64 * 1024 * 1024;

pub(super) fn write(file: &[u8]) -> Written {
    let broken = |_| ("this is no PNG that can be read".to_owned(), "save the picture as PNG anew");
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MOST_BYTES });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let (width, height) = reader.info().size();
    if width > MOST || height > MOST {
        let message = format!("a side of this picture has more than {MOST} pixels");
        return Err((message, "save it smaller: twice as large as it is shown is enough"));
    }
    let size = reader.output_buffer_size().unwrap_or_default();
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(frame.color_type);
    encoder.set_depth(frame.bit_depth);
    let unwritten = |_| ("this picture cannot be written anew".to_owned(), "save it as PNG anew");
    let mut writer = encoder.write_header().map_err(unwritten)?;
    writer.write_image_data(&pixels[..frame.buffer_size()]).map_err(unwritten)?;
    writer.finish().map_err(unwritten)?;
    Ok((bytes, width.to_string(), height.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pixels, with a text beside them.
    fn picture() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.add_text_chunk("Author".to_owned(), "a name".to_owned()).unwrap();
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[0, 0, 0, 255, 255, 255, 255, 0]).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn pixels_stay_and_texts_go() {
        let picture = picture();
        assert!(picture.windows(6).any(|window| window == b"a name"));
        let (bytes, width, height) = write(&picture).unwrap();
        assert_eq!((width.as_str(), height.as_str()), ("2", "1"));
        assert!(!bytes.windows(6).any(|window| window == b"a name"));
        assert_eq!(write(&bytes).unwrap().0, bytes, "written alike every time");
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(write(b"no picture").is_err());
        assert!(write(&picture()[..40]).is_err());
    }
}
