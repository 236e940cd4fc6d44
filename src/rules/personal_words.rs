//! Words that tell the address of a person from that of a team, a machine or nobody.

/// Given names that many have; sorted. One alone before the `@` is an address of a person.
#[rustfmt::skip] // One name a line would be three hundred lines.
const GIVEN_NAMES: &[&str] = &[
    "abdul", "adam", "adrian", "ahmed", "alan", "albert", "alejandro", "alex", "alexander",
    "alexandra", "ali", "alice", "amanda", "amy", "ana", "anders", "andrea", "andreas", "andrew",
    "andy", "angela", "anita", "anja", "anna", "anne", "anthony", "antonio", "anya", "ashley",
    "barbara", "ben", "benjamin", "bernd", "betty", "bjorn", "bob", "brandon", "brian", "bruno",
    "carla", "carlos", "carmen", "carol", "caroline", "catherine", "charles", "charlotte",
    "chloe", "chris", "christian", "christina", "christine", "christopher", "claire", "claudia",
    "dan", "daniel", "daniela", "david", "deborah", "denise", "dennis", "diana", "diego",
    "dmitri", "donald", "donna", "dorothy", "edward", "elena", "elizabeth", "ella", "emily",
    "emma", "eric", "erik", "eva", "fatima", "felix", "fernando", "florian", "francesco",
    "francois", "frank", "gary", "george", "giovanni", "giulia", "greg", "hannah", "hans",
    "harry", "heather", "heidi", "helen", "helena", "henry", "hiroshi", "ian", "ibrahim",
    "ingrid", "isabel", "isabella", "ivan", "jack", "jacob", "james", "jamie", "jan", "jane",
    "janet", "jason", "javier", "jean", "jeff", "jennifer", "jens", "jeremy", "jessica", "jim",
    "joan", "joanna", "joe", "john", "jonas", "jonathan", "jose", "joseph", "joshua", "juan",
    "juergen", "julia", "julian", "julie", "justin", "karen", "karin", "karl", "katherine",
    "kathryn", "katja", "keith", "kelly", "kenneth", "kevin", "klaus", "lars", "laura", "laurent",
    "lena", "liam", "linda", "lisa", "louis", "louise", "luca", "lucas", "lucia", "luis", "maria",
    "marie", "mario", "mark", "marta", "martin", "martina", "mary", "matthew", "melissa",
    "michael", "michelle", "miguel", "mike", "mohamed", "mohammed", "monica", "nancy", "natalia",
    "natalie", "nicholas", "nick", "nicola", "nicolas", "nicole", "nina", "nora", "olga",
    "oliver", "olivia", "pablo", "pamela", "patricia", "patrick", "paul", "paula", "pedro",
    "peter", "petra", "philip", "philipp", "pierre", "priya", "rachel", "rafael", "rahul", "raj",
    "ralf", "raymond", "rebecca", "richard", "robert", "roberto", "ronald", "rosa", "ruth",
    "ryan", "sabine", "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean",
    "sebastian", "sergei", "sharon", "simon", "sofia", "sophie", "stefan", "stefanie",
    "stephanie", "stephen", "steve", "steven", "susan", "susanne", "sven", "tatiana", "thomas",
    "tim", "timothy", "tobias", "tom", "tony", "ulrike", "ursula", "uwe", "vanessa", "vera",
    "veronica", "victor", "victoria", "vincent", "vladimir", "walter", "wei", "wendy", "werner",
    "william", "wolfgang", "xavier", "yoko", "yuki", "yusuf", "yvonne", "zoe",
];

