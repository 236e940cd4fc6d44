//! A picture: topics on an inner ring, what is about them around each, people on the outer ring.
//!
//! Places are whole numbers computed from the order of the nodes alone, so that the same graph
//! gives the same bytes.

use std::f64::consts::TAU;
use std::io::{self, Write};

use crate::domain::graph::{EdgeKind, Graph, NodeKind};
use crate::render::escape::html as escaped;

/// The least distance of two labels on a ring, in pixels.
const GAP: f64 = 17.0;
/// How far apart rings are at least: a label fits between.
const RING: f64 = 250.0;
/// Letters of a label; the whole is told when one points at it.
const LETTERS_MAX: usize = 34;

/// Where a node is: its angle, and how far from the middle.
#[derive(Clone, Copy)]
struct Spot {
    turn: f64,
    radius: f64,
}

impl Spot {
    fn x(self, middle: f64) -> i64 {
        whole(middle + self.radius * self.turn.cos())
    }

    fn y(self, middle: f64) -> i64 {
        whole(middle + self.radius * self.turn.sin())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a picture is a few thousand pixels wide")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// Writes the picture.
///
/// # Errors
/// The stream does not take it.
pub fn write(out: &mut dyn Write, graph: &Graph, name: &str) -> io::Result<()> {
    let (spots, radius) = spots(graph);
    let middle = radius + RING;
    let size = whole(middle * 2.0);
    let (title, told) = (escaped(name), escaped(&super::told(graph)));
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" \
         width=\"{size}\" height=\"{size}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">{title}: topics, articles, needs and people</title>\n\
         <desc id=\"desc\">{told}. Topics are in the middle, articles and needs around them, \
         people outside.</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"ground\" width=\"100%\" height=\"100%\"/>"
    )?;
    for edge in &graph.edges {
        let (from, to) = (spots[edge.from], spots[edge.to]);
        let class = edge_class(edge.kind);
        writeln!(
            out,
            "<path class=\"{class}\" d=\"M{} {}Q{} {} {} {}\"/>",
            from.x(middle),
            from.y(middle),
            whole(
                f64::midpoint(from.radius * from.turn.cos(), to.radius * to.turn.cos()) * 0.7
                    + middle
            ),
            whole(
                f64::midpoint(from.radius * from.turn.sin(), to.radius * to.turn.sin()) * 0.7
                    + middle
            ),
            to.x(middle),
            to.y(middle),
        )?;
    }
    for (node, spot) in graph.nodes.iter().zip(&spots) {
        let (x, y) = (spot.x(middle), spot.y(middle));
        // Words are read from left to right on either side.
        let is_left = spot.turn.cos() < 0.0;
        let degrees = whole(spot.turn.to_degrees()) + if is_left { 180 } else { 0 };
        let (anchor, dx) = if is_left { ("end", -9) } else { ("start", 9) };
        let kind = node.kind.name();
        let (label, whole_label) =
            (escaped(&super::short(&node.label, LETTERS_MAX)), escaped(&node.label));
        writeln!(
            out,
            "<g class=\"{kind}\" transform=\"translate({x} {y}) rotate({degrees})\">\
             <title>{kind}: {whole_label}</title><circle r=\"5\"/>\
             <text x=\"{dx}\" y=\"4\" text-anchor=\"{anchor}\">{label}</text></g>"
        )?;
    }
    legend(out, graph, &told)?;
    writeln!(out, "</svg>")
}

/// Colours hold WCAG's 4.5 to 1 for words on white and on dark ground.
const STYLE: &str = "text{font:12px sans-serif;fill:#1a1a1a;paint-order:stroke;stroke:#fff;\
stroke-width:3px}.topic text{font-weight:bold;font-size:14px}.ground{fill:#fff}\
path{fill:none;stroke:#8a93a6;stroke-opacity:.45}path.also{stroke-dasharray:3 4}\
path.says{stroke:#b3541e;stroke-opacity:.8}path.people{stroke-opacity:.15}\
.topic circle{fill:#2f55c0}.article circle{fill:#5d6675}.need circle{fill:#b3541e}\
.person circle{fill:#2c7a3f}\
@media(prefers-color-scheme:dark){.ground{fill:#16181d}text{fill:#f0f0f0;stroke:#16181d}}";

fn edge_class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::About => "about",
        EdgeKind::AlsoAbout => "also",
        EdgeKind::Answers | EdgeKind::TakesFrom | EdgeKind::Succeeds => "says",
        EdgeKind::WrittenBy | EdgeKind::ReviewedBy => "people",
    }
}

