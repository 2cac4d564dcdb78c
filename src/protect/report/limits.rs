//! What was modelled, what the pattern can still tell, and what nobody looked at: the honest end of a report.

/// One paragraph each.
pub(super) const LIMITS: [&str; 7] = [
    "The site is one system. Every figure that a page asks for is in it, with every sum that was declared, within a \
     dataset, across datasets, over bands and over periods; every sum that holds between the columns of the data; what \
     each share leaves of its whole; and every shown percentage, mean, rate, change and rounded count with the interval \
     that its rounding leaves. What is hidden is hidden from somebody who reads all pages and downloads of this site \
     together, and who knows what was declared as public already.",
    "Three readers were thought of. A stranger with the whole site. One person who is counted in it and knows what is \
     behind their own part: counts are protected from them by the threshold, numbers of events by the number of people \
     behind them and, where the data tells it, by how many of the events those with most account for. And a reader who \
     also knows this policy and this program.",
    "What is said of a hidden figure is what a reader must reckon with at least. It is proved by two sets of whole \
     numbers that both fit everything published, one with a low and one with a high value of the figure. They are found by \
     walking from the true numbers to others and by a search that ends after a given effort, and were then checked without \
     the program that found them. Nothing sensitive is published without such a pair: where none is found, more is \
     hidden, or nothing is published. How far apart the two are at least is told; where they lie is not, because that \
     depends on the true numbers. Of a figure that stands in no sum nothing can be said, because nothing published is \
     computed with it.",
    "The pattern itself tells a little. That a figure is hidden means that it is small, or rests on something small, or \
     protects something small; the mark is the same. A hidden figure is no zero where zeros are shown. Where a total may \
     miss its parts and only one part is hidden, the group that they miss is probably a small one.",
    "Which figures are hidden to protect others depends on the data, too: on their sizes, though no finer than the next \
     power of two, and on what was found to be enough. Somebody who knows this program may draw conclusions from that \
     choice; what is proved does not take them into account.",
    "Not known to the program: editions that are not recorded in the ledger, and what others have published, unless it was \
     declared; what the words of a page say beside its figures; facts that stand in two \
     datasets without a declaration; sums between rounded ratios that contradict each other; what people know who know \
     the children. Look for these by hand before you sign.",
    "The totals of this report are rounded so that they give no hidden figure away. The report still names every hidden \
     figure, the room that is left to guess it in and the parameters of every rule, so it is as private as the data.",
];
