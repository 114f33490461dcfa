use forms::Lang;

use super::{fee, fill, front, masked, number, of, typed_number};

#[test]
fn values_stand_in_their_places() {
    for (sentence, values, want) in [
        ("Langkah {i} dari {n}", vec![("i", "2"), ("n", "4")], "Langkah 2 dari 4"),
        ("{a}{a}", vec![("a", "x")], "xx"),
        ("tanpa {nilai}.", vec![], "tanpa {nilai}."),
    ] {
        assert_eq!(fill(sentence, &values), want);
    }
}

#[test]
fn free_is_said_aloud_and_sums_have_dots() {
    assert_eq!(fee(front(Lang::Id), 0), "Gratis");
    assert_eq!(fee(front(Lang::Id), 50_000), "Rp50.000");
}

#[test]
fn a_number_is_read_in_groups_of_four() {
    assert_eq!(number("7H3K92QX"), "7H3K 92QX");
    assert_eq!(number(""), "");
    assert_eq!(number("IZIN-0001"), "IZIN-0001");
}

#[test]
fn a_number_is_read_as_it_was_shown_or_as_it_was_typed() {
    for (typed, want) in
        [("7H3K 92QX", "7H3K92QX"), (" 7h3k92qx ", "7H3K92QX"), ("IZIN-0001 ", "IZIN-0001"), ("a 1", "a 1")]
    {
        assert_eq!(typed_number(typed), want);
    }
}

#[test]
fn no_sentence_is_longer_than_14_words() {
    for lang in [Lang::Id, Lang::En] {
        let all = format!("{:?}{:?}", front(lang), of(lang));
        for quoted in all.split('"').skip(1).step_by(2) {
            for sentence in quoted.split(['.', '?', '!', ':']) {
                let n_words = sentence.split_whitespace().count();
                assert!(n_words <= 14, "{n_words} words: {sentence}");
            }
        }
    }
}

#[test]
fn only_the_end_of_a_masked_answer_is_shown() {
    for (text, want) in [
        ("6171 0517 0890 0001", "•••• •••• •••• 0001"),
        ("0812-5600-7890", "••••-••••-7890"),
        ("Siti", "Siti"),
        ("Siti A", "•iti A"),
        ("", ""),
    ] {
        assert_eq!(masked(text), want, "{text}");
    }
}
