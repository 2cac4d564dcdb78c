//! The clock, which is read for `--at now` alone. Whoever writes that chooses outputs that depend on when they are made.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The civil time of this machine, to the minute: in the zone of the variable `TZ`, or else of its settings.
///
/// # Errors
/// What to do, where the machine does not know its time zone: an embargo would end at a wrong hour.
#[expect(clippy::disallowed_methods, reason = "this is the one place where the clock is read")]
pub(crate) fn now() -> Result<DateTime, String> {
    let zone = TimeZone::try_system().map_err(|_| NO_ZONE.to_owned())?;
    let now = Timestamp::now().to_zoned(zone).datetime();
    now.with().second(0).subsec_nanosecond(0).build().map_err(|error| error.to_string())
}

const NO_ZONE: &str =
    "this machine does not say its time zone: set one, like `TZ=Europe/London`, or write a day and a time";
