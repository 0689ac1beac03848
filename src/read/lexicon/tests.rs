use super::*;

fn cue(text: &str) -> Option<CueClass> {
    let lexicon = Lexicon::for_text(text);
    let words = lexicon.words(text);
    (0..words.len())
        .find_map(|at| {
            lexicon
                .cues
                .longest(words[at..].iter().map(|(w, _)| w.as_str()))
        })
        .map(|found| found.0)
}

#[test]
fn every_language_file_has_the_shape() {
    for text in FILES {
        let lexicon = Lexicon::parse(text).unwrap_or_else(|error| panic!("{error}"));
        assert!(lexicon.common.len() >= 10, "{:?}", lexicon.languages);
    }
    assert_eq!(LANGUAGES.len(), FILES.len());
    assert!(Lexicon::parse("language = 'x'").is_err());
}

#[test]
fn no_phrase_means_two_things_at_the_head_of_a_paragraph() {
    let all = Lexicon::for_text("");
    for phrases in all.heads.0.values() {
        for (at, phrase) in phrases.iter().enumerate() {
            let other = phrases[at + 1..]
                .iter()
                .find(|p| p.parts == phrase.parts && p.value != phrase.value);
            assert!(other.is_none(), "{phrase:?} and {other:?}");
        }
    }
}

#[test]
fn no_phrase_means_two_things_in_running_words() {
    for language in LANGUAGES.iter() {
        for phrases in language.cues.0.values() {
            for (at, phrase) in phrases.iter().enumerate() {
                let other = phrases[at + 1..]
                    .iter()
                    .find(|p| p.parts == phrase.parts && p.value != phrase.value);
                assert!(other.is_none(), "{phrase:?} and {other:?}");
            }
        }
    }
}

#[test]
fn phrases() {
    for (text, class) in [
        ("Suppose that", CueClass::Hypothesis),
        ("For all", CueClass::Condition),
        ("it is given by", CueClass::Definition),
        ("The distribution of the errors is", CueClass::Definition),
        ("On trouve", CueClass::Consequence),
        ("Étant donnée", CueClass::Condition),
        ("ÉTANT DONNÉ QUE", CueClass::Reason),
        ("e\u{301}tant donne\u{301} que", CueClass::Reason),
        ("D’où", CueClass::Consequence),
        ("sachant qu'à", CueClass::Reason),
        ("on en déduit qu’", CueClass::Consequence),
        ("prouvez que", CueClass::Goal),
        ("elles sont données par", CueClass::Definition),
    ] {
        assert_eq!(cue(text), Some(class), "{text}");
    }
}

#[test]
fn a_caret_wants_the_start_of_a_clause() {
    let lexicon = Lexicon::for_text("le la les une");
    let words = ["soit"];
    assert_eq!(
        lexicon.cues.longest_at(words.into_iter(), true),
        Some((CueClass::Hypothesis, 1))
    );
    assert_eq!(lexicon.cues.longest_at(words.into_iter(), false), None);
}

#[test]
fn accents_count() {
    let lexicon = Lexicon::for_text("le la les une");
    let ou = ["ou"];
    assert!(lexicon.cues.longest(ou.iter().copied()).is_none());
    assert_eq!(
        lexicon.cues.longest(["où"].iter().copied()),
        Some((CueClass::Condition, 1))
    );
}

#[test]
fn cues_of_another_language_stay_out() {
    let english =
        "The value that we take is the one for which it is in the set. On a side note, car";
    let lexicon = Lexicon::for_text(english);
    assert!(lexicon.cues.longest(["car"].iter().copied()).is_none());
    assert!(lexicon.heads.longest(["réponse"].iter().copied()).is_some());
}

#[test]
fn optional_letters() {
    assert_eq!(
        spellings("donné(e)(s)"),
        ["donné", "donnée", "donnés", "données"]
    );
    assert_eq!(spellings("let"), ["let"]);
}
