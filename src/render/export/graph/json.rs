//! `kb.export-graph.v1`: nodes and edges by their names.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::graph::Graph;
use crate::render::json;

/// What `kb export graph --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.export-graph.v1")]
pub struct ExportGraphV1<'o> {
    #[schemars(extend("const" = "kb.export-graph.v1"))]
    schema: &'static str,
    library: &'o str,
    nodes: Vec<NodeV1<'o>>,
    edges: Vec<EdgeV1>,
}

#[derive(Serialize, JsonSchema)]
struct NodeV1<'o> {
    /// `topic:incident`, `article:ID`, `need:ID` or `person:NAME`.
    id: String,
    /// topic, article, need or person.
    kind: &'static str,
    label: &'o str,
    /// draft, active or retired for articles, the state of needs; null for others.
    state: Option<&'o str>,
}

#[derive(Serialize, JsonSchema)]
struct EdgeV1 {
    /// The id of a node.
    from: String,
    to: String,
    /// about (the first topic), also-about, answers, takes-from, succeeds, written-by or
    /// reviewed-by.
    kind: &'static str,
}

/// Writes the graph.
///
/// # Errors
/// The stream does not take it.
pub fn write(out: &mut dyn Write, graph: &Graph, name: &str) -> io::Result<()> {
    let id = |number: usize| {
        let node = &graph.nodes[number];
        format!("{}:{}", node.kind.name(), node.name)
    };
    let nodes = graph.nodes.iter().enumerate().map(|(number, node)| NodeV1 {
        id: id(number),
        kind: node.kind.name(),
        label: &node.label,
        state: node.state.as_deref(),
    });
    let edges = graph.edges.iter();
    let edges = edges.map(|it| EdgeV1 { from: id(it.from), to: id(it.to), kind: it.kind.name() });
    let printed = ExportGraphV1 {
        schema: "kb.export-graph.v1",
        library: name,
        nodes: nodes.collect(),
        edges: edges.collect(),
    };
    json::write(out, &printed)
}
