//! English words that say nothing about what is looked for.
//!
//! Articles, pronouns, prepositions, auxiliaries, question words and the tails
//! that an apostrophe leaves behind. No word of the field: `stop`, `change`,
//! `need`, `call`, `down`, `up` and `off` mean something here.

/// True if `folded`, a word in lower case, says nothing by itself.
#[rustfmt::skip]
pub(super) fn is_stop_word(folded: &str) -> bool {
    matches!(
        folded,
        "a" | "about" | "after" | "all" | "also" | "am" | "an" | "and" | "any" | "are" | "aren" |
            "as" | "at" | "be" | "been" | "before" | "being" | "between" | "both" | "but" |
            "by" | "can" | "cannot" | "could" | "couldn" | "d" | "did" | "didn" | "do" | "does" |
            "doesn" | "doing" | "don" | "during" | "each" | "either" | "etc" | "few" | "for" |
            "from" | "had" | "hadn" | "has" | "hasn" | "have" | "haven" | "having" | "he" |
            "her" | "here" | "him" | "his" | "how" | "i" | "if" | "in" | "into" | "is" | "isn" |
            "it" | "its" | "itself" | "just" | "ll" | "m" | "may" | "me" | "might" | "more" |
            "most" | "must" | "my" | "no" | "nor" | "not" | "of" | "on" | "only" | "onto" |
            "or" | "other" | "our" | "ourselves" | "own" | "per" | "re" | "s" |
            "shall" | "she" | "should" | "shouldn" | "so" | "some" | "such" | "t" | "than" |
            "that" | "the" | "their" | "them" | "themselves" | "then" | "there" | "these" |
            "they" | "this" | "those" | "through" | "to" | "too" | "us" | "ve" | "versus" |
            "very" | "vs" | "was" | "wasn" | "we" | "were" | "weren" | "what" | "when" |
            "where" | "whether" | "which" | "while" | "who" | "whom" | "whose" | "why" | "will" |
            "with" | "within" | "won" | "would" | "wouldn" | "yes" | "you" | "your" | "yours" |
            "yourself"
    )
}
