//! The clocks. The civil one is read for `--at now` alone: whoever writes that chooses outputs that depend on when they are
//! made. The other one only ever runs forward and knows no date; it says how long a stage took, for `--timings`, and nothing
//! of it reaches what is written.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The civil time of this machine, to the minute: in the zone of the variable `TZ`, or else of its settings.
///
/// # Errors
/// What to do, where the machine does not know its time zone: an embargo would end at a wrong hour.
#[expect(clippy::disallowed_methods, reason = "this is the one place where the civil clock is read")]
pub(crate) fn now() -> Result<DateTime, String> {
    let zone = TimeZone::try_system().map_err(|_| NO_ZONE.to_owned())?;
    let now = Timestamp::now().to_zoned(zone).datetime();
    now.with().second(0).subsec_nanosecond(0).build().map_err(|error| error.to_string())
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "how long a stage takes is told on standard error alone")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has been running.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

const NO_ZONE: &str =
    "this machine does not say its time zone: set one, like `TZ=Europe/London`, or write a day and a time";
