//! Which words meet in one form, and which must not.

use super::*;
use crate::index::analyse::Analyser;

fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    assert!(Analyser::new().stem(&mut stem), "{word} is a stop word");
    stem
}

/// Pairs in two spellings, or two forms of one word.
const MEET: &str = "\
    organise organize, organised organized, organisation organization, optimising optimizing,
    virtualisation virtualization, prioritises prioritizes, authoriser authorizer,
    categorise categorize, customisable customizable, organisational organizational,
    hypothesise hypothesize, minimise minimize, emphasise emphasize, summarise summarize,
    terrorise terrorize, initialisation initialization, localise localized,
    analyse analyze, analysing analyzing, analyser analyzer, analyses analyzes, paralyse paralyze,
    catalyses catalyzes,
    behaviour behavior, behavioural behavioral, colour color, discolouration discoloration,
    watercolour watercolor, favourites favorites, honourable honorable, labour labor,
    neighbouring neighboring, harbour harbor, rumour rumor, unfavourable unfavorable,
    rigour rigor, vigour vigor, flavoured flavored,
    centre center, centres centers, centred centered, centring centering, datacentre datacenter,
    metre meter, kilometres kilometers, litre liter, fibre fiber, theatre theater,
    epicentre epicenter, calibre caliber, manoeuvre maneuver, manoeuvring maneuvering,
    catalogue catalog, catalogues catalogs, catalogued cataloged, cataloguing cataloging,
    dialogue dialog, analogue analog,
    licence license, licences licenses, licencing licensing, sublicence sublicense,
    defence defense, defences defenses, offence offense, pretence pretense,
    practise practice, practising practicing, programme program, programmes programs,
    fulfil fulfill, fulfils fulfills, fulfilment fulfillment, fulfilled fulfil, enrol enroll,
    enrolment enrollment, enrolled enrol, instalment installment,
    cancelled canceled, cancelling canceling, travelling traveling, traveller traveler,
    modelling modeling, modelled model, labelling labeling, relabelled relabeled,
    unlabelled unlabeled, signalled signaled, levelled leveled, fuelled fueled, totalling totaling,
    counsellor counselor, dialled dialed, channelled channeled,
    artefact artifact, artefacts artifacts, judgement judgment, acknowledgement acknowledgment,
    ageing aging, grey gray, greyscale grayscale, aluminium aluminum, sulphur sulfur,
    sceptical skeptical, focussed focused, skilful skillful, resizeable resizable, mould mold";

/// Words that look like two spellings of one, or would if a rule were too broad.
const APART: &str = "\
    four for, tour tor, hour hor, your yor, pour por, sour sor, contour contor, detour detor,
    source sorce, resource resorce, course corse, journal jornal, tourist torist,
    prise prize, promise promize, exercise exercize, precise precize, concise concize,
    advise advize, revise revize, supervised supervized, enterprise enterprize, otherwise otherwize,
    noise noize, raising raizing, surprise surprize, expertise expertize, franchise franchize,
    premises premizes, disguise disguize, improvisation improvization, advertise advertize,
    clockwise clockwize, compromised compromized, treatise treatize, crises crizes, listed lizted,
    cheque check, storey story, tyre tire, disc disk, kerb curb, prologue prolog, vogue vog,
    rogue rog, acre acer, genre gener, ogre oger, massacre massacer, timbre timber,
    entring entering, red er, cadre cader, fence fense, silence silense, sentence sentense, hence hense,
    tall tal, controlled controled, installed instaled, called caled, compelling compeling,
    selling seling, filled filed, falling faling, polling poling,
    inquiry enquiry, metric meter, literal liter, central center,
    size sise, license silence";

fn pairs(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.split(',').map(|pair| pair.trim().split_once(' ').expect("two words"))
}

#[test]
fn both_spellings_have_one_stem_and_their_first_letter() {
    for (one, other) in pairs(MEET) {
        assert_eq!(stem(one), stem(other), "{one} and {other}");
        assert_eq!(stem(one).as_bytes()[0], one.as_bytes()[0], "{one}");
    }
}

#[test]
fn what_only_looks_like_a_second_spelling_stays_apart() {
    for (one, other) in pairs(APART) {
        let both = [one, other].map(|word| {
            let mut form = word.to_owned();
            unify(&mut form);
            form
        });
        assert_ne!(both[0], both[1], "{one} and {other}");
        assert_eq!(both, [one, other], "has one spelling only");
    }
}

#[test]
fn every_form_is_its_own_form() {
    for (one, other) in pairs(MEET) {
        for word in [one, other] {
            let mut form = word.to_owned();
            unify(&mut form);
            let mut again = form.clone();
            unify(&mut again);
            assert_eq!(again, form, "{word}");
        }
    }
}

#[test]
fn lists_that_are_searched_are_in_order() {
    assert!(WHOLE.is_sorted());
}

#[test]
fn any_text_is_taken() {
    for word in
        ["", "our", "lyz", "ise", "ll", "re", "ring", "licenc", "größe", "v2ise", "catalogu"]
    {
        let mut form = word.to_owned();
        unify(&mut form);
        assert_eq!(form.chars().next(), word.chars().next());
    }
}
