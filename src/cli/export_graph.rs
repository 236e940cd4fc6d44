//! `kb export graph`: hub and spokes. No text leaves, so that licences keep nothing back.

use crate::domain::article::{Article, Status};
use crate::domain::article_names::split_heading;
use crate::domain::graph::{EdgeKind, Graph, GraphBuilder, NodeKind};
use crate::domain::successor::Successors;
use crate::domain::untrusted::{Untrusted, one_line};
use crate::exit::Exit;
use crate::render::export::graph;
use crate::workspace::Data;

use super::Stop;
use super::export_library::Choice;
use super::export_out::Place;
use super::session::Session;

/// The form of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A flow chart that forges draw in Markdown
    Mermaid,
    /// The language of Graphviz
    Dot,
    /// A picture, laid out here
    Svg,
    /// Nodes and edges; see `schemas/`
    Json,
}

/// So many nodes are drawn: more are a blot.
const DRAWN_MAX: usize = 500;

/// Writes the graph in that shape.
pub(super) fn run(
    shape: Shape,
    place: &Place,
    choice: Choice,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let loaded = workspace.load_front_matter(&data, |read| read.article)?;
    let mut articles = loaded.values;
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    session.notes(&workspace.notes)?;
    session.notes(workspace.note_if_empty(articles.len()).as_slice())?;
    let shown = |it: &&Article| choice.has_drafts || it.meta.status != Status::Draft;
    let shown: Vec<&Article> = articles.iter().filter(shown).collect();
    let nodes_max = if shape == Shape::Json { usize::MAX } else { DRAWN_MAX };
    let graph = graph_of(&shown, &data, nodes_max);
    let name = one_line(&workspace.settings.name);
    place.stream(&workspace, session, |out| match shape {
        Shape::Mermaid => graph::mermaid::write(out, &graph, &name),
        Shape::Dot => graph::dot::write(out, &graph, &name),
        Shape::Svg => graph::svg::write(out, &graph, &name),
        Shape::Json => graph::json::write(out, &graph, &name),
    })?;
    for (kind, number) in &graph.left_out {
        let nodes = crate::render::count(*number, "node");
        let kind = kind.name();
        session.note(&format!("left out: {nodes} of kind {kind}; a picture holds {DRAWN_MAX}"))?;
    }
    let is_unread = loaded.skipped.iter().any(crate::domain::outcome::Skipped::is_unread);
    Ok(if is_unread { Exit::Broken } else { Exit::Fine })
}

fn graph_of(articles: &[&Article], data: &Data, nodes_max: usize) -> Graph {
    let mut builder = GraphBuilder::default();
    let successors = Successors::new(articles.iter().copied());
    for article in articles {
        let here = node(article);
        let state = article.meta.state.as_ref().map(|state| one_line(state.raw()));
        let state = state.unwrap_or_else(|| article.meta.status.name().to_owned());
        builder.node(here.0, &here.1, &one_line(article.title().raw()), Some(&state));
        let here = (here.0, here.1.as_str());
        for (at, topic) in article.meta.topics.iter().enumerate() {
            let topic = one_line(topic.raw());
            let kind = if at == 0 { EdgeKind::About } else { EdgeKind::AlsoAbout };
            builder.node(NodeKind::Topic, &topic, &topic, None);
            builder.edge(here, (NodeKind::Topic, &topic), kind);
        }
        for (name, kind, is_towards) in named(article) {
            let other = successors.named(article, split_heading(name.raw()).0);
            let Some(other) = other.filter(|other| other.path != article.path) else { continue };
            let other = node(other);
            let other = (other.0, other.1.as_str());
            if is_towards {
                builder.edge(here, other, kind);
            } else {
                builder.edge(other, here, kind);
            }
        }
        people(&mut builder, here, (&article.meta.authors, EdgeKind::WrittenBy), data);
        people(&mut builder, here, (&article.meta.review.by, EdgeKind::ReviewedBy), data);
    }
    builder.finish(nodes_max)
}

fn node(article: &Article) -> (NodeKind, String) {
    let kind = if article.kind() == Some("need") { NodeKind::Need } else { NodeKind::Article };
    (kind, one_line(article.id.raw()))
}

/// The articles that front matter names: what they are to this one, and whether the edge leads
/// from here to there.
fn named(article: &Article) -> Vec<(&Untrusted, EdgeKind, bool)> {
    let meta = &article.meta;
    let sources = meta.sources.iter().filter_map(|source| source.article.as_ref());
    let mut named: Vec<_> = sources.map(|it| (&it.value, EdgeKind::TakesFrom, true)).collect();
    named.extend(meta.answers.iter().map(|it| (&it.value, EdgeKind::Answers, true)));
    named.extend(meta.answered_by.iter().map(|it| (&it.value, EdgeKind::Answers, false)));
    named.extend(meta.supersedes.iter().map(|it| (&it.value, EdgeKind::Succeeds, true)));
    named.extend(meta.superseded_by.iter().map(|it| (&it.value, EdgeKind::Succeeds, false)));
    named
}

/// Those who asked not to be named are not.
fn people(
    builder: &mut GraphBuilder,
    here: (NodeKind, &str),
    (people, kind): (&[Untrusted], EdgeKind),
    data: &Data,
) {
    for person in people.iter().filter(|person| data.may_be_named(person)) {
        let name = one_line(data.name_of(person).raw());
        if !name.is_empty() {
            builder.node(NodeKind::Person, &name, &name, None);
            builder.edge(here, (NodeKind::Person, &name), kind);
        }
    }
}
