//! Where something worked, and whether that is a place like the reader's.

use super::untrusted::Untrusted;

/// What is said of an organisation and of a reader: by an article of where it worked, by a
/// profile of who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// How many people the organisation has, as the vocabulary has it.
    pub size: Vec<Untrusted>,
    /// What it does.
    pub sector: Vec<Untrusted>,
    /// How far its service management has come.
    pub maturity: Vec<Untrusted>,
    /// Whether an authority supervises it.
    pub regulated: Option<bool>,
    /// Who reads.
    pub audience: Vec<Untrusted>,
}

/// How what an article says of its context compares with who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// What is the same.
    pub fits: Vec<&'static str>,
    /// What is not, with what the article says of it.
    pub differs: Vec<(&'static str, Vec<Untrusted>)>,
    /// How many things the profile says.
    asked: usize,
}

impl Context {
    /// The keys with lists of values, in the order in which they are told.
    const KEYS: [&'static str; 4] = ["size", "sector", "maturity", "audience"];
    /// The key that is true or false.
    pub const REGULATED: &'static str = "regulated";

    /// The context itself, if it says anything.
    #[must_use]
    pub fn said(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// Every list with its key, in the order in which they are told.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &Vec<Untrusted>)> {
        Self::KEYS.into_iter().zip([&self.size, &self.sector, &self.maturity, &self.audience])
    }

    /// The list of `key`; `None` for another key.
    pub fn list_mut(&mut self, key: &str) -> Option<&mut Vec<Untrusted>> {
        let lists = [&mut self.size, &mut self.sector, &mut self.maturity, &mut self.audience];
        Self::KEYS.into_iter().zip(lists).find(|(known, _)| *known == key).map(|(_, list)| list)
    }

    /// The names of the keys.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        Self::KEYS.into_iter().chain([Self::REGULATED])
    }

    /// What this says that `asks` says too; `None` if there is nothing to compare.
    ///
    /// Where both name several values, one in common is enough.
    #[must_use]
    pub fn fit(&self, asks: &Self) -> Option<Fit> {
        let mut fit = Fit::default();
        for ((key, said), (_, asked)) in self.lists().zip(asks.lists()) {
            fit.asked += usize::from(!asked.is_empty());
            if said.is_empty() || asked.is_empty() {
                continue;
            }
            if said.iter().any(|said| asked.iter().any(|asked| is_same(said, asked))) {
                fit.fits.push(key);
            } else {
                fit.differs.push((key, said.clone()));
            }
        }
        fit.asked += usize::from(asks.regulated.is_some());
        match (self.regulated, asks.regulated) {
            (Some(said), Some(asked)) if said == asked => fit.fits.push(Self::REGULATED),
            (Some(said), Some(_)) => {
                fit.differs.push((Self::REGULATED, vec![if said { "yes" } else { "no" }.into()]));
            }
            _ => {}
        }
        (!fit.fits.is_empty() || !fit.differs.is_empty()).then_some(fit)
    }
}

impl Fit {
    /// What share of what the profile says fits, less what differs: from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a handful of keys")]
    pub fn share(&self) -> f32 {
        let like = self.fits.len().saturating_sub(self.differs.len());
        like as f32 / self.asked.max(1) as f32
    }
}

fn is_same(one: &Untrusted, other: &Untrusted) -> bool {
    one.raw().trim().eq_ignore_ascii_case(other.raw().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(size: &str, sector: &str, regulated: Option<bool>) -> Context {
        let list = |text: &str| text.split_whitespace().map(Untrusted::from).collect();
        Context { size: list(size), sector: list(sector), regulated, ..Context::default() }
    }

    #[test]
    fn one_value_in_common_fits_and_what_only_one_side_says_is_not_compared() {
        let me = context("51-250", "public health", Some(true));
        let fit = |article: Context| article.fit(&me);
        let both = fit(context("1-50 51-250", "Health", None)).expect("there is something");
        assert_eq!((both.fits, both.differs), (vec!["size", "sector"], vec![]));
        let other = fit(context("", "retail", Some(false))).expect("there is something");
        let differs = vec![("sector", vec!["retail".into()]), ("regulated", vec!["no".into()])];
        assert_eq!((other.fits, other.differs), (vec![], differs));
        assert_eq!(fit(context("", "", None)), None);
        assert_eq!(context("1-50", "", None).fit(&Context::default()), None);
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "thirds of small numbers")]
    fn the_share_is_of_what_the_profile_says_less_what_differs() {
        let me = context("51-250", "public", Some(true));
        let share = |article: Context| article.fit(&me).expect("comparable").share();
        assert_eq!(share(context("51-250", "public", Some(true))), 1.0);
        assert_eq!(share(context("51-250", "", None)), 1.0 / 3.0);
        assert_eq!(share(context("51-250", "retail", None)), 0.0);
        assert_eq!(share(context("1-50", "retail", None)), 0.0);
    }
}
