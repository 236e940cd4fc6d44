//! Mermaid: a flow chart (<https://mermaid.js.org/syntax/flowchart.html>).

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::domain::graph::{EdgeKind, Graph, NodeKind};

/// Writes the graph.
///
/// # Errors
/// The stream does not take it.
pub fn write(out: &mut dyn Write, graph: &Graph, name: &str) -> io::Result<()> {
    writeln!(out, "---\ntitle: \"{}\"\n---\nflowchart LR", escaped(name))?;
    for (number, node) in graph.nodes.iter().enumerate() {
        let label = escaped(&super::short(&node.label, 60));
        let (open, close) = match node.kind {
            NodeKind::Topic => ("([", "])"),
            NodeKind::Article => ("[", "]"),
            NodeKind::Need => ("{{", "}}"),
            NodeKind::Person => (">", "]"),
        };
        writeln!(out, "  n{number}{open}\"{label}\"{close}:::{}", node.kind.name())?;
    }
    for edge in &graph.edges {
        let arrow = match edge.kind {
            EdgeKind::About => "-->".to_owned(),
            EdgeKind::AlsoAbout => "-.->".to_owned(),
            kind => format!("-->|{}|", kind.name().replace('-', " ")),
        };
        writeln!(out, "  n{} {arrow} n{}", edge.from, edge.to)?;
    }
    for (kind, fill) in [("topic", "#dbe7ff"), ("need", "#ffe9c7"), ("person", "#e3f4e1")] {
        writeln!(out, "  classDef {kind} fill:{fill},stroke:#555,color:#111")?;
    }
    writeln!(out, "  classDef article fill:#fff,stroke:#555,color:#111")
}

/// Words in quotation marks: entities are written `#name;`
/// (<https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters>).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '#' | '"' | '<' | '>' | '&' | '`' | '\\' | '*' | '_' | '[' | ']' | '{' | '}' | '%' => {
                let _ = write!(escaped, "#{};", u32::from(character));
            }
            _ => escaped.push(character),
        }
    }
    escaped
}
