//! How the text of a file is stored as bytes: recognised from the bytes, read, and written back as it was.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, mem};

/// An encoding of files. Every text that was read in one is written back as the same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileEncoding {
    /// UTF-8, with or without a byte-order mark.
    #[default]
    Utf8,
    /// UTF-16 with the lower byte first, behind a byte-order mark.
    Utf16Le,
    /// UTF-16 with the higher byte first, behind a byte-order mark.
    Utf16Be,
    /// Latin-1: each byte is one of the first 256 characters of Unicode.
    Latin1,
    /// Windows-1252: Latin-1 with dashes, quotation marks and some letters in place of control characters.
    Windows1252,
}

/// The byte-order mark.
const MARK: char = '\u{feff}';

impl FileEncoding {
    /// The name by which programs know the encoding, as IANA registers it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Latin1 => "ISO-8859-1",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The name by which users know the encoding.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Latin1 => "Latin-1",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// Reads the text that is stored as `bytes`. A byte-order mark of UTF-8 stays in the text, one of UTF-16 does not.
    ///
    /// # Errors
    ///
    /// Returns `bytes` and the offset of the first byte that is not UTF-8, if they are a text in none of the encodings.
    pub fn decode(bytes: Vec<u8>) -> Result<(String, Self), (Vec<u8>, usize)> {
        for (mark, encoding, known_as) in
            [(*b"\xff\xfe", UTF_16LE, Self::Utf16Le), (*b"\xfe\xff", UTF_16BE, Self::Utf16Be)]
        {
            // A NUL shows that this is UTF-32, or no text.
            if let Some(rest) = bytes.strip_prefix(&mark)
                && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest)
                && !text.contains('\0')
            {
                return Ok((text.into_owned(), known_as));
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok((text, Self::Utf8)),
            Err(error) => {
                let wrong = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                match single_byte(&bytes) {
                    Some(Self::Latin1) => Ok((mem::decode_latin1(&bytes).into_owned(), Self::Latin1)),
                    Some(encoding) => Ok((WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned(), encoding)),
                    None => Err((bytes, wrong)),
                }
            }
        }
    }

    /// The bytes as which `text` is stored. The byte-order mark of UTF-16, which [`Self::decode`] takes away, is added.
    /// Returns `None` if the encoding lacks a character of the text.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let units = || [MARK].into_iter().chain(text.chars()).collect::<String>();
        match self {
            Self::Utf8 => Some(text.into()),
            Self::Utf16Le => Some(units().encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(units().encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Latin1 => mem::is_str_latin1(text).then(|| mem::encode_latin1_lossy(text).into_owned()),
            Self::Windows1252 => {
                let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
                (!unmappable).then(|| bytes.into_owned())
            }
        }
    }
}

/// The encoding in which `bytes`, which are not UTF-8, are a text with one byte for each character. None for what is no
/// such text: damaged UTF-8, an alphabet other than the Latin one, bytes that are no text.
fn single_byte(bytes: &[u8]) -> Option<FileEncoding> {
    let is_text = |byte: &u8| !matches!(byte, 0..=8 | 0x0e..=0x19 | 0x1b..=0x1f | 0x7f);
    // Windows-1252 has no character for these.
    let is_assigned = |byte: &u8| !matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if !bytes.iter().all(|byte| is_text(byte) && is_assigned(byte)) {
        return None;
    }
    // In Latin-1, two letters beside each other seldom look like one character of UTF-8.
    let (mut wrong, mut encoded) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wrong += chunk.invalid().len();
        encoded += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    // A language in Latin letters has few of them with accents.
    let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if encoded >= wrong || letters <= wrong {
        return None;
    }
    let is_control = |byte: &u8| (0x80..0xa0).contains(byte);
    Some(if bytes.iter().any(is_control) { FileEncoding::Windows1252 } else { FileEncoding::Latin1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that `bytes` are read as `expected`, and written back as they were.
    fn check(bytes: &[u8], expected: Option<(&str, FileEncoding)>) {
        let decoded = FileEncoding::decode(bytes.into()).ok();
        assert_eq!(decoded.as_ref().map(|(text, encoding)| (text.as_str(), *encoding)), expected);
        if let Some((text, encoding)) = decoded {
            assert_eq!(encoding.encode(&text).as_deref(), Some(bytes), "{text}");
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_text_is_read_and_written_back_as_it_was() {
        use FileEncoding::{Latin1, Utf8, Utf16Be, Utf16Le, Windows1252};
        for text in ["", "Zoë met 😀 “Holt”.2\r\n", "\0", "\u{feff}Zoë"] {
            check(text.as_bytes(), Some((text, Utf8)));
        }
        let text = "Zoë met 😀.2\r\n";
        check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), Some((text, Utf16Le)));
        check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), Some((text, Utf16Be)));
        check(b"\xff\xfe", Some(("", Utf16Le)));
        check(b"Zo\xeb met \xc5ke.2", Some(("Zoë met Åke.2", Latin1)));
        check(b"Zo\xeb met \x93Holt\x94 \x96 they said.", Some(("Zoë met “Holt” – they said.", Windows1252)));
        let all: Vec<u8> = (0xa0..=0xff).flat_map(|byte| [b'a', b'b', byte, b' ']).collect();
        let all = [&all, b"letters that nobody would miss".as_slice()].concat();
        assert_eq!(FileEncoding::decode(all.clone()).unwrap().1.encode(&mem::decode_latin1(&all)), Some(all));
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        for bytes in [
            // Bytes of a program, and UTF-16 without a byte-order mark.
            b"Zo\xeb\0met".as_slice(),
            b"\x7fELF\x02\x01\xe9",
            &utf16("Zoë met Åke.", u16::to_le_bytes),
            // Half a character of UTF-16, and UTF-32.
            b"\xff\xfea",
            b"\xff\xfe\x00\xd8",
            b"\xff\xfe\0\0a\0\0\0",
            // UTF-8 with a byte lost, and with one added.
            "Zoë met Åke, née Holt, in Møn.".as_bytes().split_last().unwrap().1.strip_prefix(b"Zo\xc3").unwrap(),
            &[b"\xff", "Zoë met Åke.".as_bytes()].concat(),
            // A word in Cyrillic letters, as KOI8-R and Windows-1251 have it; a byte that Windows-1252 does not know.
            b"\xf0\xd2\xc9\xd7\xc5\xd4 2",
            b"\xcf\xf0\xe8\xe2\xe5\xf2 2",
            b"M\x81ller was there",
            b"\xff",
        ] {
            check(bytes, None);
        }
        assert_eq!(FileEncoding::decode(b"ab\xffcd\0".into()).unwrap_err().1, 2);
    }

    #[test]
    fn an_encoding_may_lack_a_character() {
        assert_eq!(FileEncoding::Latin1.encode("“Zoë”"), None);
        assert_eq!(FileEncoding::Windows1252.encode("“Zoë”").as_deref(), Some(b"\x93Zo\xeb\x94".as_slice()));
        assert_eq!(FileEncoding::Windows1252.encode("Зоя"), None);
    }
}
