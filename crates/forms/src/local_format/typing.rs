//! While it is typed: separators come by themselves, as long as nobody writes them otherwise.

use super::LocalFormat;

impl LocalFormat {
    /// The text for a box after one edit, and where its caret stands then: `6171 0` for `61710`. `before` is the text before the edit, `caret`
    /// counts bytes of `text`. `None` leaves box and caret as they are: for a kind without separators, for anything but digits and
    /// separators, and for somebody who sets or takes separators by hand.
    pub fn regroup(self, before: &str, text: &str, caret: usize) -> Option<(String, usize)> {
        let (old, new) = (digits(before)?, digits(text)?);
        let by_hand = self.show(&old) != before || separators(text) > separators(before) || old == new;
        // A number from abroad has groups of its own.
        if by_hand || self == LocalFormat::PhoneId && !new.starts_with('0') {
            return None;
        }
        let shown = self.show(&new);
        let n_before = text.get(..caret)?.bytes().filter(u8::is_ascii_digit).count();
        let place = match n_before.checked_sub(1) {
            None => 0,
            Some(last) => shown.match_indices(|letter: char| letter.is_ascii_digit()).nth(last)?.0 + 1,
        };
        (shown != text).then_some((shown, place))
    }
}

/// The digits of a text that has nothing but digits and separators.
fn digits(text: &str) -> Option<String> {
    let fits = |letter: char| letter.is_ascii_digit() || is_separator(letter);
    text.chars().all(fits).then(|| text.chars().filter(char::is_ascii_digit).collect())
}

fn separators(text: &str) -> usize {
    text.chars().filter(|letter| is_separator(*letter)).count()
}

fn is_separator(letter: char) -> bool {
    matches!(letter, ' ' | '.' | '-')
}