fn legend(out: &mut dyn Write, graph: &Graph, told: &str) -> io::Result<()> {
    writeln!(out, "<text x=\"20\" y=\"28\">{told}</text>")?;
    let there = |kind: &NodeKind| graph.nodes.iter().any(|node| node.kind == *kind);
    let mut y = 50;
    for kind in NodeKind::ALL.iter().filter(|kind| there(kind)) {
        let name = kind.name();
        writeln!(
            out,
            "<g class=\"{name}\" transform=\"translate(26 {y})\"><circle r=\"5\"/>\
             <text x=\"12\" y=\"4\">{name}</text></g>"
        )?;
        y += 22;
    }
    Ok(())
}

/// Where every node is, and the radius of the outermost ring.
#[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
fn spots(graph: &Graph) -> (Vec<Spot>, f64) {
    let of = |wanted: &[NodeKind]| -> Vec<usize> {
        let numbered = graph.nodes.iter().enumerate();
        numbered.filter(|(_, node)| wanted.contains(&node.kind)).map(|(at, _)| at).collect()
    };
    // The hub of an article is its first topic: articles are put in the order of their hubs.
    let mut hubs = vec![usize::MAX; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.kind == EdgeKind::About) {
        hubs[edge.from] = edge.to;
    }
    let mut middle = of(&[NodeKind::Article, NodeKind::Need]);
    middle.sort_by_key(|at| (hubs[*at], graph.nodes[*at].kind, *at));
    let (topics, people) = (of(&[NodeKind::Topic]), of(&[NodeKind::Person]));
    let mut spots = vec![Spot { turn: 0.0, radius: 0.0 }; graph.nodes.len()];
    let room = |nodes: usize| nodes as f64 * GAP / TAU;
    let inner = if topics.len() > 1 { room(topics.len() * 2).max(90.0) } else { 0.0 };
    let second = room(middle.len()).max(inner + RING);
    let outer = if people.is_empty() { second } else { room(people.len()).max(second + RING) };
    place(&middle, second, &mut spots);
    // A topic stands in the middle of what is about it.
    let mut turns: Vec<(f64, usize)> = topics
        .iter()
        .map(|topic| {
            let around: Vec<f64> =
                middle.iter().filter(|at| hubs[**at] == *topic).map(|at| spots[*at].turn).collect();
            let mean = around.iter().sum::<f64>() / around.len().max(1) as f64;
            (if around.is_empty() { 0.0 } else { mean }, *topic)
        })
        .collect();
    turns.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let step = TAU / (turns.len() * 2).max(1) as f64;
    let mut last = f64::NEG_INFINITY;
    for (turn, topic) in turns {
        last = turn.max(last + step);
        spots[topic] = Spot { turn: last, radius: inner };
    }
    place(&people, outer, &mut spots);
    (spots, outer)
}

/// Puts nodes on a ring, as far apart as can be.
#[expect(clippy::cast_precision_loss, reason = "a few hundred nodes")]
fn place(nodes: &[usize], radius: f64, spots: &mut [Spot]) {
    for (at, node) in nodes.iter().enumerate() {
        // Half a step in, so that no label lies on the axis where sides change.
        let turn = (at as f64 + 0.5) * TAU / nodes.len() as f64;
        spots[*node] = Spot { turn, radius };
    }
}
