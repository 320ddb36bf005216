//! Splits the client's bytes into messages by the headers of the base protocol. Nothing that a client sends ends the
//! stream: after bytes that are no message, reading goes on at the next header.

use std::io::{self, BufRead, Read};

/// The largest message that is read, in bytes. The header of a larger one is refused.
pub const MAX_LENGTH: u64 = 256 << 20;

/// The longest header line that is looked at, in bytes. Of a longer one only the end is looked at, where the next
/// header may follow.
const MAX_LINE: usize = 8 << 10;

/// The name of the one header that matters, in lower case.
const LENGTH: &[u8] = b"content-length:";

/// A piece of the stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a message.
    Body(Vec<u8>),
    /// Bytes that are no message, and why. What follows is read from the next header on.
    Garbage(&'static str),
}

/// Reads frames from a stream.
#[derive(Debug)]
pub struct Frames<R> {
    input: R,
    line: Vec<u8>,
    /// Whether the place in the stream was lost, so that the next header is being looked for.
    lost: bool,
}

impl<R: BufRead> Frames<R> {
    /// Reads the frames of `input`.
    pub fn new(input: R) -> Self {
        Self { input, line: Vec::new(), lost: false }
    }

    /// The next frame. None at the end of the stream.
    ///
    /// # Errors
    /// Those of reading `input`.
    pub fn read(&mut self) -> io::Result<Option<Frame>> {
        let mut length = None;
        let mut headers = 0_usize;
        while self.read_line()? {
            let line = self.line.trim_ascii();
            match header(line, self.lost) {
                Header::Length(bytes) if bytes <= MAX_LENGTH => {
                    length = Some(bytes);
                    self.lost = false;
                }
                Header::Length(_) | Header::BadLength => {
                    self.lost = true;
                    return Ok(Some(Frame::Garbage("a Content-Length that is no length up to 256 MiB")));
                }
                _ if self.lost => {}
                Header::Blank => match length {
                    Some(length) => return self.read_body(length),
                    None if headers == 0 => {}
                    None => {
                        self.lost = true;
                        return Ok(Some(Frame::Garbage("a header without Content-Length")));
                    }
                },
                Header::Other => headers += 1,
                Header::None => {
                    // The line may end in the header of the next message: bodies end without a line break.
                    match header(line, true) {
                        Header::Length(bytes) if bytes <= MAX_LENGTH => length = Some(bytes),
                        _ => self.lost = true,
                    }
                    if self.lost {
                        return Ok(Some(Frame::Garbage("bytes that are no header")));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Reads the next line into `self.line`, or the end of an overlong one. Returns false at the end of the stream.
    fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        loop {
            let read = (&mut self.input).take(MAX_LINE as u64).read_until(b'\n', &mut self.line)?;
            if read == 0 || self.line.ends_with(b"\n") {
                return Ok(!self.line.is_empty());
            }
            let excess = self.line.len().saturating_sub(MAX_LINE);
            self.line.drain(..excess);
        }
    }

    fn read_body(&mut self, length: u64) -> io::Result<Option<Frame>> {
        // The buffer grows with what arrives, not with the length in the header.
        let mut body = Vec::with_capacity(length.min(1 << 20) as usize);
        let read = (&mut self.input).take(length).read_to_end(&mut body)?;
        Ok((read as u64 == length).then_some(Frame::Body(body)))
    }
}

/// What a line of the header part can be.
#[derive(Debug, PartialEq, Eq)]
enum Header {
    Blank,
    Length(u64),
    BadLength,
    Other,
    None,
}

/// Reads a line, given without its line break. If the place in the stream is `lost`, the header may follow the end of a
/// body. It is a header only if its line ends with it: the same words inside JSON do not, since JSON has no raw line
/// breaks.
fn header(line: &[u8], lost: bool) -> Header {
    let at = if lost { find_length(line) } else { starts_with_length(line).then_some(0) };
    if let Some(value) = at.and_then(|at| line.get(at + LENGTH.len()..)) {
        let digits = std::str::from_utf8(value.trim_ascii()).unwrap_or_default();
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        return number.map_or(Header::BadLength, Header::Length);
    }
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.!#$%&'*+^`|~".contains(byte);
    match line {
        [] => Header::Blank,
        _ if name.len() < line.len() && !name.is_empty() && name.iter().all(is_token) => Header::Other,
        _ => Header::None,
    }
}

fn starts_with_length(bytes: &[u8]) -> bool {
    bytes.get(..LENGTH.len()).is_some_and(|start| start.eq_ignore_ascii_case(LENGTH))
}

fn find_length(line: &[u8]) -> Option<usize> {
    (0..line.len()).rev().find(|&at| line.get(at..).is_some_and(starts_with_length))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bodies of the frames of `stream`, with `?` for garbage.
    fn frames(stream: &str) -> Vec<String> {
        let mut frames = Frames::new(stream.as_bytes());
        std::iter::from_fn(|| frames.read().unwrap())
            .map(|frame| match frame {
                Frame::Body(body) => String::from_utf8(body).unwrap(),
                Frame::Garbage(_) => "?".to_owned(),
            })
            .collect()
    }

    #[test]
    fn frames_are_found() {
        for (stream, expected) in [
            ("Content-Length: 2\r\n\r\n{}", &["{}"][..]),
            ("content-length:2\n\n{}CONTENT-LENGTH:  3 \r\n\r\n[1]", &["{}", "[1]"]),
            ("X-A: b\r\nContent-Length: 2\r\nContent-Type: utf8; a=b\r\n\r\n{}", &["{}"]),
            ("\r\n\r\nContent-Length: 2\r\n\r\n{}\r\nContent-Length: 2\r\n\r\n[]", &["{}", "[]"]),
            ("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", &["", "{}"]),
            // Cut short by the end of the stream.
            ("Content-Length: 3\r\n\r\n{}", &[]),
            ("Content-Length: 3", &[]),
            ("", &[]),
        ] {
            assert_eq!(frames(stream), expected, "{stream:?}");
        }
    }

    #[test]
    fn bad_lengths_do_not_swallow_the_stream() {
        for length in ["1e12", "1000000000000", "99999999999999999999999", "-1", "+2", "abc", "", "2 2", "268435457"] {
            let stream = format!(
                "Content-Length: {length}\r\n\r\n{{\"lost\": \"Content-Length: 5\"}}Content-Length: 2\r\n\r\n{{}}"
            );
            assert_eq!(frames(&stream), ["?", "{}"], "{length}");
        }
    }

    #[test]
    fn garbage_is_reported_once_and_skipped() {
        for (stream, expected) in [
            ("garbage\nmore garbage\n\nContent-Length: 2\r\n\r\n{}", &["?", "{}"][..]),
            // A length too short: the rest of the body is garbage.
            ("Content-Length: 2\r\n\r\n[1, 2]\nContent-Length: 2\r\n\r\n{}", &["[1", "?", "{}"]),
            ("Content-Length: 2\r\n\r\n[1, 2]Content-Length: 2\r\n\r\n{}", &["[1", "{}"]),
            ("X-Only: this\r\n\r\n{}\n\nContent-Length: 2\r\n\r\n{}", &["?", "{}"]),
        ] {
            assert_eq!(frames(stream), expected, "{stream:?}");
        }
        let long = format!("{}Content-Length: 2\r\n\r\n{{}}", "[".repeat(3 * MAX_LINE));
        assert_eq!(frames(&long), ["{}"]);
    }
}
