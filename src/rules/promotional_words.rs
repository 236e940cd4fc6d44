//! Words that praise or sell, in British and American spelling.
//!
//! Gathered by us from what such texts say, and cut down until specifications and our own
//! articles no longer used them: `robust`, `powerful`, `state of the art`, `next generation`,
//! `first-class`, `must have`, `trusted by` and `risk-free` say something there.

/// In the order of what they do: rank, praise, promise, urge, sell.
#[rustfmt::skip] // One word a line would be pages.
pub(super) const WORDS: [&str; 99] = [
    "award-winning", "best-in-class", "best-of-breed", "best-selling", "global leader",
    "industry-leading", "leading provider", "leading supplier", "leading vendor", "market-leading",
    "market leader", "second to none", "sector-leading", "top-notch", "unbeatable",
    "unparalleled", "unrivaled", "unrivalled", "world-beating", "world-class", "world-leading",
    "world-renowned",
    "amazing", "amazingly", "awesome", "breathtaking", "cutting-edge", "ever-evolving",
    "game-changer", "game-changing", "ground-breaking", "groundbreaking", "incredible",
    "incredibly", "jaw-dropping", "mind-blowing", "phenomenal", "pioneering",
    "revolutionary", "revolutionise", "revolutionised", "revolutionises", "revolutionising",
    "revolutionize", "revolutionized", "revolutionizes", "revolutionizing", "spectacular",
    "stunning", "trail-blazing", "trailblazing", "transformative", "visionary",
    "at a fraction of the cost", "blazing fast", "blazingly fast", "effortless", "effortlessly",
    "frictionless", "hassle-free", "lightning-fast", "next-level", "no-brainer", "one-stop shop",
    "peace of mind", "proven track record", "seamless", "seamlessly",
    "to the next level", "tried-and-true", "turbocharge", "turnkey", "worry-free",
    "delight your customers", "empower your", "harness the power", "reimagine", "skyrocket",
    "supercharge", "transform your business", "unleash", "unlock the full potential",
    "unlock the power", "unlock the true potential",
    "book a demo", "contact our sales", "contact us today", "free trial", "get started today",
    "limited-time offer", "money-back guarantee", "proud to announce",
    "request a demo", "schedule a demo", "sign up today", "special offer", "talk to our experts",
    "thrilled to announce", "why choose us",
];
