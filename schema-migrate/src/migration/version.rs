use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use super::InvalidMigration;

/// How `diesel migration generate` writes the time.
const FORMAT: &str = "%Y-%m-%d-%H%M%S";

/// The version of a migration, by which `diesel_migrations` orders them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(String);

impl Version {
    /// A version of digits, letters and dashes. Diesel ignores the dashes.
    ///
    /// ```
    /// use schema_migrate::Version;
    ///
    /// assert!(Version::new("00000000000001").is_ok());
    /// assert!(Version::new("1_0").is_err());
    /// ```
    pub fn new(version: impl Into<String>) -> Result<Version, InvalidMigration> {
        let version = version.into();
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let has_content = version.bytes().any(|byte| byte.is_ascii_alphanumeric());
        if has_content && version.bytes().all(is_allowed) {
            Ok(Version(version))
        } else {
            Err(InvalidMigration::Version(version))
        }
    }

    /// The version that `diesel migration generate` would give now.
    pub fn now() -> Version {
        Version::at(SystemTime::now())
    }

    /// The version that `diesel migration generate` would give at a time, in UTC.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use schema_migrate::Version;
    ///
    /// let leap_day = SystemTime::UNIX_EPOCH + Duration::from_secs(951_827_696);
    /// assert_eq!(Version::at(leap_day).to_string(), "2000-02-29-123456");
    /// ```
    pub fn at(time: SystemTime) -> Version {
        Version(DateTime::<Utc>::from(time).format(FORMAT).to_string())
    }

    /// The version of one of several parts of what this is the version of. Parts are in their order,
    /// and before every later version.
    pub(super) fn part(&self, number: usize, parts: usize) -> Version {
        let width = parts.to_string().len().max(2);
        Version(format!("{}-{number:0width$}", self.0))
    }

    /// Whether Diesel would read this version from the name of a migration's folder.
    pub(super) fn is_of(&self, folder_name: &str) -> bool {
        let version = folder_name.split('_').next().unwrap_or_default();
        version.replace('-', "") == self.0.replace('-', "")
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