/// What addresses of roles, teams and machines are made of; sorted. The roles of RFC 2142 and
/// what organisations call their parts.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "abuse", "account", "accounts", "address", "admin", "administrator", "agreements", "alert",
    "alerts", "all", "announce", "anybody", "anyone", "api", "app", "audit", "benefits",
    "billing", "board", "booking", "bot", "bounce", "bugs", "build", "careers", "check",
    "checkin", "ci", "client", "cloud", "cluster", "communications", "community", "compliance",
    "conduct", "contact", "customer", "daily", "data", "deploy", "desk", "dev", "developer",
    "developers", "devops", "docs", "donotreply", "editor", "editors", "email", "employee",
    "engineering", "enquiries", "events", "example", "facilities", "fake", "feedback", "field",
    "finance", "first", "firstname", "ftp", "general", "git", "group", "hello", "help",
    "helpdesk", "hostmaster", "hr", "incident", "info", "inquiries", "internal", "it", "jobs",
    "last", "lastname", "legal", "list", "lists", "mail", "mailer", "maintainers", "management",
    "marketing", "me", "media", "member", "my", "name", "network", "news", "newsletter", "no",
    "nobody", "noc", "noreply", "notifications", "office", "onboarding", "open", "operations",
    "ops", "order", "orders", "outreach", "owner", "partners", "payroll", "people", "person",
    "postmaster", "pr", "press", "privacy", "product", "project", "projects", "purchasing",
    "recruiting", "registrar", "release", "reply", "report", "reports", "requests", "research",
    "root", "sales", "sample", "scanner", "secure", "security", "service", "servicedesk",
    "services", "social", "software", "somebody", "someone", "source", "staff", "standards",
    "student", "subscribe", "subsidy", "support", "surname", "sys", "sysadmin", "system", "team",
    "tech", "test", "tester", "tickets", "training", "travel", "trust", "unsubscribe", "usenet",
    "user", "username", "users", "uucp", "vendor", "volunteers", "web", "webmaster", "work",
    "www", "you", "your", "yourname",
];

/// Who gives addresses to everybody, without the last label; sorted.
#[rustfmt::skip]
const FREE_MAIL: &[&str] = &[
    "126", "163", "aol", "fastmail", "gmail", "gmx", "googlemail", "hotmail", "icloud", "live",
    "mail", "me", "msn", "outlook", "proton", "protonmail", "qq", "t-online", "tutanota", "web",
    "yahoo", "yandex", "ymail", "zoho",
];

/// Names of domains that nobody means by themselves, without the last label; sorted. Those of
/// RFC 2606, those of manuals (Microsoft's invented companies among them), and words for a domain.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "acme", "adatum", "adventure-works", "bar", "baz", "city", "company", "contoso", "customer",
    "dom", "domain", "email", "example", "fabrikam", "foo", "foobar", "host", "hostname",
    "litware", "litwareinc", "localhost", "mycompany", "mydomain", "mysite", "northwindtraders",
    "org", "organisation", "organization", "proseware", "server", "site", "somewhere",
    "southridgevideo", "tailspintoys", "test", "treyresearch", "wingtiptoys", "woodgrovebank",
    "yourcompany", "yourdomain", "yourorg", "yoursite",
];

/// Top-level domains of RFC 2606 §2 and RFC 6761 §6, which lead nowhere; sorted.
const NOWHERE: &[&str] = &["example", "invalid", "localhost", "test"];

fn has(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

/// True if `word`, in lower case, is a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    has(GIVEN_NAMES, word)
}

/// True if `word`, in lower case, is a role, a part of an organisation or a placeholder.
pub(super) fn is_role(word: &str) -> bool {
    has(ROLES, word)
}

/// True if `domain`, in lower case, gives addresses to everybody.
pub(super) fn is_free_mail(domain: &str) -> bool {
    domain.split_once('.').is_some_and(|(name, rest)| {
        let country = rest.strip_prefix("co.").or_else(|| rest.strip_prefix("com."));
        has(FREE_MAIL, name) && !country.unwrap_or(rest).contains('.')
    })
}

/// True if `domain`, in lower case, stands for any or none.
pub(super) fn is_nobodys(domain: &str) -> bool {
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    has(NOWHERE, top) || labels.any(|label| has(NOBODY, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_names_nothing_twice() {
        for words in [GIVEN_NAMES, ROLES, FREE_MAIL, NOBODY, NOWHERE] {
            let wrong = words.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(wrong, None);
        }
    }

    #[test]
    fn domains_of_manuals_are_nobodys_with_what_lies_below_them() {
        for domain in ["example.org", "a.example.com", "x.test", "host.invalid", "contoso.com"] {
            assert!(is_nobodys(domain), "{domain}");
        }
        for domain in ["ethereum.org", "test-lab.io", "examples.net"] {
            assert!(!is_nobodys(domain), "{domain}");
        }
    }

    #[test]
    fn a_provider_is_one_under_every_country_and_not_below_another_domain() {
        for domain in ["gmail.com", "yahoo.co.uk", "yahoo.com.br", "gmx.net"] {
            assert!(is_free_mail(domain), "{domain}");
        }
        for domain in ["mail.northbridge.gov", "web.northbridge.co.uk", "gmail", "ethereum.org"] {
            assert!(!is_free_mail(domain), "{domain}");
        }
    }
}
