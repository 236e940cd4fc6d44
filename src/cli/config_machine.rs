//! What the command line and the environment decide, and what is wrong with a terminal.

use std::path::Path;

use crate::domain::effective::{Effective, Origin, Setting, Trouble};
use crate::domain::query_log::{VARIABLE, is_on};
use crate::domain::untrusted::{Untrusted, sanitise};
use crate::env::ColorChoice;

use super::session::Session;

/// The narrowest terminal that tables and findings are laid out for, in columns.
const WIDTH_MIN: usize = 40;

/// What this run is told beside `kb.toml`.
pub(super) fn values(session: &Session<'_>) -> Vec<Effective> {
    let (env, global) = (&*session.env, &session.global);
    let choice = ColorChoice::from(global.color);
    let (is_coloured, variable) = env.color_and_variable(choice, env.out.is_terminal);
    let color = match choice {
        ColorChoice::Auto => variable.map_or(Origin::Default, Origin::Variable),
        ColorChoice::Always | ColorChoice::Never => Origin::Flag("--color"),
    };
    let today = match (global.today, env.variable("SOURCE_DATE_EPOCH")) {
        (Some(_), _) => Origin::Flag("--today"),
        (None, Some(_)) => Origin::Variable("SOURCE_DATE_EPOCH"),
        (None, None) => Origin::Default,
    };
    let pager = env.pager_command().filter(|_| !global.no_pager);
    let pager_origin = match ["KB_PAGER", "PAGER"].into_iter().find(|it| is_set(session, it)) {
        _ if global.no_pager => Origin::Flag("--no-pager"),
        variable => variable.map_or(Origin::Default, Origin::Variable),
    };
    let locale = env.locale();
    vec![
        path("folder", global.folder(), "-C"),
        path("config", global.config.as_deref(), "--config"),
        value("today", session.today().to_string(), today),
        value("color", on(is_coloured), color),
        value("links", on(env.shows_links(env.out.is_terminal)), by(session, "FORCE_HYPERLINK")),
        value("width", env.width.to_string(), by(session, "COLUMNS")),
        setting("locale", locale.map(|it| it.1), locale.map(|it| it.0)),
        Effective {
            name: Untrusted::from("pager"),
            value: pager.map_or(Setting::Nothing, Setting::text),
            origin: pager_origin,
        },
    ]
}

/// Where the index is kept, and who decided that.
pub(super) fn cache(session: &Session<'_>, folder: Option<Untrusted>) -> Effective {
    let named = session.env.cache_folder_and_variable();
    let is_there = |(named, _): &(std::path::PathBuf, _)| {
        folder.as_ref().is_some_and(|folder| Path::new(folder.raw()).starts_with(named))
    };
    let origin = named.filter(is_there).map_or(Origin::Default, |(_, it)| Origin::Variable(it));
    let value = folder.map_or(Setting::Nothing, Setting::Text);
    Effective { name: Untrusted::from("index"), value, origin }
}

/// What is wrong with the variables and the terminal of this run.
pub(super) fn troubles(session: &Session<'_>) -> Vec<Trouble> {
    let env = &*session.env;
    let mut troubles = Vec::new();
    if let Some(folder) = env.variable("KB_CACHE_DIR")
        && !Path::new(folder).is_absolute()
    {
        troubles.push(Trouble::new(
            format!("`KB_CACHE_DIR` is `{}`, which is no absolute path", sanitise(folder)),
            "export KB_CACHE_DIR=\"$HOME/.cache/kb\"",
        ));
    }
    if let Some(columns) = env.variable("COLUMNS")
        && !columns.parse().is_ok_and(|columns: usize| columns > 0)
    {
        troubles.push(Trouble::new(
            format!("`COLUMNS` is `{}`, which is no number of columns", sanitise(columns)),
            "unset COLUMNS",
        ));
    }
    if let Some(asked) = env.variable(VARIABLE)
        && is_on(asked).is_none()
    {
        troubles.push(Trouble::new(
            format!("`{VARIABLE}` is `{}`, which is neither on nor off", sanitise(asked)),
            format!("export {VARIABLE}=1"),
        ));
    }
    if env.out.is_terminal {
        of_terminal(session, &mut troubles);
    }
    troubles
}

fn of_terminal(session: &Session<'_>, troubles: &mut Vec<Trouble>) {
    let env = &*session.env;
    if env.width < WIDTH_MIN {
        troubles.push(Trouble::new(
            format!("the terminal is {} columns wide, and tables want {WIDTH_MIN}", env.width),
            "widen the window, or run `kb` with `--format json`",
        ));
    }
    if env.variable("TERM") == Some("dumb") {
        troubles.push(Trouble::new(
            "`TERM` is `dumb`, so there is no colour and no pager",
            "export TERM=xterm-256color",
        ));
    }
    if let Some((variable, locale)) = env.locale()
        && !["utf-8", "utf8"].iter().any(|name| locale.to_lowercase().contains(name))
    {
        troubles.push(Trouble::new(
            format!("`{variable}` is `{}`, and `kb` prints UTF-8", sanitise(locale)),
            format!("export {variable}=C.UTF-8"),
        ));
    }
}

fn is_set(session: &Session<'_>, variable: &str) -> bool {
    session.env.variables.contains_key(variable)
}

fn on(is_on: bool) -> String {
    if is_on { "on" } else { "off" }.to_owned()
}

fn by(session: &Session<'_>, variable: &'static str) -> Origin {
    let is_set = session.env.variable(variable).is_some();
    if is_set { Origin::Variable(variable) } else { Origin::Default }
}

fn value(name: &str, text: String, origin: Origin) -> Effective {
    Effective { name: Untrusted::from(name), value: Setting::text(text), origin }
}

fn path(name: &str, given: Option<&Path>, flag: &'static str) -> Effective {
    let value = given.map_or(Setting::Nothing, |path| Setting::text(path.display().to_string()));
    let origin = if given.is_some() { Origin::Flag(flag) } else { Origin::Default };
    Effective { name: Untrusted::from(name), value, origin }
}

fn setting(name: &str, text: Option<&str>, variable: Option<&'static str>) -> Effective {
    Effective {
        name: Untrusted::from(name),
        value: text.map_or(Setting::Nothing, Setting::text),
        origin: variable.map_or(Origin::Default, Origin::Variable),
    }
}
