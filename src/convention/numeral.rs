//! Ways of writing a number: superscript digits and roman numerals.

/// The value of `c`, if it is an ASCII or superscript digit.
pub fn digit(c: char) -> Option<u64> {
    match c {
        '0'..='9' => Some(u64::from(c) - u64::from('0')),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u64::from(c) - u64::from('⁰')),
        _ => None,
    }
}

/// Whether `c` is a superscript digit.
pub const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The raised small letters from `a` on.
const RAISED: &str = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ𐞥ʳˢᵗᵘᵛʷˣʸᶻ";

/// The letter that `c` is, if it is a raised small letter: `a` for `ᵃ`.
pub fn superscript_letter(c: char) -> Option<char> {
    let is_raised = !c.is_ascii() && c.is_alphabetic();
    let place = is_raised.then(|| RAISED.chars().position(|raised| raised == c))??;
    Some(char::from(b'a' + u8::try_from(place).ok()?))
}

/// `number` in superscript digits: `¹²` for 12.
pub fn superscript(number: u64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.bytes().filter_map(|digit| DIGITS.get(usize::from(digit - b'0'))).collect()
}

/// `number` in superscript digits if `model` begins with one, otherwise in ASCII digits: as many as `model` has, if it begins
/// with a zero as `041` does.
pub fn in_digits_of(model: &str, number: u64) -> String {
    let width = if model.starts_with('0') { model.len() } else { 0 };
    if model.starts_with(is_superscript) { superscript(number) } else { format!("{number:0width$}") }
}

/// `number` in letters that count: `C` for 3, `AA` for 27. In small or raised letters if `model` begins with one. Empty for 0.
pub fn in_letters_of(model: &str, number: u64) -> String {
    let (mut left, mut places) = (number, Vec::new());
    while let Some(before) = left.checked_sub(1) {
        places.push(u8::try_from(before % 26).unwrap_or_default());
        left = before / 26;
    }
    let first = model.chars().next().unwrap_or('A');
    let letter = |place: &u8| match first {
        'a'..='z' => Some(char::from(b'a' + place)),
        _ if superscript_letter(first).is_some() => RAISED.chars().nth((*place).into()),
        _ => Some(char::from(b'A' + place)),
    };
    places.iter().rev().filter_map(letter).collect()
}

/// The values of the roman digits, and of the pairs in which a smaller digit stands before a larger one.
const UNITS: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The value of the roman numeral `text`, in letters of one case: `xiv` or `XIV`. None where `text` is no roman numeral
/// in its standard form: `iiii`, `vx`.
pub fn roman(text: &str) -> Option<u64> {
    let is_numeral = |digits: &[u8]| text.bytes().all(|byte| digits.contains(&byte));
    if text.is_empty() || text.len() > 15 || !(is_numeral(b"ivxlcdm") || is_numeral(b"IVXLCDM")) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (mut rest, mut number) = (lower.as_str(), 0);
    for (value, digits) in UNITS {
        while let Some(after) = rest.strip_prefix(digits) {
            (rest, number) = (after, number + value);
        }
    }
    // Letters such as `iiii` and `ivi` add up to a number, but are not its standard form.
    (rest.is_empty() && to_roman(number)? == lower).then_some(number)
}

/// `number` as a roman numeral in small letters. None for 0 and for numbers above 3999, which have no numeral.
pub fn to_roman(number: u64) -> Option<String> {
    let (mut left, mut printed) = (number, String::new());
    if !(1..4000).contains(&number) {
        return None;
    }
    for (value, digits) in UNITS {
        while left >= value {
            printed.push_str(digits);
            left -= value;
        }
    }
    Some(printed)
}
