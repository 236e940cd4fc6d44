//! DOT, the language of Graphviz (<https://graphviz.org/doc/info/lang.html>).

use std::io::{self, Write};

use crate::domain::graph::{EdgeKind, Graph, NodeKind};

/// Writes the graph.
///
/// # Errors
/// The stream does not take it.
pub fn write(out: &mut dyn Write, graph: &Graph, name: &str) -> io::Result<()> {
    writeln!(out, "digraph {} {{", quoted(name))?;
    writeln!(out, "  graph [layout=sfdp, overlap=false, splines=true]")?;
    writeln!(out, "  node [fontname=\"sans-serif\", style=filled, fillcolor=white]")?;
    for (number, node) in graph.nodes.iter().enumerate() {
        let (shape, fill) = match node.kind {
            NodeKind::Topic => ("ellipse", "#dbe7ff"),
            NodeKind::Article => ("box", "#ffffff"),
            NodeKind::Need => ("hexagon", "#ffe9c7"),
            NodeKind::Person => ("note", "#e3f4e1"),
        };
        let (label, tip) = (quoted(&super::short(&node.label, 60)), quoted(&node.name));
        writeln!(
            out,
            "  n{number} [label={label}, tooltip={tip}, shape={shape}, fillcolor=\"{fill}\"]"
        )?;
    }
    for edge in &graph.edges {
        let style = match edge.kind {
            EdgeKind::About => String::new(),
            EdgeKind::AlsoAbout => " [style=dashed]".to_owned(),
            kind => format!(" [label={}]", quoted(kind.name())),
        };
        writeln!(out, "  n{} -> n{}{style}", edge.from, edge.to)?;
    }
    writeln!(out, "}}")
}

/// In quotation marks, where a backslash would begin an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
