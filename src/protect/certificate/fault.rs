//! What can be wrong with a pattern or its certificate. A fault names positions, and never a value.

use std::fmt;

use super::super::model::CellId;

/// One fault. `completion` is a position in the certificate, or nothing for the model's own values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::protect) enum Fault {
    /// The pattern says too much or too little: it has not one entry for each cell.
    Lengths,
    /// A relation names a cell that is not there.
    RelationOfNothing { relation: usize },
    /// A ratio rests on a cell that is not there.
    RestsOnNothing { cell: CellId },
    /// A completion changes a cell that is not there.
    ChangeOfNothing { completion: usize, position: usize },
    /// A completion names a cell twice.
    NamedTwice { completion: usize, cell: CellId },
    /// A shown cell has a number that what is shown of it rules out.
    ShownDiffers { completion: Option<usize>, cell: CellId },
    /// A cell that no reader sees is lower than every reader knows it to be.
    TooLow { completion: Option<usize>, cell: CellId },
    /// A relation does not hold.
    Broken { completion: Option<usize>, relation: usize },
    /// The numbers of a relation are too large to be added up.
    TooLarge { completion: Option<usize>, relation: usize },
    /// A sensitive cell has no witness.
    Unwitnessed { cell: CellId },
    /// A cell has two witnesses.
    WitnessedTwice { cell: CellId },
    /// A witness speaks of a cell that is not there.
    WitnessOfNothing { witness: usize },
    /// A witness names a completion that is not there.
    NoSuchCompletion { cell: CellId },
    /// The two numbers of a witness are too near each other.
    Narrow { cell: CellId },
    /// A reader can be sure that the cell is small.
    SurelySmall { cell: CellId },
    /// A reader can be sure that the cell is not far below its true number.
    NearlyKnown { cell: CellId },
    /// A cell that is sensitive in itself is not hidden.
    SensitiveShown { cell: CellId },
    /// A ratio is shown although something that it rests on is hidden.
    RatioShown { cell: CellId },
    /// A cell that is public already is not shown.
    PublicHidden { cell: CellId },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Lengths => write!(f, "the pattern does not have one entry for each cell"),
            Self::RelationOfNothing { relation } => write!(f, "relation {relation} names a cell that is not there"),
            Self::RestsOnNothing { cell } => write!(f, "cell {cell} rests on a cell that is not there"),
            Self::ChangeOfNothing { completion, position } => {
                write!(f, "change {position} of completion {completion} is of a cell that is not there")
            }
            Self::NamedTwice { completion, cell } => write!(f, "completion {completion} names cell {cell} twice"),
            Self::ShownDiffers { completion, cell } => {
                write!(f, "{} cell {cell} is not what is shown of it", In(completion))
            }
            Self::TooLow { completion, cell } => {
                write!(f, "{} cell {cell} is lower than every reader knows it to be", In(completion))
            }
            Self::Broken { completion, relation } => {
                write!(f, "{} relation {relation} does not hold", In(completion))
            }
            Self::TooLarge { completion, relation } => {
                write!(f, "{} the numbers of relation {relation} are too large to be added up", In(completion))
            }
            Self::Unwitnessed { cell } => write!(f, "sensitive cell {cell} has no witness"),
            Self::WitnessedTwice { cell } => write!(f, "cell {cell} has two witnesses"),
            Self::WitnessOfNothing { witness } => write!(f, "witness {witness} speaks of a cell that is not there"),
            Self::NoSuchCompletion { cell } => {
                write!(f, "the witness of cell {cell} names a completion that is not there")
            }
            Self::Narrow { cell } => write!(f, "the two numbers of the witness of cell {cell} are too near each other"),
            Self::SurelySmall { cell } => write!(f, "a reader can be sure that cell {cell} is small"),
            Self::NearlyKnown { cell } => {
                write!(f, "a reader can be sure that cell {cell} is not far below its true number")
            }
            Self::SensitiveShown { cell } => write!(f, "cell {cell} is sensitive in itself and not hidden"),
            Self::RatioShown { cell } => {
                write!(f, "ratio {cell} is shown although something that it rests on is hidden")
            }
            Self::PublicHidden { cell } => write!(f, "cell {cell} is public already and not shown"),
        }
    }
}

/// Which values a fault was found in.
struct In(Option<usize>);

impl fmt::Display for In {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(completion) => write!(f, "in completion {completion}"),
            None => write!(f, "in the model's own values"),
        }
    }
}
