//! The semantic tokens of a document, kept record by record, and what an edit changes in them.

use crate::assist::{self, Token, TokenKind};
use crate::record::{Placed, Record, Snapshot};
use crate::server::cache::per_record::{self, PerRecord};
use crate::server::positions::ToProtocol;
use crate::text::{Encoding, Text};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensLegend,
};

/// How many integers encode a token.
const INTEGERS: usize = 5;

/// The tokens of the last answer.
#[derive(Debug, Default)]
pub struct SemanticTokensCache {
    shares: Vec<Arc<Share>>,
    id: String,
}

/// The tokens of a record.
#[derive(Debug)]
struct Share {
    record: Arc<Record>,
    /// How many line breaks the record has.
    breaks: u32,
    /// The tokens. The first one counts from the record's start.
    tokens: Vec<SemanticToken>,
    /// The line of the last token, counted from the record's first line.
    last: u32,
    /// A hash of the tokens and of the number of line breaks.
    hash: u64,
}

impl PerRecord for Arc<Share> {
    fn record(&self) -> &Arc<Record> {
        &self.record
    }
}

/// The token types and modifiers in use. They are the protocol's own, which every theme colours.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::CLASS,
            SemanticTokenType::NUMBER,
            SemanticTokenType::KEYWORD,
            SemanticTokenType::COMMENT,
            SemanticTokenType::FUNCTION,
        ],
        token_modifiers: vec![SemanticTokenModifier::DEFINITION],
    }
}

/// A kind as indices into the [`legend`]: the type, and the set of modifiers. A note's label is the definition of the
/// number that its references print.
const fn indices(kind: TokenKind) -> (u32, u32) {
    match kind {
        TokenKind::Heading => (0, 0),
        TokenKind::Reference => (1, 0),
        TokenKind::NoteLabel => (1, 1),
        TokenKind::PageMarker => (2, 0),
        TokenKind::Insertion => (3, 0),
        TokenKind::CrossReference => (4, 0),
    }
}

/// Encodes `tokens` of `text`: each one is relative to the one before it, and the first to the start of `line`.
pub fn relative<'a>(
    text: &Text,
    tokens: impl IntoIterator<Item = &'a Token>,
    line: usize,
    encoding: Encoding,
) -> Vec<SemanticToken> {
    let (mut line, mut column) = (line as u32, 0);
    let tokens = tokens.into_iter().map(|token| {
        let range = text.protocol_range(token.span, encoding);
        let (start, (token_type, token_modifiers_bitset)) = (range.start, indices(token.kind));
        let delta_line = start.line.saturating_sub(line);
        let delta_start = if delta_line == 0 { start.character.saturating_sub(column) } else { start.character };
        (line, column) = (start.line, start.character);
        let length = range.end.character.saturating_sub(start.character);
        SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset }
    });
    tokens.collect()
}

impl SemanticTokensCache {
    /// All tokens of `snapshot`.
    pub fn full(&mut self, snapshot: &Snapshot, encoding: Encoding) -> SemanticTokens {
        self.update(snapshot, encoding);
        self.all()
    }

    /// What changed since the answer with the id `previous`. All tokens if that was not the last answer.
    pub fn delta(
        &mut self,
        snapshot: &Snapshot,
        encoding: Encoding,
        previous: &str,
    ) -> Result<SemanticTokensDelta, SemanticTokens> {
        let known = !self.id.is_empty() && self.id == previous;
        let before = self.update(snapshot, encoding);
        if !known {
            return Err(self.all());
        }
        let edits = changed(&before, &self.shares).into_iter().collect();
        Ok(SemanticTokensDelta { result_id: Some(self.id.clone()), edits })
    }

    fn all(&self) -> SemanticTokens {
        SemanticTokens { result_id: Some(self.id.clone()), data: joined(&self.shares, 0) }
    }

    /// Brings the tokens up to date, and returns the old ones.
    fn update(&mut self, snapshot: &Snapshot, encoding: Encoding) -> Vec<Arc<Share>> {
        let before = self.shares.clone();
        per_record::update(&mut self.shares, snapshot, |placed, line, breaks| {
            Arc::new(Share::new(snapshot.text(), placed, line, breaks, encoding))
        });
        let mut hasher = DefaultHasher::new();
        self.shares.iter().for_each(|share| share.hash.hash(&mut hasher));
        self.id = format!("{:016x}", hasher.finish());
        before
    }
}

