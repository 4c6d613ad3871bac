//! Colours are for terminals, and for who asks for them.

use std::ffi::OsString;
use std::io::{self, Write};

use anstream::adapter::StripBytes;
use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

/// When an answer has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl When {
    /// What `--color` says. It is read before everything else, as complaints about the arguments have
    /// colours, too.
    pub(crate) fn of(arguments: &[OsString]) -> When {
        let texts: Vec<&str> = arguments.iter().filter_map(|one| one.to_str()).collect();
        let texts = texts.split(|text| *text == "--").next().unwrap_or_default();
        let given = texts.iter().enumerate().find_map(|(position, text)| {
            match text.strip_prefix("--color")? {
                "" => texts.get(position + 1).copied(),
                value => value.strip_prefix('='),
            }
        });
        given
            .and_then(|value| When::from_str(value, false).ok())
            .unwrap_or_default()
    }

    /// Whether a stream gets colours.
    pub(crate) fn is_for(self, stream: &impl RawStream) -> bool {
        match self {
            When::Auto => AutoStream::choice(stream) != ColorChoice::Never,
            When::Always => true,
            When::Never => false,
        }
    }
}

/// A stream that gets colours, or from whose text they are taken.
pub(crate) struct Painter<'w> {
    stream: &'w mut dyn Write,
    strip: Option<StripBytes>,
}

impl<'w> Painter<'w> {
    pub(crate) fn new(stream: &'w mut dyn Write, paints: bool) -> Painter<'w> {
        let strip = (!paints).then(StripBytes::new);
        Painter { stream, strip }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.strip {
            None => self.stream.write_all(bytes)?,
            Some(strip) => {
                for text in strip.strip_next(bytes) {
                    self.stream.write_all(text)?;
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
