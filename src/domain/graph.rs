//! Hub and spokes: how the articles of a library, their topics, needs and people hang together.

use std::collections::{BTreeMap, BTreeSet};

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// What articles are about: the hubs.
    Topic,
    /// An article.
    Article,
    /// A practitioner's question.
    Need,
    /// Somebody who wrote or reviewed.
    Person,
}

impl NodeKind {
    /// Every kind, in the order in which they are kept where there is too little room.
    pub const ALL: [Self; 4] = [Self::Topic, Self::Article, Self::Need, Self::Person];

    /// The word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Article => "article",
            Self::Need => "need",
            Self::Person => "person",
        }
    }
}

/// What an edge says: from the first node to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// Is about that topic; the first that is named.
    About,
    /// Touches that topic too.
    AlsoAbout,
    /// Answers that need.
    Answers,
    /// Takes text or ideas from that article.
    TakesFrom,
    /// Takes the place of that article.
    Succeeds,
    /// Was written by that person.
    WrittenBy,
    /// Was reviewed by that person.
    ReviewedBy,
}

impl EdgeKind {
    /// The word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::AlsoAbout => "also-about",
            Self::Answers => "answers",
            Self::TakesFrom => "takes-from",
            Self::Succeeds => "succeeds",
            Self::WrittenBy => "written-by",
            Self::ReviewedBy => "reviewed-by",
        }
    }
}

/// One node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphNode {
    /// What it is.
    pub kind: NodeKind,
    /// Its name among those of its kind: the topic, the id, the name of a person.
    pub name: String,
    /// What people call it, on one line that steers no terminal.
    pub label: String,
    /// draft, active or retired for articles; the state of needs.
    pub state: Option<String>,
}

/// One edge, by the numbers of its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GraphEdge {
    /// From here.
    pub from: usize,
    /// To here.
    pub to: usize,
    /// What it says.
    pub kind: EdgeKind,
}

/// Nodes and edges, and how many were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// By kind and name.
    pub nodes: Vec<GraphNode>,
    /// By their nodes; each once.
    pub edges: Vec<GraphEdge>,
    /// How many nodes of each kind were left out because there are too many.
    pub left_out: BTreeMap<NodeKind, usize>,
}

/// A node by what it is and its name.
type Key = (NodeKind, String);

/// A graph that is being put together.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    /// The label and the state of each.
    nodes: BTreeMap<Key, (String, Option<String>)>,
    edges: BTreeSet<(Key, Key, EdgeKind)>,
}

impl GraphBuilder {
    /// Adds a node; the first that is said of it counts.
    pub fn node(&mut self, kind: NodeKind, name: &str, label: &str, state: Option<&str>) {
        let about = || (label.to_owned(), state.map(str::to_owned));
        self.nodes.entry((kind, name.to_owned())).or_insert_with(about);
    }

    /// Adds an edge between two nodes, by what they are and their names.
    pub fn edge(&mut self, from: (NodeKind, &str), to: (NodeKind, &str), kind: EdgeKind) {
        let named = |(kind, name): (NodeKind, &str)| (kind, name.to_owned());
        self.edges.insert((named(from), named(to), kind));
    }

    /// The graph with at most `nodes_max` nodes: whole kinds first, in the order of
    /// [`NodeKind::ALL`], and of each those with the most edges. Edges to what is not there go.
    #[must_use]
    pub fn finish(self, nodes_max: usize) -> Graph {
        let mut degrees: BTreeMap<&Key, usize> = BTreeMap::new();
        for (from, to, _) in &self.edges {
            *degrees.entry(from).or_default() += 1;
            *degrees.entry(to).or_default() += 1;
        }
        let mut left_out = BTreeMap::new();
        let mut kept: BTreeSet<&Key> = BTreeSet::new();
        for kind in NodeKind::ALL {
            let mut of_kind: Vec<_> = self.nodes.keys().filter(|(of, _)| *of == kind).collect();
            let degree = |node: &Key| degrees.get(node).copied().unwrap_or_default();
            of_kind.sort_by_key(|node| (std::cmp::Reverse(degree(node)), *node));
            let room = nodes_max.saturating_sub(kept.len());
            if of_kind.len() > room {
                left_out.insert(kind, of_kind.len() - room);
            }
            kept.extend(of_kind.into_iter().take(room));
        }
        let numbers: BTreeMap<&Key, usize> =
            kept.iter().enumerate().map(|(number, node)| (*node, number)).collect();
        let edges = self.edges.iter().filter_map(|(from, to, kind)| {
            Some(GraphEdge { from: *numbers.get(from)?, to: *numbers.get(to)?, kind: *kind })
        });
        let edges = edges.collect();
        let nodes = kept.iter().map(|node| {
            let (label, state) = &self.nodes[*node];
            GraphNode {
                kind: node.0,
                name: node.1.clone(),
                label: label.clone(),
                state: state.clone(),
            }
        });
        Graph { nodes: nodes.collect(), edges, left_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_too_little_room_is_left_out_and_counted() {
        let mut builder = GraphBuilder::default();
        for name in ["a", "b", "c"] {
            builder.node(NodeKind::Article, name, name, None);
            builder.node(NodeKind::Person, "p", "P", None);
        }
        builder.node(NodeKind::Topic, "t", "T", None);
        builder.edge((NodeKind::Article, "c"), (NodeKind::Topic, "t"), EdgeKind::About);
        builder.edge((NodeKind::Article, "a"), (NodeKind::Person, "p"), EdgeKind::WrittenBy);
        builder.edge((NodeKind::Article, "a"), (NodeKind::Article, "no"), EdgeKind::TakesFrom);
        let graph = builder.finish(3);
        let names: Vec<&str> = graph.nodes.iter().map(|node| node.name.as_str()).collect();
        assert_eq!(names, ["t", "a", "c"], "the two with an edge");
        assert_eq!(graph.left_out, [(NodeKind::Article, 1), (NodeKind::Person, 1)].into());
        let about = GraphEdge { from: 2, to: 0, kind: EdgeKind::About };
        assert_eq!(graph.edges, [about], "an edge to nothing goes");
    }
}
