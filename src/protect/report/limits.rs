//! What was modelled, what the pattern can still tell, and what nobody looked at: the honest end of a report.

/// One paragraph each.
pub(super) const LIMITS: [&str; 6] = [
    "The site is one system. Every figure that a page asks for is in it, with every sum that was declared, every sum that \
     holds between the columns of the data, and what each share leaves of its whole. What is hidden is hidden from \
     somebody who reads all pages and downloads of this site together.",
    "Three readers were thought of. A stranger with the whole site. One person who is counted in it and knows what is \
     behind their own part: counts are protected from them by the threshold, numbers of events by the number of people \
     behind them. And a reader who also knows this policy and this program.",
    "The interval of a hidden figure is what a reader must reckon with at least. It is taken from two sets of whole \
     numbers that both fit everything published, one with a low and one with a high value of the figure; they were checked \
     without the program that found them. The ends are rounded inwards. Where there is no interval the figure was not \
     certified, and nobody should sign for it.",
    "The pattern itself tells a little. That a figure is hidden means that it is small, or rests on something small, or \
     protects something small; the mark is the same. A hidden figure is no zero, because zeros are shown. Where a total may \
     miss its parts and only one part is hidden, the group that they miss is probably a small one.",
    "Not known to the program: editions that are not recorded in the ledger, and what others have published; what the words of a page \
     say beside its figures; facts that stand in two datasets without a `same` declaration; what people know who know the \
     children. Look for these by hand before you sign.",
    "The totals of this report are rounded so that they give no hidden figure away. The report still names every hidden \
     figure and the room that is left to guess it in, so it is as private as the data.",
];