impl Share {
    fn new(text: &Text, placed: &Placed, line: usize, breaks: usize, encoding: Encoding) -> Self {
        let tokens = relative(text, &assist::record_tokens(placed), line, encoding);
        let mut hasher = DefaultHasher::new();
        (breaks, tokens.len()).hash(&mut hasher);
        for token in &tokens {
            let SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset } = token;
            (delta_line, delta_start, length, token_type, token_modifiers_bitset).hash(&mut hasher);
        }
        let last = tokens.iter().map(|token| token.delta_line).sum();
        Self { record: placed.record.clone(), breaks: breaks as u32, tokens, last, hash: hasher.finish() }
    }
}

/// Joins the tokens of `shares`. There are `gap` lines without tokens before them.
fn joined(shares: &[Arc<Share>], gap: u32) -> Vec<SemanticToken> {
    let mut tokens = Vec::with_capacity(shares.iter().map(|share| share.tokens.len()).sum());
    let mut gap = gap;
    for share in shares {
        let first = tokens.len();
        tokens.extend_from_slice(&share.tokens);
        match tokens.get_mut(first) {
            Some(token) => {
                token.delta_line += gap;
                gap = share.breaks - share.last;
            }
            None => gap += share.breaks,
        }
    }
    tokens
}

/// The one edit that turns the tokens of `old` into those of `new`. None if they are the same.
fn changed(old: &[Arc<Share>], new: &[Arc<Share>]) -> Option<SemanticTokensEdit> {
    let same = |(old, new): &(&Arc<Share>, &Arc<Share>)| Arc::ptr_eq(old, new);
    let before = old.iter().zip(new).take_while(same).count();
    let most = old.len().min(new.len()) - before;
    let mut after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    // The first token after the change is relative to a token in it, so it may change too.
    while after > 0 {
        after -= 1;
        if new.get(new.len() - after - 1).is_some_and(|share| !share.tokens.is_empty()) {
            break;
        }
    }
    let (kept, old_shares) = old.get(..old.len() - after)?.split_at_checked(before)?;
    let new_shares = new.get(before..new.len() - after)?;
    let gap = kept.iter().fold(
        0,
        |gap, share| {
            if share.tokens.is_empty() { gap + share.breaks } else { share.breaks - share.last }
        },
    );
    let (old_tokens, mut data) = (joined(old_shares, gap), joined(new_shares, gap));

    let head = old_tokens.iter().zip(&data).take_while(|(old, new)| old == new).count();
    let most = old_tokens.len().min(data.len()) - head;
    let tail = old_tokens.iter().rev().zip(data.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    data.truncate(data.len() - tail);
    data.drain(..head);
    let removed = old_tokens.len() - head - tail;
    let start = kept.iter().map(|share| share.tokens.len()).sum::<usize>() + head;
    (removed > 0 || !data.is_empty()).then(|| SemanticTokensEdit {
        start: (start * INTEGERS) as u32,
        delete_count: (removed * INTEGERS) as u32,
        data: (!data.is_empty()).then_some(data),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Document;
    use crate::text::Span;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    const VOLUME: &str = "12. Letter From the Mayor0

He came.1 [Page 41] See Document 13.

  1. Source: Ænnet Archive.
  2. On foot.

13. Letter to the Crew

Nothing was said.

14. Talk in Æbleø1

𐐷 They [the crew] met.2

  1. Source: Quarrow Archive.
  2. At noon.
";

    /// Applies `edit` to the tokens `data`, as a client does.
    fn applied(mut data: Vec<SemanticToken>, edit: &SemanticTokensEdit) -> Vec<SemanticToken> {
        let (start, count) = (edit.start as usize / INTEGERS, edit.delete_count as usize / INTEGERS);
        data.splice(start..start + count, edit.data.clone().unwrap_or_default());
        data
    }

    /// The places of the tokens in the text.
    fn placed(text: &Text, data: &[SemanticToken], encoding: Encoding) -> Vec<Span> {
        use crate::text::Position;
        let (mut line, mut column) = (0, 0);
        let places = data.iter().map(|token| {
            line += token.delta_line as usize;
            column = if token.delta_line == 0 { column } else { 0 } + token.delta_start as usize;
            let end = column + token.length as usize;
            let span = Span::new(
                text.offset(Position::new(line, column), encoding),
                text.offset(Position::new(line, end), encoding),
            );
            assert_eq!(text.position(span.start, encoding), Position::new(line, column));
            assert_eq!(text.position(span.end, encoding), Position::new(line, end));
            span
        });
        places.collect()
    }

    #[test]
    fn columns_count_the_units_agreed_upon() {
        for encoding in ENCODINGS {
            let snapshot = Document::new(VOLUME).snapshot();
            let all = SemanticTokensCache::default().full(&snapshot, encoding);
            let tokens: Vec<_> = snapshot.records().iter().flat_map(assist::record_tokens).collect();
            let spans: Vec<_> = tokens.iter().map(|token| token.span).collect();
            assert_eq!(placed(snapshot.text(), &all.data, encoding), spans, "{encoding:?}");
        }
    }

    /// Replaces `old` by `new` in the volume. Returns how many tokens the delta removes and adds.
    #[track_caller]
    fn check(old: &str, new: &str) -> Option<(u32, usize)> {
        let mut document = Document::new(VOLUME);
        let mut cache = SemanticTokensCache::default();
        let before = cache.full(&document.snapshot(), Encoding::Utf16);
        let at = VOLUME.find(old).unwrap();
        document.edit(Span::new(at, at + old.len()), new);
        let delta = cache.delta(&document.snapshot(), Encoding::Utf16, before.result_id.as_ref().unwrap()).unwrap();
        let fresh = SemanticTokensCache::default().full(&document.snapshot(), Encoding::Utf16);
        assert_eq!(delta.result_id, fresh.result_id);
        let data = delta.edits.iter().fold(before.data, applied);
        assert_eq!(data, fresh.data);
        delta.edits.first().map(|edit| (edit.delete_count / 5, edit.data.as_ref().map_or(0, Vec::len)))
    }

    #[test]
    fn a_delta_is_no_longer_than_what_changed() {
        assert_eq!(check("On foot", "By boat"), None);
        assert_eq!(check("He came", "She came"), Some((1, 1)), "the reference moves");
        assert_eq!(check("Nothing was", "Nothing\nwas"), Some((1, 1)), "what follows is a line further");
        assert_eq!(check("[the crew] ", ""), Some((2, 1)));
        assert_eq!(check("\n14. Talk", "\n\n14. Talk"), Some((1, 1)));
    }

    #[test]
    fn what_is_not_the_last_result_gets_all() {
        let mut document = Document::new(VOLUME);
        let mut cache = SemanticTokensCache::default();
        assert!(cache.delta(&document.snapshot(), Encoding::Utf16, "").is_err());
        let first = cache.full(&document.snapshot(), Encoding::Utf16).result_id.unwrap();
        document.edit(Span::new(0, 0), "[Page 40]\n");
        let second = cache.full(&document.snapshot(), Encoding::Utf16).result_id.unwrap();
        assert!(cache.delta(&document.snapshot(), Encoding::Utf16, &first).is_err());
        assert_eq!(cache.delta(&document.snapshot(), Encoding::Utf16, &second).unwrap().edits, []);
    }

    proptest! {
        #[test]
        fn deltas_add_up(edits in prop::collection::vec((0..400_usize, 0..30_usize, "[ a1.\n\\[\\]é]{0,4}|\n\n15\\. Walk to Quarrow\n|\\[Page 4\\]"), 1..12)) {
            let mut document = Document::new(VOLUME);
            let mut cache = SemanticTokensCache::default();
            let SemanticTokens { mut result_id, mut data } = cache.full(&document.snapshot(), Encoding::Utf16);
            for (at, len, new) in edits {
                document.edit(Span::new(at, at + len), &new);
                let snapshot = document.snapshot();
                let delta = cache.delta(&snapshot, Encoding::Utf16, &result_id.unwrap_or_default()).unwrap();
                data = delta.edits.iter().fold(data, applied);
                result_id = delta.result_id;
                let fresh = SemanticTokensCache::default().full(&snapshot, Encoding::Utf16);
                prop_assert_eq!(&data, &fresh.data);
                prop_assert_eq!(&result_id, &fresh.result_id);
                let places = placed(snapshot.text(), &data, Encoding::Utf16);
                prop_assert!(places.iter().all(|place| !place.is_empty()));
                prop_assert!(places.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }
}
