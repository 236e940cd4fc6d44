//! British and American spelling: one form for both, before stems are taken.
//!
//! Nobody knows which of the two an article or its reader prefers, and most
//! libraries hold both. Each family below maps one spelling to the other and
//! leaves every word alone that only looks like it: `promise` has no second
//! spelling, `four` is not `for`. Where both spellings exist but mean different
//! things (`cheque` and `check`, `storey` and `story`), or start with different
//! letters (`enquiry`), they stay apart. Which words have two spellings is
//! common knowledge of dictionaries; the lists were written for this file.

/// Puts the one form of the folded `word` and its other spelling in its place.
///
/// The first letter stays, and so does anything but the letters `a` to `z`.
pub(super) fn unify(word: &mut String) {
    // The shortest is `grey`; what is much longer is no word of a language.
    if !(4..=24).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    let other = irregular(word)
        .or_else(|| doubled(word))
        .or_else(|| ise(word))
        .or_else(|| our(word))
        .or_else(|| inside(word))
        .or_else(|| re(word));
    if let Some(other) = other {
        *word = other;
    }
}

/// Words whose beginning changes, whatever follows.
const STARTS: [(&str, &str); 18] = [
    ("acknowledgement", "acknowledgment"),
    ("aeroplane", "airplane"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("archaeolog", "archeolog"),
    ("artefact", "artifact"),
    ("despatch", "dispatch"),
    ("encyclopaed", "encycloped"),
    ("grey", "gray"),
    ("judgement", "judgment"),
    ("manoeuvra", "maneuvera"),
    ("misjudgement", "misjudgment"),
    ("mould", "mold"),
    ("moustache", "mustache"),
    ("plough", "plow"),
    ("practis", "practic"),
    ("sceptic", "skeptic"),
    ("sulph", "sulf"),
];

/// Whole words, in order.
const WHOLE: [(&str, &str); 26] = [
    ("appal", "appall"),
    ("appals", "appalls"),
    ("benefitted", "benefited"),
    ("benefitting", "benefiting"),
    ("biassed", "biased"),
    ("cosy", "cozy"),
    ("distil", "distill"),
    ("distils", "distills"),
    ("focussed", "focused"),
    ("focusses", "focuses"),
    ("focussing", "focusing"),
    ("instil", "instill"),
    ("instils", "instills"),
    ("moveable", "movable"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("resizeable", "resizable"),
    ("routeing", "routing"),
    ("sizeable", "sizable"),
    ("skilful", "skillful"),
    ("skilfully", "skillfully"),
    ("unskilful", "unskillful"),
    ("useable", "usable"),
    ("wilful", "willful"),
    ("wilfully", "willfully"),
    ("woollen", "woolen"),
];

/// Verbs whose one `l` America doubles, and their nouns: `fulfil`, `enrolment`.
const DOUBLED_THERE: [&str; 4] = ["enrol", "enthral", "fulfil", "instal"];

fn irregular(word: &str) -> Option<String> {
    if let Ok(at) = WHOLE.binary_search_by_key(&word, |(british, _)| british) {
        return Some(WHOLE[at].1.to_owned());
    }
    for verb in DOUBLED_THERE {
        if let Some(ending @ ("" | "s" | "ment" | "ments")) = word.strip_prefix(verb) {
            return Some(format!("{verb}l{ending}"));
        }
    }
    STARTS.iter().find_map(|(british, american)| {
        word.strip_prefix(british).map(|rest| format!("{american}{rest}"))
    })
}

/// Verbs in one `l` that Britain doubles before an ending: `cancelled`, `modelling`.
const DOUBLED_HERE: [&str; 37] = [
    "bevel", "cancel", "channel", "chisel", "counsel", "dial", "dishevel", "duel", "enamel",
    "equal", "fuel", "funnel", "initial", "jewel", "label", "level", "libel", "marshal", "model",
    "panel", "parcel", "pencil", "quarrel", "ravel", "revel", "rival", "shovel", "shrivel",
    "signal", "spiral", "stencil", "swivel", "total", "towel", "travel", "trial", "tunnel",
];

fn doubled(word: &str) -> Option<String> {
    let at = word.rfind("ll")?;
    let (verb, ending) = (&word[..=at], &word[at + 2..]);
    let is_ending = matches!(ending, "ed" | "ing" | "ings" | "er" | "ers" | "or" | "ors" | "able");
    let is_verb = |verb: &str| DOUBLED_HERE.contains(&verb);
    let has_verb = is_ending && prefixed(verb, &["", "mis", "re", "un"], &is_verb);
    has_verb.then(|| format!("{verb}{ending}"))
}

/// True if `word` is one of `prefixes` and something that `is_known`.
fn prefixed(word: &str, prefixes: &[&str], is_known: &dyn Fn(&str) -> bool) -> bool {
    prefixes.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(is_known))
}

/// What has no other spelling when `ise` follows, beyond what [`is_always_s`] sees.
const ALWAYS_S: [&str; 34] = [
    "adv", "advert", "cer", "chast", "chem", "circumc", "conc", "dem", "desp", "dev", "exc",
    "expert", "highr", "improv", "inc", "lowr", "merchand", "metropol", "misadv", "moonr", "mort",
    "parad", "pelv", "prem", "readv", "rev", "sunr", "superv", "surm", "telev", "treat", "trell",
    "upr", "val",
];

/// `-ise` and all that follows from it: `organised`, `optimisation`.
fn ise(word: &str) -> Option<String> {
    const ENDINGS: [&str; 12] = [
        "e", "ed", "es", "er", "ers", "ing", "ings", "able", "ation", "ations", "ational",
        "ability",
    ];
    let at = word.rfind("is")?;
    let (root, ending) = (&word[..at], &word[at + 2..]);
    let has_other = root.len() >= 3 && ENDINGS.contains(&ending) && !is_always_s(root);
    has_other.then(|| format!("{root}iz{ending}"))
}

/// True if `root` followed by `ise` is never written with `z`.
fn is_always_s(root: &str) -> bool {
    // `raise`, `noise`, `disguise`; `otherwise`; `comprise`, `enterprise`, `compromise`.
    root.ends_with(['a', 'e', 'o', 'u', 'w'])
        || ["pr", "prom", "prec", "exerc", "franch"].iter().any(|end| root.ends_with(end))
        || ALWAYS_S.contains(&root)
}

/// What stands before `our` where America writes `or`.
const OUR: [&str; 34] = [
    "arb",
    "ard",
    "arm",
    "behavi",
    "cand",
    "clam",
    "clang",
    "col",
    "demean",
    "dol",
    "enam",
    "endeav",
    "fav",
    "ferv",
    "flav",
    "harb",
    "hon",
    "hum",
    "lab",
    "misdemean",
    "neighb",
    "od",
    "parl",
    "ranc",
    "rig",
    "rum",
    "sav",
    "savi",
    "splend",
    "succ",
    "tum",
    "val",
    "vap",
    "vig",
];
/// What may stand before a word with two spellings: `discolour`, `sublicence`, `epicentre`.
const PREFIXES: [&str; 16] = [
    "", "amphi", "bi", "cyber", "data", "dis", "epi", "mis", "multi", "off", "on", "re", "sub",
    "tri", "un", "water",
];

/// `-our` and all that follows from it: `behavioural`, `favourites`.
fn our(word: &str) -> Option<String> {
    let (before, after) = word.split_once("our")?;
    let is_one = prefixed(before, &PREFIXES, &|stem| OUR.contains(&stem));
    is_one.then(|| format!("{before}or{after}"))
}

/// `-yse`, `-ogue` and `-ence`.
fn inside(word: &str) -> Option<String> {
    // The other way round: `analyses` is what America makes of several an `analysis`, too.
    if let Some((before, after)) = word.split_once("lyz") {
        return after.starts_with(['a', 'e', 'i']).then(|| format!("{before}lys{after}"));
    }
    for short in ["analog", "catalog", "dialog", "monolog"] {
        let ending = match word.strip_prefix(short) {
            Some("ue") => "",
            Some("ues") => "s",
            Some(rest @ ("ued" | "uer" | "uers" | "uing")) => &rest[1..],
            _ => continue,
        };
        return Some(format!("{short}{ending}"));
    }
    for (british, american) in
        [("licenc", "licens"), ("defenc", "defens"), ("offenc", "offens"), ("pretenc", "pretens")]
    {
        if let Some((prefix, ending)) = word.split_once(british) {
            let is_one = PREFIXES.contains(&prefix) && ending.starts_with(['e', 'i']);
            return is_one.then(|| format!("{prefix}{american}{ending}"));
        }
    }
    None
}

/// What America writes with `er`.
const RE: [&str; 14] = [
    "calib", "cent", "fib", "goit", "lit", "lust", "manoeuv", "meag", "met", "mit", "sab",
    "saltpet", "somb", "theat",
];
/// What may stand before `metre` and `litre`.
const MEASURES: [&str; 6] = ["centi", "deci", "kilo", "micro", "milli", "nano"];

/// `-re`: `centres`, `centred`, `kilometre`, and `manoeuvre`, which loses an `o` as well.
fn re(word: &str) -> Option<String> {
    const ENDINGS: [(&str, &str); 4] =
        [("re", "er"), ("res", "ers"), ("red", "ered"), ("ring", "ering")];
    let (before, ending) = ENDINGS
        .iter()
        .find_map(|(british, american)| Some((word.strip_suffix(british)?, american)))?;
    let is_known = |stem: &str| RE.contains(&stem);
    let is_one = prefixed(before, &PREFIXES, &is_known) || prefixed(before, &MEASURES, &is_known);
    is_one.then(|| format!("{}{ending}", before.replace("oeuv", "euv")))
}

#[cfg(test)]
#[path = "variants_tests.rs"]
mod tests;
