//! How a workbook looks: a sans serif of 12 points, wrapped, text to the left and figures to the right, no fills.

use quick_xml::escape::escape;

/// The styles of cells, columns and rows.
pub(super) const AUTOMATIC: &str = "\
<style:style style:name=\"first\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"8cm\"/></style:style>\
<style:style style:name=\"other\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"4.5cm\"/></style:style>\
<style:style style:name=\"words\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"14cm\"/></style:style>\
<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>\
<style:style style:name=\"title\" style:family=\"table-cell\" style:parent-style-name=\"Heading_20_1\"/>\
<style:style style:name=\"line\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:table-cell-properties fo:wrap-option=\"no-wrap\"/></style:style>\
<style:style style:name=\"text\" style:family=\"table-cell\" style:parent-style-name=\"Default\"/>\
<style:style style:name=\"heading\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\
<style:style style:name=\"figure\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:paragraph-properties fo:text-align=\"end\"/></style:style>";

/// The document's own styles, in its language.
pub(super) fn document(names: &str, language: &str) -> String {
    let (tongue, country) = language.split_once('-').unwrap_or((language, "none"));
    format!(
        "<office:document-styles {names}><office:styles><style:default-style style:family=\"table-cell\">\
         <style:text-properties fo:font-family=\"Arial\" fo:font-size=\"12pt\" fo:language=\"{}\" fo:country=\"{}\"/>\
         </style:default-style><style:style style:name=\"Default\" style:family=\"table-cell\">\
         <style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>\
         <style:style style:name=\"Heading_20_1\" style:display-name=\"Heading 1\" style:family=\"table-cell\" \
         style:parent-style-name=\"Default\"><style:table-cell-properties fo:wrap-option=\"no-wrap\"/>\
         <style:text-properties fo:font-weight=\"bold\" fo:font-size=\"16pt\"/></style:style></office:styles>\
         </office:document-styles>",
        escape(tongue),
        escape(country),
    )
}

/// The formats of the figures of a workbook: one for each number of decimals with what stands before and after.
#[derive(Default)]
pub(super) struct NumberStyles {
    known: Vec<(usize, String, String)>,
}

impl NumberStyles {
    /// The style of a figure that reads `text` and is `value`.
    pub(super) fn style(&mut self, text: &str, value: &str) -> String {
        let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let is_digit = |c: char| c.is_ascii_digit();
        let signs = |c: char| c == '+' || c == '-' || c == '\u{2212}';
        let before: String = text.chars().take_while(|c| !is_digit(*c)).filter(|c| !signs(*c)).collect();
        let after = text.rsplit(is_digit).next().unwrap_or_default().to_owned();
        let format = (decimals, before, after);
        let position = self.known.iter().position(|known| *known == format).unwrap_or_else(|| {
            self.known.push(format);
            self.known.len() - 1
        });
        format!("figure{position}")
    }

    pub(super) fn xml(&self) -> String {
        let style = |(position, (decimals, before, after)): (usize, &(usize, String, String))| {
            let literal = |text: &str| match text {
                "" => String::new(),
                text => format!("<number:text>{}</number:text>", escape(text)),
            };
            format!(
                "<number:number-style style:name=\"number{position}\">{}<number:number number:decimal-places=\"{decimals}\" \
                 number:min-decimal-places=\"{decimals}\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>{}\
                 </number:number-style><style:style style:name=\"figure{position}\" style:family=\"table-cell\" \
                 style:parent-style-name=\"Default\" style:data-style-name=\"number{position}\">\
                 <style:paragraph-properties fo:text-align=\"end\"/></style:style>",
                literal(before),
                literal(after),
            )
        };
        self.known.iter().enumerate().map(style).collect()
    }
}
