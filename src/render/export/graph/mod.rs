//! Hub and spokes in the languages that draw graphs.

pub mod dot;
pub mod json;
pub mod mermaid;
pub mod svg;

use crate::domain::graph::Graph;

/// `12 nodes, 30 edges`, and what was left out.
fn told(graph: &Graph) -> String {
    let nodes = crate::render::count(graph.nodes.len(), "node");
    let edges = crate::render::count(graph.edges.len(), "edge");
    let left_out: usize = graph.left_out.values().sum();
    match left_out {
        0 => format!("{nodes}, {edges}"),
        _ => format!("{nodes}, {edges}; {left_out} more nodes are left out"),
    }
}

/// `label` in at most so many letters.
fn short(label: &str, letters_max: usize) -> String {
    if label.chars().count() <= letters_max {
        return label.to_owned();
    }
    let cut: String = label.chars().take(letters_max - 1).collect();
    format!("{}…", cut.trim_end())
}
